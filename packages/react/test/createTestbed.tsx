import { createClient } from '@fishbowl/core'
import { createEmulator } from '@fishbowl/emulator'
import type { EmulatorOptions } from '@fishbowl/emulator'
import { QueryClient } from '@tanstack/react-query'
import { act, render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, vi } from 'vitest'

import { FishbowlProvider } from '../src/FishbowlProvider.js'
import type { FishbowlProviderProps } from '../src/FishbowlProvider.js'
import type { FishbowlEvent } from '../src/context/context.js'

/** Answers and bodies on their way, of all testbeds of a test, and those among them that the test keeps back. */
let unanswered = new Set<Promise<unknown>>()
let held = new Set<Promise<unknown>>()

// What one test leaves without an answer would make each `settle` of the next ones wait in vain.
afterEach(() => {
  unanswered = new Set()
  held = new Set()
})

async function count<T>(answer: Promise<T>, among = unanswered): Promise<T> {
  among.add(answer)
  try {
    return await answer
  } finally {
    among.delete(answer)
  }
}

/** Keeps the answer to a request back until the promise is kept, and `settle` does not wait for it. */
export const hold = <T,>(until: Promise<T> = new Promise(() => {})): Promise<T> =>
  count(until, held)

// A page finds those that it shares a stream with by these two, in real time.
const digest = crypto.subtle.digest.bind(crypto.subtle)
crypto.subtle.digest = (...given) => count(digest(...given))
const requestLock = navigator.locks.request.bind(navigator.locks)
navigator.locks.request = (async (
  name: string,
  options: LockOptions,
  use: (lock: Lock | null) => unknown,
) => {
  let answer: () => void = () => undefined
  void count(new Promise<void>((resolve) => (answer = resolve)))
  try {
    return await requestLock(name, options, (lock) => {
      answer()
      return use(lock)
    })
  } finally {
    answer()
  }
}) as typeof navigator.locks.request

type ProviderSettings = Partial<Omit<FishbowlProviderProps, 'client' | 'endpoint' | 'getToken'>>

/** An emulator, and a provider with a client for it. `requests` lists what the client asked. */
export function createTestbed(options: EmulatorOptions = {}, queryClient = new QueryClient()) {
  const emulator = createEmulator({ apiKey: 'test', ...options })
  const requests: string[] = []
  /** Stands between the client and the emulator; a test may replace it. */
  const network = { fetch: emulator.fetch }
  /** What a client of a test's own is given, so that `settle` waits for it, too. */
  async function fetch(request: Request) {
    requests.push(`${request.method} ${new URL(request.url).pathname.replace('/v1', '')}`)
    const response = await count(network.fetch(request))
    const readText = response.text.bind(response)
    response.text = () => count(readText())
    return response
  }
  const client = createClient({
    // Of its own, as pages of one browser share the room for streams to a server, and tests run side by side.
    endpoint: `http://emulator-${crypto.randomUUID()}.test/v1`,
    headers: { 'X-API-Key': 'test' },
    fetch,
  })
  const events: FishbowlEvent[] = []
  const wrap = (children: ReactNode, settings: ProviderSettings = {}) => (
    <FishbowlProvider
      client={client}
      queryClient={queryClient}
      locale="en-GB"
      allowInsecureLocalhost
      onEvent={(event) => events.push(event)}
      {...settings}
    >
      {children}
    </FishbowlProvider>
  )
  return {
    emulator,
    client,
    queryClient,
    requests,
    events,
    network,
    fetch,
    wrap,
    render: (ui: ReactNode, settings?: ProviderSettings) => {
      const result = render(wrap(ui, settings))
      return { ...result, rerender: (next: ReactNode) => result.rerender(wrap(next, settings)) }
    },
  }
}

const realSetTimeout = globalThis.setTimeout
/** Milliseconds in which a browser comes to what is due. */
const aMoment = navigator.userAgent.includes('Firefox') ? 20 : 5

/** Waits for modules and bodies that are under way: the browser loads them in real time, not in fake time. */
export async function settle() {
  await act(async () => {
    await vi.dynamicImportSettled()
    // While an answer is kept back, nothing tells when the page has done what it does without it.
    for (let quiet = 0; quiet < (held.size > 0 ? 40 : 3);) {
      quiet = unanswered.size > held.size ? 0 : quiet + 1
      await new Promise<void>((resolve) => realSetTimeout(resolve, aMoment))
      if (vi.isFakeTimers()) await vi.advanceTimersByTimeAsync(0)
    }
  })
}

/** Moves fake time on in steps, because an answer that arrives in between sets the next timer. */
export async function advance(milliseconds: number) {
  const step = Math.max(aPoll, milliseconds / 40)
  for (let left = milliseconds; left > 0; left -= step) {
    await act(() => vi.advanceTimersByTimeAsync(Math.min(left, step)).then(() => {}))
    await settle()
  }
}

/** Waits until the browser has told what is in view, which it does in real time. */
export async function look() {
  await act(async () => {
    // Of one frame, the observers are told in the order in which they were made. What is shown for the
    // first time is observed after that frame.
    for (let frame = 0; frame < 2; frame += 1) {
      await new Promise<void>((resolve) => {
        const observer = new IntersectionObserver(() => {
          observer.disconnect()
          resolve()
        })
        observer.observe(document.body)
      })
    }
  })
  await advance(250)
}

/** Milliseconds after which a poll is due: three seconds and the jitter. */
export const aPoll = 3_301
