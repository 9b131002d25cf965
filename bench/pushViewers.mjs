// Viewers of pushed runs, in a process of their own: `node pushViewers.mjs <port> <viewers> <runs>`. Tells
// its parent when all have seen the first state, and after each change how long it took to reach all.
import { connect } from 'node:net'

const [port = 0, count = 1, runs = 1] = process.argv.slice(2).map(Number)
let seen = 0
let received = 0
let changedAt = 0
let started = 0
let lost = 0

function open() {
  if (started === count) return
  const path = `/api/fishbowl/runs/events?ids=run_${started % runs}`
  started += 1
  const socket = connect(port, '127.0.0.1', () => {
    socket.write(`GET ${path} HTTP/1.1\r\nHost: app.example.com\r\n\r\n`)
  })
  let isReady = false
  socket.on('data', (bytes) => {
    const text = bytes.toString('latin1')
    if (!isReady && text.includes('"goal":"First"')) {
      isReady = true
      seen += 1
      open()
      if (seen === count) process.send?.('ready')
      return
    }
    const goal = /"goal":"(\d+)"/.exec(text)
    if (!goal) return
    const at = Number(goal[1])
    if (at !== changedAt) {
      lost += changedAt === 0 ? 0 : count - received
      changedAt = at
      received = 0
    }
    received += 1
    if (received === count) process.send?.({ took: Date.now() - at, lost })
  })
  socket.on('error', () => process.exit(1))
}

// A few hundred at a time, as a queue of half-open connections has its limits.
for (let first = 0; first < 200; first += 1) open()
process.on('disconnect', () => process.exit())
