/**
 * The oldest browsers in which all works that reaches one, by MDN's data: Edge is Chrome there. Of all that we
 * use, `light-dark()` and, in Firefox, `:has()` came last. Builds are made for these, the READMEs name them, and
 * `browserFloor.test.ts` looks for what is newer.
 */
export const browserFloor = { chrome: '123', firefox: '121', safari: '17.5' }

/** As Vite has it. ES2022 is what Node 20 and bundlers of hosts can read as well. */
export const buildTarget = [
  'es2022',
  ...Object.entries(browserFloor).map(([name, version]) => name + version),
]

/** As Lightning CSS has it. */
export const styleTargets = Object.fromEntries(
  Object.entries(browserFloor).map(([name, version]) => {
    const [major = 0, minor = 0] = version.split('.').map(Number)
    return [name, (major << 16) | (minor << 8)]
  }),
)
