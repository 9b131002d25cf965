import { expect, test as base } from '@playwright/test'
import type { BrowserContext, Page } from '@playwright/test'

import { bundlePage } from '../bench/bundlePage.mjs'
import { startSite } from '../bench/site.mjs'

const code = `
  import { FishbowlProvider, runQueryOptions, useFishbowlClient, useRunNotification } from '@fishbowl/react'
  import { useQuery } from '@tanstack/react-query'
  import { createRoot } from 'react-dom/client'

  const { run, transport } = Object.fromEntries(new URLSearchParams(location.search))

  function Teller() {
    const { permission, askPermission } = useRunNotification(run, {
      sound: () => told.push('a sound'),
      title: ({ status }) => 'The report is ' + status,
    })
    // What the hook reads, and nothing else does.
    const { data } = useQuery({ ...runQueryOptions(useFishbowlClient(), run), enabled: false })
    return <button onClick={askPermission}>{permission + ' ' + data?.status}</button>
  }

  document.title = 'Acme Reports'
  createRoot(document.body.appendChild(document.createElement('main'))).render(
    <FishbowlProvider endpoint="/api/fishbowl" transport={transport}><Teller /></FishbowlProvider>,
  )
`

/**
 * A browser with tabs of which none is looked at until `look` says so, as Playwright shows all of them; and whose
 * notifications are counted, as without a window it shows none and permits none.
 */
const test = base.extend<{ site: Site }, { files: Awaited<ReturnType<typeof bundlePage>> }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads which fixtures it takes from the pattern.
  files: [async ({}, give) => give(await bundlePage(code)), { scope: 'worker' }],
  site: async ({ files, context }, give) => {
    const site = await startSite(files)
    await context.addInitScript(pretend)
    await context.clock.install()
    await give(site)
    await site.close()
  },
})

type Site = Awaited<ReturnType<typeof startSite>>

/** What a tab has told, how often it has asked, and how to look at it. */
interface Pretended {
  told: string[]
  asked: number[]
  look: (isLooked: boolean) => void
}

function pretend() {
  const pretended: Pretended = {
    told: [],
    asked: [],
    look(isLooked) {
      isLookedAt = isLooked
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
      dispatchEvent(new Event(isLooked ? 'focus' : 'blur'))
    },
  }
  let isLookedAt = false
  Object.defineProperty(Document.prototype, 'visibilityState', {
    get: () => (isLookedAt ? 'visible' : 'hidden'),
  })
  Document.prototype.hasFocus = () => isLookedAt
  // What Playwright makes of the static members of a class does not work in a page.
  let permission: NotificationPermission = location.search.includes('ask') ? 'default' : 'granted'
  const counted = new Proxy(Notification, {
    construct(Own, [title, options]: [string, NotificationOptions]) {
      pretended.told.push(title)
      return new Own(title, options)
    },
    get: (Own, name) =>
      name === 'permission'
        ? permission
        : name === 'requestPermission'
          ? async () => {
              pretended.asked.push(performance.now())
              return (permission = 'granted')
            }
          : Reflect.get(Own, name),
  })
  Object.assign(globalThis, pretended, { Notification: counted })
}

const read = <T extends keyof Pretended>(tab: Page, name: T) =>
  tab.evaluate((key) => Reflect.get(globalThis, key) as Pretended[typeof key], name)

const look = (tab: Page, isLooked: boolean) =>
  tab.evaluate((looks) => (Reflect.get(globalThis, 'look') as Pretended['look'])(looks), isLooked)

async function open(context: BrowserContext, site: Site, settings: Record<string, string>) {
  const tab = await context.newPage()
  await tab.goto(`${site.url}?${new URLSearchParams(settings)}`)
  await expect(tab.getByRole('button')).toHaveText('granted RUNNING')
  return tab
}

const startRun = ({ emulator }: Site) =>
  emulator.runs.start({ scenario: 'slow', age: 20_000 }).runId

/** Ends a run, and waits until the handler says so, which answers from its last read for a moment. */
async function end(site: Site, run: string) {
  site.cancel(run)
  await site.tell(run)
  const path = new URL(`/api/fishbowl/runs/${run}`, site.url)
  await expect.poll(async () => (await fetch(path)).text()).toContain('CANCELLED')
}

