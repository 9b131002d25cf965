import type { ApiError } from '../apiError.js'
import { createNotFoundError } from '../apiError.js'

/** Makes the answer that a read gets instead of its run. Rejects when the signal aborts. */
export type Fault = (signal: AbortSignal) => Response | Promise<Response>

/** Tells which fault the nth read of a run meets, counted from 1, if any. */
export type Faults = (read: number) => Fault | undefined

/** Meets every read with a fault. */
export const always =
  (fault: Fault): Faults =>
  () =>
    fault

/** Meets the first reads with a fault, and recovers. */
export const first =
  (reads: number, fault: Fault): Faults =>
  (read) =>
    read <= reads ? fault : undefined

/** Meets all but the first reads with a fault. */
export const after =
  (reads: number, fault: Fault): Faults =>
  (read) =>
    read > reads ? fault : undefined

/** Answers with an error in the API's form. */
export const refuse =
  (error: ApiError, headers?: Record<string, string>): Fault =>
  () =>
    error.toResponse(headers)

/** Answers like a load balancer that has lost what is behind it. */
export const badGateway: Fault = () =>
  new Response(
    '<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>',
    {
      status: 502,
      headers: { 'Content-Type': 'text/html' },
    },
  )

/** Answers with JSON that was cut off. */
export const cutJson: Fault = () =>
  new Response('{"run_id":"', { headers: { 'Content-Type': 'application/json' } })

/** Never answers. */
export const hang: Fault = (signal) =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })

/**
 * Answers that there is no such run. A batch lists a run with this fault as not found, while any
 * other fault is that of the whole batch.
 */
export const missing = refuse(createNotFoundError('Run'))
