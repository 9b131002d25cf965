import { expect, test } from '@playwright/test'

import { bundlePage } from '../bench/bundlePage.mjs'
import { startSite } from '../bench/site.mjs'

const code = `
  import '@fishbowl/react/styles.css'
  import { FishbowlProvider, RunViewer } from '@fishbowl/react'
  import { createRoot } from 'react-dom/client'

  createRoot(document.body.appendChild(document.createElement('main'))).render(
    <FishbowlProvider endpoint="/api/fishbowl" allowInsecureLocalhost>
      {runs.map((run) => <RunViewer key={run} runId={run} />)}
    </FishbowlProvider>,
  )
`

/** Notes what a host's error tracker would send. */
function noteErrors() {
  const errors: string[] = []
  addEventListener('error', ({ message }) => errors.push(message))
  addEventListener('unhandledrejection', ({ reason }) => errors.push(String(reason)))
  Object.assign(globalThis, { errors })
}

/** Makes the column of the viewers wider and wider, so that they become lower, and others come into view. */
async function widen() {
  const main = document.querySelector('main')
  for (let width = 300; width < 1_000; width += 12) {
    if (main) main.style.width = `${width}px`
    await new Promise(requestAnimationFrame)
  }
}

test('20 viewers whose sizes change raise no error on the window of their page', async ({
  page,
}) => {
  const site = await startSite(await bundlePage(code))
  const runs = Array.from({ length: 20 }, (_, index) => {
    const goal = 'List all lanterns with their prices. '.repeat(index + 1)
    return site.emulator.runs.start({ scenario: 'slow', age: 20_000, goal }).runId
  })
  await page.addInitScript(noteErrors)
  await page.addInitScript(`runs = ${JSON.stringify(runs)}`)
  await page.goto(site.url)
  await expect(page.locator('.fishbowl-run-viewer[data-status]')).toHaveCount(20)
  await page.evaluate(widen)
  for (const run of runs) site.cancel(run)
  await page.evaluate(widen)
  expect(await page.evaluate('errors')).toEqual([])
  await site.close()
})
