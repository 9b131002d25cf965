import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { expect, test } from '@playwright/test'

import { startDashboard } from './startDashboard'

// The first page of a fresh development server compiles all that it loads.
test.slow()

test('npm start takes another port when its own is in use', async ({ page }) => {
  const other = createServer().listen(0)
  const { port } = other.address() as AddressInfo
  const dashboard = await startDashboard({ PORT: String(port) })
  expect(new URL(dashboard.url).port).not.toBe(String(port))
  await page.goto(dashboard.url)
  await expect(page.getByText('Played by the emulator')).toBeVisible()
  dashboard.stop()
  other.close()
})

test('with an API key the emulator is left out, and the key stays on the server', async ({
  page,
}) => {
  const key = 'sk-tinyfish-a-key-that-must-not-leak'
  const dashboard = await startDashboard({ TINYFISH_API_KEY: key, PORT: '0' })
  const answers: Promise<string>[] = []
  page.on('response', (response) => {
    answers.push(response.text().then((text) => text + JSON.stringify(response.headers())))
  })
  await page.goto(dashboard.url)
  await expect(page.getByText('TinyFish Web Agent')).toBeVisible()
  await expect(page.getByLabel('What the emulator plays')).toHaveCount(0)
  await page.waitForResponse((response) => response.url().includes('/api/fishbowl/runs'))
  const texts = await Promise.allSettled(answers)
  const read = texts.flatMap((text) => (text.status === 'fulfilled' ? [text.value] : []))
  // The bundled script was among them.
  expect(read.join('')).toContain('fishbowl-run-viewer')
  expect(read.filter((text) => text.includes(key))).toEqual([])
  dashboard.stop()
})
