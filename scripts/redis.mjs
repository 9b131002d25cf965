import { installProgramWhenNeeded } from './debian.mjs'

/** Makes sure that tests have a `redis-server`, which `test/startRedis.ts` of the server starts. */
export function installRedisWhenNeeded() {
  installProgramWhenNeeded({
    name: 'redis-server',
    pathVariable: 'REDIS_SERVER_PATH',
    versionOption: '--version',
    debianPackage: 'redis-server',
    brewPackage: 'redis',
    use: 'The tests of several processes behind one Redis',
  })
}
