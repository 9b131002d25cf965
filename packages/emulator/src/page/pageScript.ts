/**
 * The script of the stream page. It is text because the page has no build. It expects `frames` and
 * `frameInterval` (milliseconds) in its scope: it draws the frames again and again, or those that
 * come over a WebSocket when `frames` is null.
 */
export const PAGE_SCRIPT = `
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
