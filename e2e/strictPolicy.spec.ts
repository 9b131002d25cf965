import { expect, test } from '@playwright/test'

import { openStrictPage, startStrictSite, tryAllParts } from '../bench/strict.mjs'

test('a page that allows nothing but its own files, and no text as code, has no violation', async ({
  page,
}) => {
  const site = await startStrictSite('strictPage.tsx')
  const getViolations = await openStrictPage(page, site.url)
  await tryAllParts(page, site.runIds)
  expect(await getViolations()).toEqual([])
  await site.close()
})

test('the same page would tell of a violation', async ({ page }) => {
  const site = await startStrictSite('zodPage.tsx')
  const getViolations = await openStrictPage(page, site.url)
  await expect(page.locator('main')).toHaveText(site.runIds[0] ?? '')
  // Full zod asks whether it may make code.
  expect(await getViolations()).toHaveLength(1)
  expect(await getViolations()).toEqual([expect.stringMatching(/(script-src|trusted-types).*/)])
  await site.close()
})
