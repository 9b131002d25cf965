import { shopping } from '../scenarios/shopping.js'
import { browserPicture } from './browserPicture.js'
import { PAGE_SCRIPT } from './pageScript.js'
import type { StreamFrame } from './streamFrame.js'
import { getStreamFrame } from './streamFrame.js'

/** What a stream page shows. */
export interface StreamPageOptions {
  /**
   * Where the frames come from. `websocket` follows a run, `local` plays the same run again and again
   * without a server, `ended` and `expired` show no more than that the live view is over.
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
    `${browserPicture}<script>{const frames = ${local}, frameInterval = ${FRAME_INTERVAL}${PAGE_SCRIPT}}</script>`,
  )
}

function renderPage(state: 'live' | 'ended', message: string, content = ''): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Live browser</title>
<style>${PAGE_STYLE}</style>
<body data-state="${state}">
<p id="message" role="status">${message}</p>
${content}
</body>
</html>`
}

/** Gives all frames of the usual run, from its first step to its end. */
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

const PAGE_STYLE = `
:root { color-scheme: light }
html, body { margin: 0; height: 100%; background: #eef0f3; overflow: hidden }
body { display: grid; grid-template: 100% / 100%; font-family: system-ui, sans-serif }
svg, #message { grid-area: 1 / 1; width: 100%; height: 100%; display: block }
svg text { font-family: system-ui, sans-serif; fill: #2b3742; font-size: 17px }
svg .brand { font-size: 23px; font-weight: 650; fill: #1f5f6b }
svg .menu text { fill: #55616d }
svg .headline { font-size: 42px; font-weight: 650; fill: #fff }
svg .lede { font-size: 19px; fill: #e8f1f3 }
svg .button { font-size: 18px; font-weight: 600; fill: #1f4650 }
svg .heading { font-size: 27px; font-weight: 650 }
svg .name { font-weight: 550 }
svg .price { font-size: 20px; font-weight: 650 }
svg .stock { font-size: 15px; fill: #66727e }
svg .tab { font-size: 15px }
svg .address { fill: #3a4651 }
svg .action { fill: #fff }
#cursor, #shop, #loading { transition: transform 120ms linear }
#press, #notice, #caption, #loading, .mark { opacity: 0; transition: opacity 160ms }
#message {
  margin: 0; display: none; place-items: center; z-index: 1; text-align: center;
  font-size: clamp(13px, 2.4vw, 22px); color: #44505c; background: #eef0f3f4
}
[data-state='ended'] #message { display: grid }
@media (prefers-reduced-motion: reduce) { * { transition: none !important } }
`
