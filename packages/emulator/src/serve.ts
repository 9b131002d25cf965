import { serve as listen } from 'srvx/node'
import type { WebSocket } from 'ws'
import { WebSocketServer } from 'ws'

import { parseUrl } from './api/input.js'
import type { Emulator, EmulatorOptions } from './createEmulator.js'
import { createEmulator, DEFAULT_PORT } from './createEmulator.js'

/** Where an emulator listens, and how to make it. */
export interface ServeOptions extends EmulatorOptions {
  /** What to serve. @default an emulator made with the other options */
  emulator?: Emulator | undefined
  /** The port to listen on. 0 takes any free one. @default 4477 */
  port?: number | undefined
  /** The host name to listen on. @default '127.0.0.1' */
  hostname?: string | undefined
  /**
   * Where browsers find the stream pages, when that is not this machine.
   *
   * @default 'http://stream.localhost' and the port: another origin than the API's, as with TinyFish
   */
  streamOrigin?: string | undefined
}

/** A port that an emulator listens on. */
export interface EmulatorServer {
  emulator: Emulator
  /** Where it listens, such as `http://127.0.0.1:4477`. The API is below `/v1`. */
  origin: string
  /** Where browsers find the stream pages. */
  streamOrigin: string
  /** Hangs up on everybody and frees the port. */
  close: () => Promise<void>
}

/**
 * Puts an emulator on a port of this machine. Rejects with Node's error, such as `EADDRINUSE`, when
 * it cannot have the port.
 *
 * @example
 * const { origin, close } = await serve({ port: 0, scenario: 'slow' })
 */
export async function serve({
  port = DEFAULT_PORT,
  hostname = '127.0.0.1',
  streamOrigin,
  emulator,
  ...options
}: ServeOptions = {}): Promise<EmulatorServer> {
  const served = emulator ?? createEmulator(options)
  const server = listen({
    fetch: served.fetch,
    port,
    hostname,
    silent: true,
    gracefulShutdown: false,
  })
  await server.ready()
  const { origin, port: actualPort } = new URL(server.url ?? '')
  served.streamOrigin = streamOrigin ?? `http://stream.localhost:${actualPort}`

  const sockets = new WebSocketServer({ noServer: true })
  server.node?.server?.on('upgrade', (request, socket, head) => {
    const gone = new AbortController()
    const path = request.url ?? ''
    const url = parseUrl(path, origin)
    const frames = url && served.frames(url, gone.signal)
    if (!frames) return void socket.end('HTTP/1.1 404 Not Found\r\n\r\n')
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('close', () => gone.abort())
      webSocket.on('error', () => webSocket.terminate())
      void send(frames, webSocket)
    })
  })

  return {
    emulator: served,
    origin,
    streamOrigin: served.streamOrigin,
    async close() {
      for (const webSocket of sockets.clients) webSocket.terminate()
      await server.close(true)
    },
  }
}

/** Sends frames until they end, or until the viewer leaves. */
async function send(frames: AsyncIterable<unknown>, webSocket: WebSocket): Promise<void> {
  try {
    for await (const frame of frames) webSocket.send(JSON.stringify(frame))
    webSocket.close(1000)
  } catch {
    // The frames are aborted when the viewer has gone: nobody is left to be told why.
    webSocket.terminate()
  }
}
