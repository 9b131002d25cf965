import type { ClientOptions } from '../src/client/createClient.js'
import { createClient } from '../src/client/createClient.js'
import type { RunEvent } from '../src/events/runEvent.js'

export const endpoint = 'https://app.example/api/fishbowl'
export const input = { url: 'https://shop.example/', goal: 'List the products' }

export type Answer = (request: Request, index: number) => Response | Promise<Response>

/** Makes a client whose requests are answered by a function, and keeps a copy of each request. */
export function setUp(answer: Answer, options: Partial<ClientOptions> = {}) {
  const requests: Request[] = []
  const client = createClient({
    endpoint,
    fetch: async (request) => {
      requests.push(request.clone())
      return answer(request, requests.length - 1)
    },
    ...options,
  })
  return { client, requests }
}

export function toJson(body: unknown, init?: ResponseInit): Response {
  return new Response(JSON.stringify(body), init)
}

export const running: Answer = () => toJson({ run_id: 'run-1', status: 'RUNNING' })
export const never: Answer = () => new Promise<Response>(() => {})

/** Waits for work to fail, and gives its error. `null` when it succeeds. */
export async function getError(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => null,
    (error: unknown) => error,
  )
}

export async function collect(events: AsyncIterable<RunEvent>): Promise<RunEvent[]> {
  const collected: RunEvent[] = []
  for await (const event of events) collected.push(event)
  return collected
}

/** A body that brings a text and stays open. */
export function toBody(text: string): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode(text)),
  })
}
