import { join } from 'node:path'

import { beforeAll, expect, it } from 'vitest'

import { installApp, run } from './hostApp.js'

// Installing takes half a minute, and a compiler ten seconds. Machines are busy.
const timeout = 600_000

let compilers: string
let configurations: string[]

beforeAll(async () => {
  compilers = await installApp('e2e/types/compilers')
  const react18 = await installApp('e2e/types/host', 'e2e/types/react-18')
  const react19 = await installApp('e2e/types/host', 'e2e/types/react-19')
  configurations = [react18, react19].flatMap((app) => [
    join(app, 'tsconfig.node16.json'),
    join(app, 'tsconfig.bundler.json'),
  ])
}, timeout)

it.each(['5.4', '5.5', '5.6', '5.7', '5.8', '5.9', '6', '7'])(
  'the types suit TypeScript %s with each resolution and version of React',
  async (version) => {
    const program = join(compilers, `node_modules/typescript-${version}/bin/tsc`)
    // One process checks all four in half the time of four processes.
    const args = [program, '--build', '--force', ...configurations]
    const printed = await run(compilers, process.execPath, args)
    expect(printed).toBe('')
  },
  timeout,
)
