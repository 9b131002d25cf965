import { HandlerError } from './handlerError.js'
import type { Shape } from './pick.js'
import { findStranger, isRecord } from './pick.js'

/**
 * What a browser may say about a run that it starts. Left out is what reaches beyond the run: the
 * vault and profiles (signed-in browsers), webhooks and custom proxies (requests to anywhere),
 * feature flags and statistics.
 *
 * @see https://docs.tinyfish.ai/api-reference/automation/run-browser-automation-asynchronously
 */
const START: Shape = {
  url: 'value',
  goal: 'value',
  browser_profile: 'value',
  proxy_config: { enabled: 'value', country_code: 'value' },
  agent_config: {
    mode: 'value',
    max_steps: 'value',
    max_duration_seconds: 'value',
    cursor_style: 'value',
  },
  capture_config: {
    elements: 'value',
    snapshots: 'value',
    screenshots: 'value',
    recording: 'value',
    html: 'value',
  },
  output_schema: 'json',
}

/** Checks that the body of a start says nothing that a browser may not say. TinyFish checks the rest. */
export function checkStartBody(body: unknown): Record<string, unknown> {
  if (!isRecord(body)) {
    throw new HandlerError('INVALID_INPUT', { message: 'The body is not an object.' })
  }
  const stranger = findStranger(body, START)
  if (stranger === undefined) return body
  const field = /^[a-z_.]{1,64}$/.test(stranger) ? `\`${stranger}\`` : 'One of the fields'
  throw new HandlerError('INVALID_INPUT', {
    message: `${field} cannot be set from a browser. Start such runs on the server.`,
  })
}
