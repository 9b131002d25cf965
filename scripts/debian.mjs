import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

let isListed = false

/**
 * Installs a package of Debian's for the tests. Does nothing on another system, or without the right to.
 *
 * @param {string} name
 */
export function installDebianPackage(name) {
  if (!canInstall()) return
  process.stdout.write(`Installing Debian's ${name} for the tests …\n`)
  // What there is to install is asked for once, as asking takes longer than a small package.
  if (!isListed) run(['update', '-qq'])
  isListed = true
  run(['install', '-y', '-qq', '--no-install-recommends', name])
}

/** Whether this is a Debian on which we may install. */
export function canInstall() {
  return existsSync('/usr/bin/apt-get') && process.getuid?.() === 0
}

/** @param {string[]} args */
function run(args) {
  // A network that swallows what is sent would otherwise hold up the tests for minutes.
  spawnSync('apt-get', ['-o', 'Acquire::http::Timeout=20', '-o', 'Acquire::Retries=1', ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
}
