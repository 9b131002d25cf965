import { installProgramWhenNeeded } from './debian.mjs'

/** Makes sure that tests have an `nginx`, which `test/startNginx.ts` of the server starts. */
export function installNginxWhenNeeded() {
  installProgramWhenNeeded({
    name: 'nginx',
    pathVariable: 'NGINX_PATH',
    versionOption: '-v',
    debianPackage: 'nginx',
    brewPackage: 'nginx',
    use: 'The tests of the handler behind a proxy',
  })
}
