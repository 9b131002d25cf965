import { expect, test as base } from '@playwright/test'
import type { BrowserContext, Page } from '@playwright/test'

import { bundlePage } from '../bench/bundlePage.mjs'
import { startSite } from '../bench/site.mjs'

/** A site on HTTP/1.1, of which browsers open six connections for all tabs. */
const test = base.extend<{ site: Site }, { files: Awaited<ReturnType<typeof bundlePage>> }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads which fixtures it takes from the pattern.
  files: [async ({}, give) => give(await bundlePage('tabsPage.tsx')), { scope: 'worker' }],
  site: async ({ files }, give) => {
    const site = await startSite(files, {
      // Whoever is called so may see less.
      authorize: (request) => (readSubject(request) === 'narrow' ? ['run:read'] : true),
    })
    await give(site)
    await site.close()
  },
})

type Site = Awaited<ReturnType<typeof startSite>>

function readSubject(request: Request): unknown {
  const [, payload] = request.headers.get('Authorization')?.split('.') ?? []
  return payload && JSON.parse(atob(payload)).sub
}

/** Opens a tab, and waits until it shows its runs. */
async function open(context: BrowserContext, site: Site, settings: Record<string, string>) {
  const tab = await context.newPage()
  await tab.goto(`${site.url}?${new URLSearchParams(settings)}`)
  const first = settings['runs']!.split(',')[0]
  await expect(show(tab, first!)).toContainText('RUNNING')
  return tab
}

const show = (tab: Page, runId: string) => tab.locator(`[data-run="${runId}"]`)

async function expectConnection(tabs: Page[], runId: string, connection: string) {
  for (const tab of tabs) {
    await expect(show(tab, runId)).toHaveAttribute('data-connection', connection)
  }
}

const startRun = ({ emulator }: Site, scenario: 'slow' | 'success' = 'slow') =>
  emulator.runs.start({ scenario, age: scenario === 'slow' ? 20_000 : 2_000 }).runId

/** Ends a run, and gives for each tab after how many milliseconds it has shown that. */
async function end(site: Site, tabs: Page[], runId: string) {
  const endedAt = Date.now()
  site.cancel(runId)
  await site.tell(runId)
  return Promise.all(
    tabs.map(async (tab) => {
      await expect(show(tab, runId)).toContainText('CANCELLED')
      const time = await tab.evaluate((id) => Reflect.get(globalThis, 'ended')[id] as number, runId)
      return time - endedAt
    }),
  )
}

test('all tabs of a viewer share one stream, and know an end together', async ({
  context,
  site,
}) => {
  const runIds = [startRun(site), startRun(site), startRun(site)]
  const tabs: Page[] = []
  for (const runId of runIds) tabs.push(await open(context, site, { runs: runId }))
  for (const [index, runId] of runIds.entries()) {
    await expectConnection([tabs[index]!], runId, 'streaming')
  }
  await expect.poll(() => site.streams.open).toBe(1)
  for (const [index, runId] of runIds.entries()) {
    const [time] = await end(site, [tabs[index]!], runId)
    expect(time).toBeLessThan(1_500)
  }
  // Once for each tab that came, and at most once for each end.
  expect(site.count('/runs/events')).toBeLessThanOrEqual(6)
})

test('renewed tokens of one viewer share a stream, and those of another have their own', async ({
  context,
  site,
}) => {
  const runId = startRun(site)
  const mine = [
    await open(context, site, { runs: runId, viewer: 'ann' }),
    await open(context, site, { runs: runId, viewer: 'ann' }),
  ]
  await expectConnection(mine, runId, 'streaming')
  await expect.poll(() => site.streams.open).toBe(1)
  const hers = await open(context, site, { runs: runId, viewer: 'bea' })
  await expectConnection([hers], runId, 'streaming')
  await expect.poll(() => site.streams.open).toBe(2)
  // There is no room for a third one: pages and reads need the other connections.
  const his = await open(context, site, { runs: runId, viewer: 'carl' })
  await expectConnection([his], runId, 'polling')
  await expect.poll(() => site.streams.open).toBe(2)
  await hers.close()
  await expectConnection([his], runId, 'streaming')
})

test('the same viewer with other rights shares nothing', async ({ context, site }) => {
  const runId = startRun(site)
  const wide = await open(context, site, { runs: runId, viewer: 'ann', claims: '{"scope":["a"]}' })
  await expectConnection([wide], runId, 'streaming')
  const narrow = await open(context, site, {
    runs: runId,
    viewer: 'ann',
    claims: '{"scope":["b"]}',
  })
  await expectConnection([narrow], runId, 'streaming')
  await expect.poll(() => site.streams.open).toBe(2)
})

