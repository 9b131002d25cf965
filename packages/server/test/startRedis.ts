import type { ChildProcess } from 'node:child_process'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'

import { Redis } from 'ioredis'
import { onTestFinished } from 'vitest'

import { findPort } from './findPort.js'

const command = process.env.REDIS_SERVER_PATH ?? 'redis-server'

/** Whether there is a Redis, which `npm test` installs if it can. In CI the tests fail without it. */
export const hasRedis =
  spawnSync(command, ['--version']).status === 0 || process.env.CI !== undefined

/** A real Redis on a free port. */
export interface RunningRedis {
  port: number
  url: string
  /**
   * A connection that ends with the test.
   *
   * @param Client The class of another version of ioredis. @default the newest
   */
  connect: (Client?: typeof Redis) => Redis
  /** Kills it as a power cut would: nothing that it held comes back. */
  kill: () => Promise<void>
  /** Starts it again, empty. */
  restart: () => Promise<void>
  /** Lets it hang: connections stay open and nothing is answered. */
  freeze: () => Promise<void>
  thaw: () => Promise<void>
}

/** Starts a Redis that lives as long as the test. */
export async function startRedis(): Promise<RunningRedis> {
  const port = await findPort()
  const connections: Redis[] = []
  let server = await spawnRedis(port)
  const kill = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return
    server.kill('SIGKILL')
    await once(server, 'exit')
  }
  onTestFinished(async () => {
    for (const connection of connections) connection.disconnect()
    await kill()
  })
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    connect(Client = Redis) {
      const connection = new Client({ port, host: '127.0.0.1', retryStrategy: () => 100 })
      connection.on('error', () => undefined)
      connections.push(connection)
      return connection
    },
    kill,
    async restart() {
      await kill()
      server = await spawnRedis(port)
    },
    freeze: async () => void server.kill('SIGSTOP'),
    thaw: async () => void server.kill('SIGCONT'),
  }
}

async function spawnRedis(port: number): Promise<ChildProcess> {
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', '/tmp']
  const server = spawn(command, options, { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise<void>((resolve, reject) => {
    server.stdout.on('data', (text) => {
      if (String(text).includes('Ready to accept connections')) resolve()
    })
    server.once('exit', () => reject(new Error(`${command} ended before it was ready`)))
  })
  return server
}
