import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { bundlePage } from '../bench/bundlePage.mjs'
import { startSite } from '../bench/site.mjs'
import type { WebKitPage } from './webkitBrowser.js'
import { hasWebKit, startWebKit } from './webkitBrowser.js'

const script = resolve(import.meta.dirname, '../packages/element/dist/fishbowl.js')

/** A page with one of the ready-made components, which its address names. */
const code = `
  import '@fishbowl/react/styles.css'
  import { FishbowlProvider, RunForm, RunList, RunViewer } from '@fishbowl/react'
  import { useState } from 'react'
  import { createRoot } from 'react-dom/client'

  const { show, run, transport = 'poll' } = Object.fromEntries(new URLSearchParams(location.search))
  globalThis.complaints = []
  addEventListener('error', ({ message }) => complaints.push(message))
  addEventListener('unhandledrejection', ({ reason }) => complaints.push(String(reason)))

  function Form() {
    const [runId, setRunId] = useState()
    return runId
      ? <RunViewer runId={runId} />
      : <RunForm stream onStart={({ runId }) => setRunId(runId)} />
  }

  createRoot(document.body.appendChild(document.createElement('main'))).render(
    <FishbowlProvider endpoint="/api/fishbowl" transport={transport} allowInsecureLocalhost locale="en">
      {show === 'viewer' ? <RunViewer runId={run} /> : show === 'list' ? <RunList /> : <Form />}
    </FishbowlProvider>,
  )
`

describe.skipIf(!hasWebKit)('WebKit', () => {
  let page: WebKitPage
  let site: Awaited<ReturnType<typeof startSite>>
  const files: Awaited<ReturnType<typeof bundlePage>> = new Map()

  beforeAll(async () => {
    for (const [path, file] of await bundlePage(code)) files.set(path, file)
    files.set('/fishbowl.js', { body: readFileSync(script), type: 'text/javascript' })
    site = await startSite(files)
    page = await startWebKit()
  }, 60_000)

  afterAll(async () => {
    await page?.close()
    await site?.close()
  })

  const open = (settings: Record<string, string>) =>
    page.goto(`${site.url}?${new URLSearchParams(settings)}`)
  const start = (scenario: 'slow' | 'success', age: number) =>
    site.emulator.runs.start({ scenario, age }).runId
  /** What an attribute of the viewer says, or its text. */
  const see = (what: string) => () => page.evaluate(`return ${what}`)
  const viewer = "document.querySelector('.fishbowl-run-viewer')"
  const patience = { timeout: 10_000 }

  it('shows a run live, by push, to its end', async () => {
    const runId = start('slow', 20_000)
    await open({ show: 'viewer', run: runId, transport: 'push' })
    await expect.poll(see(`${viewer}?.dataset.connection`), patience).toBe('streaming')
    await expect
      .poll(see(`document.querySelector('iframe')?.getBoundingClientRect().width`), patience)
      .toBeGreaterThan(300)
    site.cancel(runId)
    await site.tell(runId)
    await expect.poll(see(`${viewer}?.dataset.outcome`), patience).toBe('cancelled')
    expect(await page.evaluate('return complaints')).toEqual([])
  })

  it('shows the result of a run as a table that sorts', async () => {
    await open({ show: 'viewer', run: start('success', 60_000) })
    const first = `document.querySelector('.fishbowl-run-result tbody tr')?.textContent`
    await expect.poll(see(first), patience).toContain('lantern')
    const before = await page.evaluate(`return ${first}`)
    await page.click('.fishbowl-run-result th button')
    await expect.poll(see(first), patience).not.toBe(before)
    expect(await page.evaluate('return complaints')).toEqual([])
  })

  it('lists runs, and shows the one that is chosen', async () => {
    start('success', 60_000)
    await open({ show: 'list' })
    const row = '.fishbowl-run-list [role=row] :is(a, button)'
    await expect.poll(see(`document.querySelector('${row}') !== null`), patience).toBe(true)
    await page.click(row)
    await expect.poll(see(`${viewer}?.dataset.outcome`), patience).toBeTruthy()
    expect(await page.evaluate('return complaints')).toEqual([])
  })

  it('starts a run from a form, and follows it', async () => {
    await open({ show: 'form' })
    await expect.poll(see(`document.querySelector('form') !== null`), patience).toBe(true)
    await page.type('input[type=url]', 'https://tidewater.example/')
    await page.type('textarea', 'List the lanterns')
    await page.click('form [type=submit]')
    await expect.poll(see(`${viewer}?.dataset.status`), patience).toBe('running')
    expect(await page.evaluate('return complaints')).toEqual([])
  })

  it('shows a run in a custom element', async () => {
    const runId = start('success', 60_000)
    const html = `<!doctype html><script src="/fishbowl.js" defer></script><fishbowl-run run-id="${runId}"></fishbowl-run>`
    files.set('/element', { body: html, type: 'text/html' })
    await page.goto(`${site.url}element`)
    const inside = "document.querySelector('fishbowl-run').shadowRoot?.querySelector('section')"
    await expect.poll(see(`${inside}?.dataset.outcome`), patience).toBe('succeeded')
    expect(await page.evaluate(`return getComputedStyle(${inside}).borderTopWidth`)).toBe('1px')
  })
})
