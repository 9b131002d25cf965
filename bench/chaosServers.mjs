import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'

/** @typedef {Awaited<ReturnType<typeof startServer>>} Server */

/** A Redis that can be killed, and comes back empty. */
export async function startRedis() {
  const port = 20_000 + Math.floor(Math.random() * 10_000)
  const start = async () => {
    const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '']
    const redis = spawn(process.env.REDIS_SERVER_PATH ?? 'redis-server', options)
    await once(redis.stdout, 'data')
    return redis
  }
  let redis = await start()
  return {
    port,
    kill: () => void redis.kill('SIGKILL'),
    restart: async () => {
      redis = await start()
    },
  }
}

/** @param {Record<string, unknown>} options */
export async function startServer(options) {
  const child = fork(resolve('bench/chaosServer.mjs'), [JSON.stringify(options)], { execArgv: [] })
  const [port] = await once(child, 'message')
  return { pid: child.pid, origin: `http://127.0.0.1:${port}`, child }
}
