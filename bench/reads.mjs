import { fork } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { resolve } from 'node:path'

import { getMedian } from './page.mjs'

const CONNECTIONS = 256
const WARM_UP = 1_500
const TIME = 2_000
const REPEATS = 5
const RUNS = 20

/**
 * Reads of runs with viewer tokens: by the handler, by a server that only passes requests on, and by one
 * that answers at once, which is the floor.
 */
export async function measureReads() {
  const tinyFish = fork(resolve('bench/readsServer.mjs'), ['tinyFish'])
  try {
    const [{ port }] = await once(tinyFish, 'message')
    /** @type {Record<Kind, Measure[]>} */
    const all = { bare: [], naive: [], ours: [] }
    for (let repeat = 0; repeat < REPEATS; repeat += 1) {
      for (const kind of kinds) all[kind].push(await measure(kind, port))
    }
    const bare = getMedians(all.bare)
    const naive = getMedians(all.naive)
    const ours = getMedians(all.ours)
    return {
      title: `reads of ${RUNS} runs with a viewer token, ${CONNECTIONS} connections, median of ${REPEATS}`,
      values: {
        'ours, a second': ours.rate,
        'naive pass-through, a second': naive.rate,
        'ratio to naive': Number((ours.rate / naive.rate).toFixed(1)),
        'target ratio': 5,
        'bare response.end, a second': bare.rate,
        'bare to ours, times': Number((bare.rate / ours.rate).toFixed(1)),
        'ours, median, ms': ours.median,
        'ours, 99th percentile, ms': ours.worst,
        'naive pass-through, median, ms': naive.median,
        'target, 99th percentile, ms': naive.median,
      },
    }
  } finally {
    tinyFish.kill()
  }
}

const kinds = /** @type {const} */ (['bare', 'naive', 'ours'])

/** @typedef {(typeof kinds)[number]} Kind */
/** @typedef {{ rate: number, median: number, worst: number }} Measure */

/**
 * @param {Measure[]} measures
 * @returns {Measure}
 */
function getMedians(measures) {
  return {
    rate: getMedian(measures.map(({ rate }) => rate)),
    median: getMedian(measures.map(({ median }) => median)),
    worst: getMedian(measures.map(({ worst }) => worst)),
  }
}

/**
 * @param {Kind} kind
 * @param {number} tinyFish
 * @returns {Promise<Measure>}
 */
async function measure(kind, tinyFish) {
  const args = [kind, tinyFish, CONNECTIONS, RUNS].map(String)
  const server = fork(resolve('bench/readsServer.mjs'), args)
  try {
    const [{ port, tokens }] = await once(server, 'message')
    /** @type {number[]} */
    const times = []
    const startAt = performance.now() + WARM_UP
    const endAt = startAt + TIME
    await Promise.all(
      tokens.map((/** @type {string} */ token, /** @type {number} */ index) =>
        readOn(port, `run_${index % RUNS}`, token, (sentAt, now) => {
          if (sentAt >= startAt && now < endAt) times.push(now - sentAt)
          return now < endAt
        }),
      ),
    )
    times.sort((a, b) => a - b)
    const get = (/** @type {number} */ share) =>
      Math.round(times[Math.floor(times.length * share)] ?? 0)
    return { rate: Math.round(times.length / (TIME / 1_000)), median: get(0.5), worst: get(0.99) }
  } finally {
    server.kill()
  }
}

/**
 * Reads a run again and again on one connection.
 *
 * @param {number} port
 * @param {string} runId
 * @param {string} token
 * @param {(sentAt: number, now: number) => boolean} onAnswer tells whether to go on
 */
function readOn(port, runId, token, onAnswer) {
  const head = `Host: app.example.com\r\nAuthorization: Bearer ${token}\r\n\r\n`
  const request = `GET /api/fishbowl/runs/${runId} HTTP/1.1\r\n${head}`
  return new Promise((done, fail) => {
    let text = ''
    let sentAt = 0
    const send = () => {
      text = ''
      sentAt = performance.now()
      socket.write(request)
    }
    const socket = connect(port, '127.0.0.1', send)
    socket.on('data', (bytes) => {
      text += bytes.toString('latin1')
      // The last field of the body, which may come in chunks.
      if (!/"server_now":"[^"]+"\}/.test(text)) return
      if (!/HTTP\/1.1 200/.test(text)) return fail(new Error(text.slice(0, 200)))
      if (onAnswer(sentAt, performance.now())) return send()
      socket.destroy()
      done(undefined)
    })
    socket.on('error', fail)
  })
}
