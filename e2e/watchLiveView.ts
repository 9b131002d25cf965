import type { Page } from '@playwright/test'

export const url = (path = '') => new URL(path, process.env['DASHBOARD_URL']).href
export const streamPages = '**/tf-*/stream/*'

/** Plays a page of an attacker's in the frame, in the place of the emulator's stream page. */
export async function playInFrame(page: Page, html: string, headers: Record<string, string> = {}) {
  await page.route(streamPages, (route) =>
    route.fulfill({ contentType: 'text/html', headers, body: `<!doctype html>${html}` }),
  )
}

/** Answers the host's page with further headers, as a host's own server would send them. */
export async function setPageHeaders(page: Page, headers: Record<string, string>) {
  await page.route(/\/customer\.html/, async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, headers: { ...response.headers(), ...headers } })
  })
}

/** Changes what the host's endpoint says of runs. */
export async function changeRuns(page: Page, change: (run: Record<string, unknown>) => void) {
  await page.route(/\/api\/customer\/runs\/[^/]+$/, async (route) => {
    // With the tag of its last answer the page would get none of a run that has not changed.
    const { 'if-none-match': _, ...headers } = route.request().headers()
    // The server may just have closed the connection that was kept open.
    const response = await route.fetch({ headers, maxRetries: 3 })
    const run = (await response.json()) as Record<string, unknown>
    change(run)
    await route.fulfill({ response, json: run })
  })
}

/** Starts a run that goes on for two minutes, and watches it as a customer does. */
export async function watch(page: Page, query = '') {
  const started = await page.request.post(url('api/fishbowl/automation/run-async'), {
    headers: { Origin: new URL(url()).origin },
    data: { url: 'https://tidewater.example/?scenario=slow', goal: 'List the products' },
  })
  const { run_id: runId } = (await started.json()) as { run_id: string }
  await page.goto(url(`customer.html${query}#${runId}`))
  const view = page.locator('.fishbowl-run-live-view')
  return { view, frame: view.locator('iframe'), runId }
}
