import { spawnSync } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'

let isListed = false

/**
 * Makes sure that tests have a program, as Debian's package where there is none. Without it, CI fails;
 * elsewhere the tests that need it are left out, and counted as skipped.
 *
 * @param {object} program
 * @param {string} program.name as it is called
 * @param {string} program.pathVariable names the environment variable with its path
 * @param {string} program.versionOption with which it only says its version
 * @param {string} program.debianPackage
 * @param {string} program.brewPackage
 * @param {string} program.use what needs it
 */
export function installProgramWhenNeeded(program) {
  const { name, pathVariable, versionOption, debianPackage, brewPackage, use } = program
  const isThere = () => spawnSync(process.env[pathVariable] ?? name, [versionOption]).status === 0
  if (isThere()) return
  installDebianPackage(debianPackage)
  if (isThere()) return
  process.stderr.write(
    `There is no ${name} on this machine, and it could not be installed. ${use} need it.\n` +
      `Install it with \`sudo apt-get install ${debianPackage}\` or \`brew install ${brewPackage}\`, ` +
      `or name its path in ${pathVariable}.\n`,
  )
  if (process.env.CI) process.exit(1)
  process.stderr.write('Those tests are left out.\n')
}

/**
 * Installs a package of Debian's for the tests. Does nothing on another system, or without the right to.
 *
 * @param {string} name
 */
export function installDebianPackage(name) {
  if (!canInstall()) return
  process.stdout.write(`Installing Debian's ${name} for the tests …\n`)
  withoutServices(() => {
    // What there is to install is asked for once, as asking takes longer than a small package.
    if (!isListed) run(['update', '-qq'])
    isListed = true
    run(['install', '-y', '-qq', '--no-install-recommends', name])
  })
}

/** Whether this is a Debian on which we may install. */
export function canInstall() {
  return existsSync('/usr/bin/apt-get') && process.getuid?.() === 0
}

/**
 * Lets packages be installed without starting what they bring: Debian would start a web server on port 80,
 * and the tests start their own.
 *
 * @param {() => void} install
 */
function withoutServices(install) {
  const policy = '/usr/sbin/policy-rc.d'
  // Images of containers have one that says the same.
  if (existsSync(policy)) return install()
  // Should this process be killed, the file that stays behind forbids nothing.
  const text = `#!/bin/sh\nkill -0 ${process.pid} 2>/dev/null && exit 101\nexit 0\n`
  writeFileSync(policy, text, { mode: 0o755 })
  try {
    install()
  } finally {
    rmSync(policy)
  }
}

/** @param {string[]} args */
function run(args) {
  // A network that swallows what is sent would otherwise hold up the tests for minutes.
  spawnSync('apt-get', ['-o', 'Acquire::http::Timeout=20', '-o', 'Acquire::Retries=1', ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
}
