import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

import { onTestFinished } from 'vitest'

const script = fileURLToPath(new URL('feedProcess.mjs', import.meta.url))

export interface RunningProcess {
  pid: number
  endpoint: string
  /** Kills it as the kernel does when memory runs out, so that it cannot hand anything over. */
  kill: () => Promise<void>
}

/** Starts a handler in a process of its own, which lives no longer than the test. */
export async function startProcess(options: {
  redis: number
  baseUrl: string
  pollInterval: number
  maxPollRate?: number
}): Promise<RunningProcess> {
  const child = spawn(process.execPath, [script, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  onTestFinished(kill)
  const origin = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (text) => resolve(String(text).trim()))
    child.once('exit', () => reject(new Error('The process ended before it listened')))
  })
  return { pid: child.pid!, endpoint: `${origin}/api/fishbowl`, kill }
}
