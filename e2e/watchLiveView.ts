import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'

export const url = (path = '') => new URL(path, process.env['DASHBOARD_URL']).href
export const streamPages = '**/tf-*/stream/*'

/** Plays a page of an attacker's in the frame, in the place of the emulator's stream page. */
export async function playInFrame(page: Page, html: string, headers: Record<string, string> = {}) {
  await page.route(streamPages, (route) =>
    route.fulfill({ contentType: 'text/html', headers, body: `<!doctype html>${html}` }),
  )
}

/** Loads a page anew. Firefox gives that up now and then when a frame of the page is just loading. */
export async function reload(page: Page) {
  await expect(() => page.reload()).toPass()
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

/**
 * Moves the clock of the page on by seconds until something is there. What the clock is for begins
 * when the browser says that the frame is in view, which no test can see.
 */
export async function runClockUntil(page: Page, isThere: () => Promise<boolean>) {
  for (let seconds = 0; seconds < 30; seconds += 1) {
    if (await isThere()) return
    await page.clock.runFor(1_000)
  }
  throw new Error('It is not there after 30 seconds of the clock.')
}

/** The run that this worker watches, as starting it anew for each test would take three seconds. */
let watched: { runId: string; startedAt: number } | undefined

/** Opens the page of a customer, as an operator sees it, on a run that is live, and goes on for 45 seconds at least. */
export async function watch(page: Page, query = '') {
  if (!watched || Date.now() - watched.startedAt > 15_000) watched = await startLiveRun(page)
  const { runId } = watched
  await page.goto(url(`customer.html?audience=operator${query}#${runId}`))
  const view = page.locator('.fishbowl-run-live-view')
  return { view, frame: view.locator('iframe'), runId }
}

/** Starts a run of a minute, and waits until it has a live view: a page would find it by a poll. */
async function startLiveRun({ request }: Page) {
  const startedAt = Date.now()
  const started = await request.post(url('api/fishbowl/automation/run-async'), {
    headers: { Origin: new URL(url()).origin },
    data: { url: 'https://tidewater.example/?scenario=slow', goal: 'List the products' },
  })
  const { run_id: runId } = (await started.json()) as { run_id: string }
  await expect
    .poll(async () => {
      const read = await request.get(url(`api/fishbowl/runs/${runId}`))
      return ((await read.json()) as { streaming_url: string | null }).streaming_url
    })
    .not.toBeNull()
  return { runId, startedAt }
}