test('a tab takes nothing that it may not read itself', async ({ context, site }) => {
  // It changes every few seconds.
  const runId = startRun(site, 'success')
  // Cookies do not show who is there, so that both tabs are of one group.
  const wide = await open(context, site, { runs: runId })
  await expectConnection([wide], runId, 'streaming')
  const narrow = await context.newPage()
  await narrow.route('**/runs/**', (route) =>
    route.continue({
      headers: {
        ...route.request().headers(),
        authorization: `Bearer e30.${btoa('{"sub":"narrow"}')}.c2ln`,
      },
    }),
  )
  await narrow.goto(`${site.url}?runs=${runId}`)
  await expect(show(narrow, runId)).toContainText('RUNNING')
  await expectConnection([narrow], runId, 'polling')
  await expect(show(narrow, runId)).not.toContainText('lanterns')
  await end(site, [wide, narrow], runId)
  await expect(show(narrow, runId)).not.toContainText('lanterns')
})

const ways: Record<string, (tab: Page) => Promise<unknown>> = {
  'is closed': (tab) => tab.close(),
  'goes to another page': (tab) => tab.goto('about:blank'),
  crashes: async (tab) => {
    const session = await tab.context().newCDPSession(tab)
    session.send('Page.crash').catch(() => undefined)
    await tab.waitForEvent('crash')
  },
  // Only a tab that nobody sees can be frozen, and in these tests all are seen: so it is told, and then stands
  // still.
  freezes: (tab) =>
    tab.evaluate(() => {
      document.dispatchEvent(new Event('freeze'))
      setTimeout(() => {
        const end = performance.now() + 6_000
        while (performance.now() < end);
      })
    }),
}

for (const [way, leave] of Object.entries(ways)) {
  test(`another tab takes over and misses nothing when the one with the stream ${way}`, async ({
    context,
    site,
  }) => {
    const runIds = [startRun(site), startRun(site)] as const
    const leader = await open(context, site, { runs: runIds.join() })
    await expectConnection([leader], runIds[0], 'streaming')
    const tabs = [
      await open(context, site, { runs: runIds.join() }),
      await open(context, site, { runs: runIds.join() }),
    ]
    await expectConnection(tabs, runIds[0], 'streaming')
    const leftAt = Date.now()
    // It ends while nobody holds the stream.
    site.cancel(runIds[0])
    const opened = site.count('/runs/events')
    await leave(leader)
    await expect.poll(() => site.count('/runs/events'), { intervals: [20] }).toBe(opened + 1)
    expect(Date.now() - leftAt).toBeLessThan(2_000)
    await site.tell(runIds[0])
    for (const tab of tabs) {
      await expect(show(tab, runIds[0])).toContainText('CANCELLED', { timeout: 1_500 })
    }
    await expectConnection(tabs, runIds[1], 'streaming')
    expect(Math.max(...(await end(site, tabs, runIds[1])))).toBeLessThan(1_500)
  })
}

test('another tab takes over from one that is stuck, and that one comes back', async ({
  context,
  site,
}) => {
  const runId = startRun(site)
  const stuck = await open(context, site, { runs: runId })
  await expectConnection([stuck], runId, 'streaming')
  const other = await open(context, site, { runs: runId })
  await expectConnection([other], runId, 'streaming')
  const release = stuck.evaluate(() => {
    const end = performance.now() + 12_000
    while (performance.now() < end);
  })
  // Only what the new stream tells comes to the other tab.
  const [time] = await end(site, [other], runId)
  expect(time).toBeLessThan(9_000)
  await release
  await expect(show(stuck, runId)).toContainText('CANCELLED')
})

test('tabs with a client of the host share with nobody, and leave room for the pages', async ({
  context,
  site,
}) => {
  const runId = startRun(site)
  const settings = { runs: runId, who: 'host' }
  const tabs: Page[] = []
  for (let count = 0; count < 3; count += 1) tabs.push(await open(context, site, settings))
  await expectConnection(tabs.slice(0, 2), runId, 'streaming')
  await expectConnection(tabs.slice(2), runId, 'polling')
  await expect.poll(() => site.streams.open).toBe(2)
  await end(site, tabs, runId)
})

