import { expect, test } from '@playwright/test'

import { url, watch } from './watchLiveView.js'

// An answer may still be on its way when a test is over.
test.afterEach(({ page }) => page.unrouteAll({ behavior: 'ignoreErrors' }))

for (const mayRead of [true, false]) {
  test(`a page without an origin is told that this is why it is refused, and ${mayRead ? 'may' : 'may not'} read that`, async ({
    page,
  }) => {
    const { runId } = await watch(page)
    // What a browser gives a page in a frame with a sandbox, it gives a file and a web view, too.
    await page.route('**/*', async (route) => {
      const response = await route.fetch().catch(() => null)
      if (!response) return route.abort()
      const isAnswer = route.request().url().includes('/api/')
      const cors = !isAnswer || mayRead ? { 'access-control-allow-origin': '*' } : {}
      const preflight = { 'access-control-allow-headers': '*', 'access-control-allow-methods': '*' }
      if (isAnswer && mayRead) {
        const isPreflight = route.request().method() === 'OPTIONS'
        const json = {
          error: { code: 'CROSS_SITE', message: 'A page of another origin sent this.' },
        }
        return route.fulfill({
          status: isPreflight ? 204 : 403,
          json,
          headers: { ...cors, ...preflight },
        })
      }
      return route.fulfill({
        response,
        headers: {
          ...response.headers(),
          ...cors,
          ...(route.request().isNavigationRequest() && {
            'content-security-policy': 'sandbox allow-scripts',
          }),
        },
      })
    })
    await page.goto(url(`customer.html?audience=operator&again#${runId}`))
    expect(await page.evaluate(() => origin)).toBe('null')
    await expect(page.getByText('has the origin “null”')).toBeVisible()
  })
}
