import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { onTestFinished } from 'vitest'

import { findPort } from './findPort.js'

const command = process.env.NGINX_PATH ?? 'nginx'

/** Whether there is an nginx, which `npm test` installs if it can. In CI the tests fail without it. */
export const hasNginx = spawnSync(command, ['-v']).status === 0 || process.env.CI !== undefined

/**
 * Starts an nginx that lives as long as the test, set up as Debian does, and gives the origin of its server.
 *
 * @param server What is in the server's block.
 */
export async function startNginx(server: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'fishbowl-nginx-'))
  const port = await findPort()
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  const lines = [
    // One process, which is the whole of it: nothing is left when it is killed.
    'daemon off; master_process off; pid nginx.pid; error_log stderr;',
    'events {}',
    'http {',
    'sendfile on; tcp_nopush on; gzip on; access_log off;',
    ...temporary.map((name) => `${name}_temp_path ${name};`),
    `server { listen 127.0.0.1:${port};`,
    server,
    '} }',
  ]
  writeFileSync(join(folder, 'nginx.conf'), lines.join('\n'))
  const nginx = spawn(command, ['-p', folder, '-c', 'nginx.conf', '-e', 'stderr'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let complaints = ''
  nginx.stderr.on('data', (text) => {
    complaints += String(text)
  })
  const exit = once(nginx, 'exit')
  onTestFinished(async () => {
    nginx.kill('SIGKILL')
    await exit
    rmSync(folder, { recursive: true })
  })
  while (!(await isListening(port))) {
    if (nginx.exitCode !== null) throw new Error(`nginx ended before it was ready: ${complaints}`)
  }
  return `http://127.0.0.1:${port}`
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}