const lacks: Record<string, () => void> = {
  locks: () => Reflect.deleteProperty(Navigator.prototype, 'locks'),
  'locks that it may use': () => {
    LockManager.prototype.request = () => Promise.reject(new DOMException('', 'SecurityError'))
  },
  channels: () => Reflect.deleteProperty(globalThis, 'BroadcastChannel'),
  'a channel that is open': () => {
    BroadcastChannel.prototype.postMessage = () => {
      throw new DOMException('', 'InvalidStateError')
    }
  },
  'a secure origin': () => Reflect.deleteProperty(Crypto.prototype, 'subtle'),
}

for (const [what, remove] of Object.entries(lacks)) {
  test(`a page without ${what} polls`, async ({ context, site }) => {
    const runId = startRun(site)
    await context.addInitScript(remove)
    const tab = await open(context, site, { runs: runId })
    await expectConnection([tab], runId, 'polling')
    await end(site, [tab], runId)
    expect(site.streams.most).toBe(0)
  })
}

test('what anybody else says on the channel changes nothing', async ({ context, site }) => {
  const runId = startRun(site)
  const other = startRun(site)
  const tabs = [
    await open(context, site, { runs: runId }),
    await open(context, site, { runs: runId }),
  ]
  await expectConnection(tabs, runId, 'streaming')
  const stranger = await context.newPage()
  await stranger.goto(`${site.url}?transport=poll&runs=`)
  await stranger.evaluate(
    async ({ runId, other }) => {
      const { held = [] } = await navigator.locks.query()
      const names = held
        .map(({ name = '' }) => name)
        .filter((name) => /^fishbowl 1 \w{64}$/.test(name))
      if (names.length !== 1) throw new Error(`There are ${names.length} groups.`)
      const channel = new BroadcastChannel(names[0]!)
      const text = (id: string) => `{"run_id":"${id}","status":"FAILED","settled":true}`
      const page = 'stranger'
      const ids = Array.from({ length: 500 }, (_, index) => `run-${index}`)
      for (const message of [
        null,
        'text',
        {},
        { type: 'run' },
        { type: 'lead', page, runIds: [runId] },
        { type: 'lead', page, term: 0, runIds: [] },
        { type: 'lead', page, term: 1, runIds: ids },
        { type: 'refuse', page, term: 1, runId },
        { type: 'run', page, term: 1, runId, version: 2 ** 50, text: text(runId) },
        { type: 'run', page, term: 2 ** 45, runId, version: 2 ** 50, text: text(other) },
        { type: 'run', page, term: 2 ** 45, runId, version: 2 ** 50, text: '{' },
        { type: 'run', page, term: 2 ** 45, runId, version: 2 ** 50, text: text(runId) },
        { type: 'want', page, runs: [[other]] },
        { type: 'want', page, runs: [['<script>', 1]] },
        { type: 'want', page, runs: ids.map((id) => [id, 1]) },
      ]) {
        channel.postMessage(message)
      }
      await new Promise((resolve) => setTimeout(resolve, 500))
    },
    { runId, other },
  )
  for (const tab of tabs) await expect(show(tab, runId)).toContainText('RUNNING')
  await end(site, tabs, runId)
})

test('twenty tabs load on HTTP/1.1 with push and streamed starts, and know every end', async ({
  context,
  site,
}) => {
  const runId = startRun(site)
  const tabs: Page[] = []
  const times: number[] = []
  const started: string[] = []
  for (let index = 0; index < 20; index += 1) {
    const begin = Date.now()
    const tab = await open(context, site, { runs: runId })
    times.push(Date.now() - begin)
    tabs.push(tab)
    if (index > 1) continue
    for (let count = 1; count <= 4; count += 1) {
      await tab.getByRole('button', { name: 'Start' }).click()
      await expect(tab.locator('[data-run]')).toHaveCount(1 + count)
    }
    const ids = await tab
      .locator('[data-run]')
      .evaluateAll((outputs) => outputs.map((output) => (output as HTMLElement).dataset['run']!))
    await expectConnection([tab], ids.at(-1)!, 'streaming')
    started.push(...ids.slice(1))
  }
  expect(Math.max(...times)).toBeLessThan(5_000)
  await expectConnection(tabs, runId, 'streaming')
  await expect.poll(() => site.streams.open).toBe(1)
  expect(Math.max(...(await end(site, tabs, runId)))).toBeLessThan(2_000)
  for (const [index, id] of started.entries()) {
    const [time] = await end(site, [tabs[Math.floor(index / 4)]!], id)
    expect(time).toBeLessThan(2_000)
  }
})
