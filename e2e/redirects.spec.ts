import { expect, test } from '@playwright/test'

import { bundlePage } from '../bench/bundlePage.mjs'
import { startSite } from '../bench/site.mjs'

const code = `
  import { FishbowlProvider, useRun } from '@fishbowl/react'
  import { createRoot } from 'react-dom/client'

  function Run() {
    const { connection } = useRun('run-1')
    return <output>{connection.state}: {connection.error?.message}</output>
  }
  createRoot(document.body.appendChild(document.createElement('main'))).render(
    <FishbowlProvider endpoint="/api/fishbowl">
      <Run />
    </FishbowlProvider>,
  )
`

for (const status of [301, 302, 307, 308]) {
  test(`an endpoint that answers ${status} is said to redirect`, async ({ page }) => {
    let asked = 0
    const site = await startSite(await bundlePage(code), {
      answer: ({ url }) => {
        asked += 1
        return new Response(null, { status, headers: { Location: `${url}/` } })
      },
    })
    await page.goto(site.url)
    await expect(page.locator('output')).toContainText('redirects to another address')
    expect(asked).toBeLessThanOrEqual(2)
    await site.close()
  })
}
