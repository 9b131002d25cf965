import { resolve } from 'node:path'

import { installWhenNeeded } from './install.mjs'

process.chdir(resolve(import.meta.dirname, '..'))
installWhenNeeded()

// Only now: before the installation there is no Vite.
const { loadSource } = await import('./loadSource.mjs')
const module = await loadSource('./examples/dashboard/server.ts')
const { startDashboard } = /** @type {typeof import('../examples/dashboard/server.ts')} */ (module)

const apiKey = process.env.TINYFISH_API_KEY
const speed = Number(process.env.EMULATOR_SPEED ?? 1)
if (!(speed > 0)) {
  process.stderr.write(
    `EMULATOR_SPEED takes a number above 0, not "${process.env.EMULATOR_SPEED}". Write EMULATOR_SPEED=5 npm start, for instance.\n`,
  )
  process.exit(1)
}
const dashboard = await startDashboard({
  apiKey,
  speed,
  port: Number(process.env.PORT ?? 5173),
  open: process.stdout.isTTY && !process.env.CI,
})

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    dashboard.removePages()
    // At once: browsers keep connections open.
    process.exit()
  })
}

process.stdout.write(
  [
    '',
    `  Fishbowl dashboard   ${dashboard.url}`,
    apiKey
      ? '  Runs are real: they are started at TinyFish and cost credits.'
      : `  Runs are played by the emulator at ${dashboard.emulatorOrigin}. Set TINYFISH_API_KEY for real ones.`,
    '  Stop with Ctrl+C.',
    '',
    '',
  ].join('\n'),
)
