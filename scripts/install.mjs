import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/** Installs what package-lock.json lists, unless that very list is installed already. */
export function installWhenNeeded() {
  // npm writes here what it has installed.
  const installed = 'node_modules/.package-lock.json'
  if (existsSync(installed) && isSame(readPackages(installed), readPackages('package-lock.json'))) {
    return
  }
  process.stdout.write('Installing what the project needs …\n')
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) {
    process.stderr.write('`npm ci` failed, so nothing can be started. Its message is above.\n')
    process.exit(1)
  }
}

/** @typedef {{ version?: string, optional?: boolean, link?: boolean }} LockedPackage */

/**
 * @param {string} file
 * @returns {[string, LockedPackage][]}
 */
function readPackages(file) {
  /** @type {{ packages: Record<string, LockedPackage> }} */
  const { packages } = JSON.parse(readFileSync(file, 'utf8'))
  return Object.entries(packages).filter(
    // Links are our own packages; optional ones depend on the machine.
    ([path, entry]) => path.startsWith('node_modules/') && !entry.optional && !entry.link,
  )
}

/**
 * @param {[string, LockedPackage][]} installed
 * @param {[string, LockedPackage][]} wanted
 */
function isSame(installed, wanted) {
  const there = Object.fromEntries(installed)
  return wanted.every(([path, entry]) => there[path]?.version === entry.version)
}
