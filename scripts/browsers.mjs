import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

import { canInstall, installDebianPackage } from './debian.mjs'

/** @typedef {'chromium' | 'firefox'} BrowserName */

/** Debian's Chromium without a window, which Playwright has as its own Chromium. */
const headlessShell = {
  path: '/usr/lib/chromium/chromium-headless-shell',
  debianPackage: 'chromium-headless-shell',
}

const systemPaths = {
  chromium: [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    headlessShell.path,
  ],
  firefox: [process.env.FIREFOX_PATH, '/usr/bin/firefox-esr'],
}
const debianPackages = { chromium: 'chromium', firefox: 'firefox-esr' }

/** @param {BrowserName} name */
function findSystemBrowser(name) {
  return systemPaths[name].find((path) => path && existsSync(path))
}

/** How the bench starts Chromium: without background traffic, so that a closed network costs nothing. */
export function getChromiumOptions() {
  return launchChromium(findSystemBrowser('chromium'))
}

/** How tests start Chromium: the window that nobody sees is a third of the work of each page. */
export function getTestChromiumOptions() {
  return launchChromium(findTestBrowser('chromium'))
}

/** @param {BrowserName} name */
function findTestBrowser(name) {
  const isForShell = name === 'chromium' && !process.env.CHROMIUM_PATH
  return isForShell && existsSync(headlessShell.path) ? headlessShell.path : findSystemBrowser(name)
}

/** @param {string | undefined} executablePath */
function launchChromium(executablePath) {
  return {
    ...(executablePath && { executablePath }),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  }
}

/** How tests start Firefox: a system's Firefox is driven through the channel for WebDriver BiDi. */
export function getFirefoxOptions() {
  const executablePath = findSystemBrowser('firefox')
  return executablePath ? { executablePath, channel: 'moz-firefox' } : {}
}

/**
 * Makes sure that tests have a browser: the system's, Playwright's own, or else Debian's package.
 * Ends the process with advice where none can be had.
 *
 * @param {BrowserName} name
 */
export async function installBrowserWhenNeeded(name) {
  const { [name]: browserType } = await import('playwright')
  const isThere = () => findTestBrowser(name) ?? existsSync(browserType.executablePath())
  const isShellOfUse = !process.env.CHROMIUM_PATH && !existsSync(browserType.executablePath())
  if (name === 'chromium' && isShellOfUse && !existsSync(headlessShell.path)) {
    installDebianPackage(headlessShell.debianPackage)
  }
  if (isThere()) return

  if (canInstall()) {
    installDebianPackage(debianPackages[name])
  } else {
    process.stdout.write(`Installing Playwright's ${name} for the tests …\n`)
    spawnSync('npx', ['playwright', 'install', name], {
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    })
  }
  if (isThere()) return
  process.stderr.write(
    `The tests need ${name}, which is not on this machine and could not be installed.\n` +
      `Install it with \`npx playwright install ${name}\` or, on Debian, with ` +
      `\`sudo apt-get install ${debianPackages[name]}\`, or name its path in ${name.toUpperCase()}_PATH.\n`,
  )
  process.exit(1)
}
