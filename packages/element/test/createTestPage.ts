import { createEmulator } from '@fishbowl/emulator'
import { afterEach, beforeEach, expect } from 'vitest'

/** A page for one file of tests, with elements on it whose requests go to the emulator. */
export function createTestPage() {
  const emulator = createEmulator({ apiKey: 'test' })
  const realFetch = globalThis.fetch
  /** The paths that were asked for in this test. */
  const requests: string[] = []

  beforeEach(() => {
    requests.length = 0
    globalThis.fetch = async (input, init) => {
      const request = new Request(input, init)
      const { pathname } = new URL(request.url)
      if (!pathname.startsWith('/api/')) return realFetch(request)
      requests.push(pathname)
      const url = request.url.replace('/api/fishbowl', '/v1')
      return emulator.fetch(
        new Request(url, {
          ...(await copy(request)),
          headers: { 'X-API-Key': 'test', 'Content-Type': 'application/json' },
        }),
      )
    }
  })

  afterEach(() => {
    document.body.replaceChildren()
    globalThis.fetch = realFetch
  })

  return {
    emulator,
    requests,
    /** Starts a run that is so many milliseconds old. */
    start: (
      age = 60_000,
      scenario: 'success' | 'failed-agent' | 'slow' | 'recording' = 'success',
    ) => emulator.runs.start({ scenario, age }).runId,
  }
}

async function copy(request: Request): Promise<RequestInit> {
  const body = await request.text()
  return { method: request.method, ...(body && { body }) }
}

/** Adds an element to the page. */
export function add(html: string): HTMLElement {
  document.body.insertAdjacentHTML('beforeend', html)
  return document.body.lastElementChild as HTMLElement
}

export const viewer = (element: Element) =>
  element.shadowRoot?.querySelector('.fishbowl-run-viewer')

export async function expectOutcome(element: Element, outcome: string) {
  await expect.poll(() => viewer(element)?.getAttribute('data-outcome')).toBe(outcome)
}
