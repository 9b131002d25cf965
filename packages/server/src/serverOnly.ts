/**
 * Each entry calls this. The condition `browser` of the package leads bundlers to `browser.js`, but not
 * all are asked for it, and what they build without it would run, key and all.
 *
 * @throws {Error} where there is a page around.
 */
export function refuseBrowsers(): void {
  // Workers of pages have no `window`. Those of servers at the edge are of another kind.
  const isOfPage =
    typeof window !== 'undefined' ||
    'DedicatedWorkerGlobalScope' in globalThis ||
    'SharedWorkerGlobalScope' in globalThis
  // Deno had a `window` once, and has workers like those of pages.
  if (isOfPage && !('Deno' in globalThis)) throw createBrowserError()
}

export function createBrowserError(): Error {
  return new Error(
    '@fishbowl/server was imported in a browser. It holds your TinyFish API key, which everybody could read there. Import it only in code that runs on your server, and use @fishbowl/react or @fishbowl/core in the browser. Tests of server code need an environment without a `window`, such as `node` of Vitest and Jest.',
  )
}
