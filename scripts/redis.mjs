import { spawnSync } from 'node:child_process'

import { installDebianPackage } from './debian.mjs'

/** Where the tests find Redis; `test/startRedis.ts` of the server looks at the same places. */
const isThere = () =>
  spawnSync(process.env.REDIS_SERVER_PATH ?? 'redis-server', ['--version']).status === 0

/**
 * Makes sure that tests have a `redis-server`, as Debian's package where there is none. Without one,
 * CI fails; elsewhere the tests that need it are left out, and counted as skipped.
 */
export function installRedisWhenNeeded() {
  if (isThere()) return
  installDebianPackage('redis-server')
  if (isThere()) return
  process.stderr.write(
    'There is no redis-server on this machine, and it could not be installed. The tests of several ' +
      'processes behind one Redis need it.\nInstall it with `sudo apt-get install redis-server` or ' +
      '`brew install redis`, or name its path in REDIS_SERVER_PATH.\n',
  )
  if (process.env.CI) process.exit(1)
  process.stderr.write('Those tests are left out.\n')
}