/** Lets a minute pass in all tabs, after which hidden ones read. */
const passMinute = (context: BrowserContext) => context.clock.fastForward(61_000)

/** Keeps what a tab reads from it until the function that this gives is called. */
async function holdReads(tab: Page) {
  let release = () => {}
  const released = new Promise<void>((resolve) => (release = resolve))
  await tab.route('**/runs/**', (route) => released.then(() => route.continue()))
  return release
}

/** Whether a tab has the lock that it needs to tell. */
async function isLocked() {
  const { held = [] } = await navigator.locks.query()
  return held.some(({ mode }) => mode === 'exclusive')
}

const tellings = async (tabs: Page[]) =>
  (await Promise.all(tabs.map((tab) => read(tab, 'told')))).flat().toSorted()

const once = ['The report is CANCELLED', 'a sound']

async function expectTitles(tabs: Page[], title: string) {
  for (const tab of tabs) await expect(tab).toHaveTitle(title)
}

test('of tabs that learn of an end together one tells, and one look takes it back in all', async ({
  context,
  site,
}) => {
  const run = startRun(site)
  const tabs: Page[] = []
  for (let count = 0; count < 5; count += 1) {
    tabs.push(await open(context, site, { run, transport: 'push' }))
  }
  await expect.poll(() => site.streams.open).toBe(1)
  await end(site, run)
  await expectTitles(tabs, '● Acme Reports')
  await expect.poll(() => tellings(tabs)).toEqual(once)
  await look(tabs[3]!, true)
  await expectTitles(tabs, 'Acme Reports')
  expect(await tellings(tabs)).toEqual(once)
})

test('of tabs that learn of an end one after the other the first tells, even when it is closed', async ({
  context,
  site,
}) => {
  const run = startRun(site)
  const settings = { run, transport: 'poll' }
  const first = await open(context, site, settings)
  const others = [await open(context, site, settings), await open(context, site, settings)]
  const releases = [await holdReads(others[0]!), await holdReads(others[1]!)]
  await end(site, run)
  await passMinute(context)
  await expect.poll(() => tellings([first])).toEqual(once)
  await expectTitles(others, 'Acme Reports')
  await first.close()
  await expect.poll(() => others[0]!.evaluate(isLocked)).toBe(false)
  for (const release of releases) release()
  await expectTitles(others, '● Acme Reports')
  // By then it would have told.
  await expect.poll(() => others[0]!.evaluate(isLocked)).toBe(true)
  await look(others[0]!, true)
  await expectTitles(others, 'Acme Reports')
  expect(await tellings(others)).toEqual([])
})

test('a tab that is looked at wins, and nothing is told', async ({ context, site }) => {
  const run = startRun(site)
  const settings = { run, transport: 'poll' }
  const seen = await open(context, site, settings)
  const hidden = await open(context, site, settings)
  // It learns of the end only after the other one.
  const release = await holdReads(seen)
  await look(seen, true)
  await end(site, run)
  await passMinute(context)
  await expectTitles([hidden], '● Acme Reports')
  release()
  await expectTitles([seen, hidden], 'Acme Reports')
  expect(await tellings([seen, hidden])).toEqual([])
})

test('nobody is asked for a permission before a click', async ({ context, site }) => {
  const run = startRun(site)
  const tab = await context.newPage()
  await tab.goto(`${site.url}?${new URLSearchParams({ run, transport: 'push', ask: '' })}`)
  await expect(tab.getByRole('button')).toHaveText('default RUNNING')
  await expect.poll(() => site.streams.open).toBe(1)
  await end(site, run)
  await expect(tab).toHaveTitle('● Acme Reports')
  await expect.poll(() => read(tab, 'told')).toEqual(['a sound'])
  expect(await read(tab, 'asked')).toEqual([])
  await tab.getByRole('button').click()
  await expect(tab.getByRole('button')).toHaveText('granted CANCELLED')
  expect(await read(tab, 'asked')).toHaveLength(1)
})
