import type { ChildProcess } from 'node:child_process'
import { execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { promisify } from 'node:util'

const root = resolve(import.meta.dirname, '..')

/**
 * Apps live outside of this repository, where nothing above them can be found by mistake: neither our sources, by a
 * `tsconfig.json`, nor packages that they do not name. Below `node_modules` bundlers would take them for libraries,
 * which React Compiler, for one, leaves alone. They stay there, so that what they need is installed once.
 */
const home = join(tmpdir(), `fishbowl-apps-${getHash(root)}`)
/** What an app keeps from one test to the next. Caches of bundlers would know our packages by their version. */
const kept = ['node_modules', 'package-lock.json']
const made = [...kept, 'dist', 'build', '.next', '.react-router']

let packing: Promise<string> | undefined

/**
 * Puts an app into a folder of its own, and installs what its `package.json` names, our packages as they would be
 * published. Gives the folder.
 *
 * @param sources folders of this repository with the files of the app, later ones before earlier ones
 */
export async function installApp(...sources: [string, ...string[]]): Promise<string> {
  const app = join(home, basename(sources.at(-1)!))
  mkdirSync(app, { recursive: true })
  for (const file of readdirSync(app).filter((name) => !kept.includes(name))) {
    rmSync(join(app, file), { recursive: true })
  }
  for (const source of sources) {
    cpSync(join(root, source), app, {
      recursive: true,
      filter: (path) => !made.includes(basename(path)),
    })
  }
  await nameTarballs(app)
  const options = ['--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund']
  await run(app, 'npm', ['install', ...options, '--loglevel=error']).catch((error: unknown) => {
    throw new Error(`${app} needs packages from npm, the first time at least.`, { cause: error })
  })
  return app
}

/** Lets an app have our packages from tarballs, those as well that our packages need. */
async function nameTarballs(app: string): Promise<void> {
  const folder = await (packing ??= pack())
  cpSync(folder, join(app, 'tarballs'), { recursive: true })
  const tarballs = Object.fromEntries(
    readdirSync(folder).map((file) => {
      const [, name] = /^fishbowl-([a-z]+)/.exec(file)!
      return [`@fishbowl/${name}`, `file:tarballs/${file}`]
    }),
  )
  const path = join(app, 'package.json')
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as {
    dependencies: Record<string, string>
  }
  for (const name of Object.keys(manifest.dependencies)) {
    manifest.dependencies[name] = tarballs[name] ?? manifest.dependencies[name]!
  }
  writeFileSync(path, JSON.stringify({ ...manifest, overrides: tarballs }))
}

/** Packs all packages. npm would take a new tarball with an old name for the old one, so names tell what is inside. */
async function pack(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'fishbowl-tarballs-'))
  process.once('exit', () => rmSync(folder, { recursive: true }))
  const options = ['--ignore-scripts', '--pack-destination', folder]
  await run(root, 'npm', ['pack', '--workspace', 'packages', ...options])
  for (const file of readdirSync(folder)) {
    const [name = ''] = /fishbowl-[a-z]+/.exec(file) ?? []
    renameSync(
      join(folder, file),
      join(folder, `${name}-${getHash(readFileSync(join(folder, file)))}.tgz`),
    )
  }
  return folder
}

/** Runs a command as its host would, not as a test. Gives what it printed, and throws that when it fails. */
export async function run(
  folder: string,
  command: string,
  args: string[],
  variables: Record<string, string> = {},
): Promise<string> {
  const options = { cwd: folder, env: getEnvironment(variables), maxBuffer: Infinity }
  try {
    const { stdout, stderr } = await promisify(execFile)(command, args, options)
    return stdout + stderr
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string }
    throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`)
  }
}

/** Starts a program of Node, the server of an app, and waits for the address that it prints. */
export async function startServer(
  folder: string,
  args: string[],
  variables: Record<string, string>,
) {
  const server = spawn(process.execPath, args, {
    cwd: folder,
    env: getEnvironment(variables),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return {
    origin: await readAddress(server),
    async close() {
      if (server.kill()) await once(server, 'exit')
    },
  }
}

async function readAddress({ stdout }: ChildProcess): Promise<string> {
  return new Promise((found, reject) => {
    let output = ''
    stdout!.on('data', (chunk) => {
      output += String(chunk)
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0]
      if (address) found(address)
    })
    stdout!.on('end', () => reject(new Error(`The server ended:\n${output}`)))
  })
}

function getEnvironment(variables: Record<string, string>): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(VITEST|NODE_ENV|NODE_OPTIONS|PORT|npm_)/i.test(name),
  )
  return { ...Object.fromEntries(inherited), CI: '1', NO_COLOR: '1', ...variables }
}

function getHash(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}
