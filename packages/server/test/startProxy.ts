import { request as sendRequest } from 'node:http'
import { buffer } from 'node:stream/consumers'

import { listen } from './startHandler.js'

interface ProxyOptions {
  /** What it keeps until an answer is complete. @default nothing */
  keeps?: 'all' | 'body'
  /** Milliseconds after which it cuts a connection, whatever goes on. @default never */
  maxAge?: number
  /** Milliseconds after which it cuts a connection on which nothing is sent. @default never */
  maxIdle?: number
}

/** Starts a proxy with the manners of some that are between pages and handlers, until the test is over. */
export function startProxy(origin: string, options: ProxyOptions = {}): Promise<string> {
  const { keeps, maxAge, maxIdle } = options
  return listen((request, response) => {
    const { method, headers, socket } = request
    const cut = () => socket.destroy()
    const ageTimer = maxAge && setTimeout(cut, maxAge)
    let idleTimer = maxIdle && setTimeout(cut, maxIdle)
    const upstream = sendRequest(`${origin}${request.url}`, { method, headers, agent: false })
    request.pipe(upstream)
    upstream.on('error', cut)
    response.on('close', () => {
      clearTimeout(ageTimer)
      clearTimeout(idleTimer)
      upstream.destroy()
    })
    upstream.on('response', (answer) => {
      const { statusCode = 0, headers: sent } = answer
      if (keeps !== 'all') {
        response.writeHead(statusCode, sent)
        response.flushHeaders()
      }
      if (keeps) {
        const finish = (body: Buffer) => {
          if (keeps === 'all') response.writeHead(statusCode, sent)
          response.end(body)
        }
        buffer(answer).then(finish, cut)
        return
      }
      answer.on('data', (bytes) => {
        response.write(bytes)
        if (!maxIdle) return
        clearTimeout(idleTimer)
        idleTimer = setTimeout(cut, maxIdle)
      })
      answer.on('end', () => response.end())
      answer.on('error', cut)
    })
  })
}
