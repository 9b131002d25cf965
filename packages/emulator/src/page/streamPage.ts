import { shopping } from '../scenarios/results.js'
import { streamScript, streamStyle } from './assets.js'
import type { StreamFrame } from './streamFrame.js'
import { getStreamFrame } from './streamFrame.js'
import { streamPicture } from './streamPicture.js'

export interface StreamPageOptions {
  /**
   * Where the pictures come from: `websocket` follows a run, `local` plays the same run again and
   * again without a server, `ended` and `expired` show no more than that it is so.
   */
  frames: 'websocket' | 'local' | 'ended' | 'expired'
}

/** Milliseconds between two frames. */
export const FRAME_INTERVAL = 120

/**
 * Renders the page behind a live view: a pretend browser with an agent at work in a shop. Everything
 * is inside the page, which fits itself to any frame.
 *
 * @example
 * new Response(renderStreamPage({ frames: 'local' }), { headers: { 'Content-Type': 'text/html' } })
 */
export function renderStreamPage({ frames }: StreamPageOptions): string {
  if (frames === 'ended') return renderPage('ended', 'This browser session has ended')
  if (frames === 'expired') return renderPage('ended', 'This live view has expired')
  const local = frames === 'local' ? toScriptValue(getLocalFrames()) : 'null'
  return renderPage(
    'live',
    '',
    `${streamPicture}<script>{const frames = ${local}, frameInterval = ${FRAME_INTERVAL}${streamScript}}</script>`,
  )
}

function renderPage(state: 'live' | 'ended', message: string, content = ''): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Live browser</title>
<style>${streamStyle}</style>
<body data-state="${state}">
<p id="message" role="status">${message}</p>
${content}
</body>
</html>`
}

/** All of the usual run, from its first address to its end. */
function getLocalFrames(): StreamFrame[] {
  const { steps, endsAt } = shopping
  const start = steps[0]?.at ?? 0
  return Array.from({ length: Math.ceil((endsAt - start) / FRAME_INTERVAL) }, (_, index) =>
    getStreamFrame(steps, start + index * FRAME_INTERVAL, endsAt),
  )
}

/** Writes a value into a script, where `</script>` would end it. */
function toScriptValue(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', String.raw`\u003c`)
}
