import { once } from 'node:events'
import type { RequestListener, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { onTestFinished } from 'vitest'

/** A server on a port, with what is open of it. */
export interface CountingServer {
  port: number
  /** Requests whose answers are not over. */
  getAnswers: () => number
  getConnections: () => number
  /** Answers of which more than a megabyte waits to be read. */
  getStuck: () => number
}

/** Listens on a free port until the test is over, and counts what is open. */
export async function listenAndCount(listener: RequestListener): Promise<CountingServer> {
  const server: Server = createServer()
  const answers = new Set<ServerResponse>()
  let connections = 0
  server.on('request', (request, response) => {
    answers.add(response)
    response.once('close', () => answers.delete(response))
    listener(request, response)
  })
  server.on('connection', (socket) => {
    connections += 1
    socket.once('close', () => {
      connections -= 1
    })
  })
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    port,
    getAnswers: () => answers.size,
    getConnections: () => connections,
    getStuck: () => [...answers].filter((answer) => answer.writableLength > 1_000_000).length,
  }
}

/**
 * A TinyFish on a port. The goal of a start, or the id of a run, is the mood in which it answers:
 *
 * - `hangs`: it says nothing.
 * - `lasts`: a stream begins, and says nothing more.
 * - `breaks`: a stream begins, and breaks off.
 * - `ends`: a stream with the end of a run, and with `endsLarge` a result of 8 million characters.
 * - `large`: a run with such a result.
 */
export async function startMoodyTinyFish(): Promise<CountingServer> {
  let started = 0

  async function answer(url: string, body: string, response: ServerResponse) {
    const mood = /(?:"goal":"|\/runs\/)(\w+)/.exec(url + body)?.[1] ?? ''
    if (mood === 'hangs') return
    // Otherwise the connection would be kept for the next request.
    response.setHeader('Connection', 'close')
    const result = mood.toLowerCase().endsWith('large') ? { text: 'x'.repeat(8_000_000) } : null
    if (!url.endsWith('/run-sse')) {
      const runs = mood === 'batch' ? JSON.parse(body).run_ids.map(toRun) : []
      const json = mood === 'batch' ? { data: runs } : { ...toRun(mood), result }
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify(json))
      return
    }
    started += 1
    const run_id = `started_${started}`
    response.writeHead(200, { 'Content-Type': 'text/event-stream' })
    response.write(toEvent({ type: 'STARTED', run_id }))
    if (mood.startsWith('ends')) {
      response.end(toEvent({ type: 'COMPLETE', run_id, status: 'COMPLETED', result }))
    }
    if (mood === 'breaks') setImmediate(() => response.destroy())
  }

  return listenAndCount((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text
    })
    request.on('end', () => void answer(request.url ?? '', body, response))
  })
}

const toRun = (run_id: string) => ({ run_id, status: 'RUNNING' })
const toEvent = (fields: object) => `data: ${JSON.stringify(fields)}\n\n`
