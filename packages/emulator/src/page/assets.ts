/**
 * What runs in the stream page. It is text because the page has no build: it draws frames that come
 * over a WebSocket, or those that are written into the page as `frames`, again and again.
 */
export const streamScript = `
const element = (id) => document.getElementById(id)
const marks = document.querySelectorAll('.mark')

function draw({ action, address, cursor, scroll, hasNotice, loaded, read }) {
  element('address').textContent = address
  element('action').textContent = action
  element('caption').style.opacity = action ? 1 : 0
  element('caption').querySelector('rect').setAttribute('width', element('action').getComputedTextLength() + 62)
  element('cursor').style.transform = 'translate(' + cursor.x + 'px,' + cursor.y + 'px)'
  element('press').style.opacity = cursor.isPressed ? 0.3 : 0
  element('shop').style.transform = 'translate(0,' + -scroll + 'px)'
  element('shop').style.opacity = loaded
  element('notice').style.opacity = hasNotice && loaded === 1 ? 1 : 0
  element('loading').style.opacity = loaded < 1 ? 1 : 0
  element('loading').style.transform = 'scaleX(' + loaded + ')'
  marks.forEach((mark, index) => { mark.style.opacity = index < read ? 1 : 0 })
}

function end(text) {
  document.body.dataset.state = 'ended'
  element('message').textContent = text
}

if (frames) {
  let next = 0
  draw(frames[0])
  setInterval(() => draw(frames[(next += 1) % frames.length]), frameInterval)
} else {
  const url = new URL(location.pathname + '/frames', location.href)
  url.protocol = url.protocol.replace('http', 'ws')
  const socket = new WebSocket(url)
  let hasEnded = false
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(data)
    hasEnded = message.type === 'ended'
    if (hasEnded) end('This browser session has ended')
    else draw(message)
  }
  socket.onclose = () => {
    if (!hasEnded) end('The connection to this browser was lost')
  }
}
`

export const streamStyle = `
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
