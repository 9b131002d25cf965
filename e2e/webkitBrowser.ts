import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'

const driverPath = process.env['WEBKIT_DRIVER_PATH'] ?? 'WebKitWebDriver'

/** Whether WebKit can be driven here; `scripts/webkit.mjs` installs it where it may. */
export const hasWebKit = spawnSync(driverPath, ['--help']).status === 0

/** One page of WebKit. */
export interface WebKitPage {
  goto: (url: string) => Promise<void>
  /** Runs the body of a function in the page, and gives what it returns. */
  evaluate: (body: string) => Promise<unknown>
  /** Clicks with the mouse what a selector finds; the page scrolls to it. */
  click: (selector: string) => Promise<void>
  type: (selector: string, text: string) => Promise<void>
  /** A PNG. */
  screenshot: () => Promise<Buffer>
  close: () => Promise<void>
}

/** Starts WebKitGTK on a screen that nobody sees, driven by the protocol of WebDriver. */
export async function startWebKit(): Promise<WebKitPage> {
  const screen = spawn(
    process.env['XVFB_PATH'] ?? 'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1280x1600x24'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  )
  const [display] = (await once(screen.stdio[3]!, 'data')) as [Buffer]
  const port = await findPort()
  const driver = spawn(driverPath, [`--port=${port}`], {
    stdio: 'ignore',
    env: { ...process.env, DISPLAY: `:${String(display).trim()}` },
  })

  async function ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const { value } = (await response.json()) as { value: unknown }
    if (!response.ok) throw new Error(`WebKit: ${JSON.stringify(value)}`)
    return value
  }

  await again(() => ask('GET', '/status'))
  const started = await ask('POST', '/session', { capabilities: { alwaysMatch: {} } })
  const session = `/session/${(started as { sessionId: string }).sessionId}`
  const find = async (selector: string) => {
    const found = await ask('POST', `${session}/element`, {
      using: 'css selector',
      value: selector,
    })
    return `${session}/element/${Object.values(found as Record<string, string>)[0]}`
  }
  return {
    goto: async (url) => void (await ask('POST', `${session}/url`, { url })),
    evaluate: (body) => ask('POST', `${session}/execute/sync`, { script: body, args: [] }),
    // What has just been drawn is not to be clicked yet, by WebDriver's rules.
    click: (selector) =>
      again(async () => void (await ask('POST', `${await find(selector)}/click`, {}))),
    type: async (selector, text) =>
      void (await ask('POST', `${await find(selector)}/value`, { text })),
    screenshot: async () =>
      Buffer.from(String(await ask('GET', `${session}/screenshot`)), 'base64'),
    async close() {
      await ask('DELETE', session).catch(() => undefined)
      driver.kill()
      screen.kill()
    },
  }
}

async function findPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

/** Tries until it works, for five seconds. */
async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await work()
    } catch (error) {
      if (tries === 50) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}
