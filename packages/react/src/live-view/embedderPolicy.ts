/** Whether a page keeps out what has not opted in to be embedded, by the page's own word. */
const policies = new WeakMap<Window, Promise<boolean>>()

/**
 * Reads the Cross-Origin-Embedder-Policy of a page, once: no script is told of it, and a frame that it keeps
 * out looks from outside like one that is shown. Asked for only where the browser has no frames without
 * credentials, which load all the same.
 */
export function hasEmbedderPolicy(page: Window & typeof globalThis): Promise<boolean> {
  const known = policies.get(page) ?? readPolicy(page)
  policies.set(page, known)
  return known
}

async function readPolicy(page: Window & typeof globalThis): Promise<boolean> {
  // A page can be isolated from others only with such a policy.
  if (page.crossOriginIsolated) return true
  try {
    // Where the page came from: a router may have changed its address since.
    const url = page.performance.getEntriesByType('navigation')[0]?.name ?? page.location.href
    const { headers } = await page.fetch(url, { method: 'HEAD', redirect: 'error' })
    return /^\s*(require-corp|credentialless)\b/i.test(
      headers.get('Cross-Origin-Embedder-Policy') ?? '',
    )
  } catch {
    return false
  }
}
