import { join } from 'node:path'

import { beforeAll, expect, it } from 'vitest'

import { installApp, run } from './hostApp.js'

// Installing takes half a minute, and a compiler ten seconds. Machines are busy.
const timeout = 600_000

let compilers: string
let react18: string
let react19: string

beforeAll(async () => {
  compilers = await installApp('e2e/types/compilers')
  react18 = await installApp('e2e/types/host', 'e2e/types/react-18')
  react19 = await installApp('e2e/types/host', 'e2e/types/react-19')
}, timeout)

// The oldest and the newest compiler are tried with all, those between them so that every two of compiler,
// resolution and version of React meet. The four together would take twice as long.
it.each([
  { version: '5.4', node16: [18, 19], bundler: [18, 19] },
  { version: '5.5', node16: [18], bundler: [19] },
  { version: '5.6', node16: [19], bundler: [18] },
  { version: '5.7', node16: [18], bundler: [19] },
  { version: '5.8', node16: [19], bundler: [18] },
  { version: '5.9', node16: [18], bundler: [19] },
  { version: '6', node16: [19], bundler: [18] },
  { version: '7', node16: [18, 19], bundler: [18, 19] },
])(
  'the types suit TypeScript $version with each resolution and version of React',
  async ({ version, ...resolutions }) => {
    const configurations = Object.entries(resolutions).flatMap(([resolution, versions]) =>
      versions.map((react) =>
        join(react === 18 ? react18 : react19, `tsconfig.${resolution}.json`),
      ),
    )
    const program = join(compilers, `node_modules/typescript-${version}/bin/tsc`)
    // One process checks all of them in half the time of several.
    const args = [program, '--build', '--force', ...configurations]
    expect(await run(compilers, process.execPath, args)).toBe('')
  },
  timeout,
)

it.each([
  { framework: 'Vue', checker: 'vue-tsc/bin/vue-tsc.js', args: ['--noEmit'] },
  { framework: 'Svelte', checker: 'svelte-check/bin/svelte-check', args: ['--fail-on-warnings'] },
])(
  'the types of the elements suit templates of $framework',
  async ({ framework, checker, args }) => {
    const app = await installApp(`e2e/types/${framework.toLowerCase()}`)
    const checked = run(app, process.execPath, [join(app, 'node_modules', checker), ...args])
    await expect(checked).resolves.toEqual(expect.any(String))
  },
  timeout,
)
