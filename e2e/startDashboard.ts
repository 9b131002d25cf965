import { spawn } from 'node:child_process'
import { resolve } from 'node:path'

/** Runs what a newcomer runs, `npm start`, and waits for the address that it prints. */
export async function startDashboard(variables: Record<string, string> = {}) {
  const { TINYFISH_API_KEY: _, ...inherited } = process.env
  const server = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: resolve(import.meta.dirname, '..'),
    env: { ...inherited, CI: '1', ...variables },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((found, reject) => {
    let output = ''
    server.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      const address = /https?:\/\/\S+/.exec(output)?.[0]
      if (address) found(address)
    })
    server.on('exit', (code) => reject(new Error(`npm start ended with ${code}:\n${output}`)))
  })
  return { url, stop: () => server.kill() }
}

/** One dashboard for all tests that do not need their own. */
export default async function globalSetup() {
  // Tests wait for the ends of runs. Faster still, a slow browser would miss what happens in between.
  const dashboard = await startDashboard({ PORT: '0', EMULATOR_SPEED: '2' })
  process.env['DASHBOARD_URL'] = dashboard.url
  return () => {
    dashboard.stop()
  }
}
