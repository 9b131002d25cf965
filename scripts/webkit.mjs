import { installProgramWhenNeeded } from './debian.mjs'

/** Makes sure that tests have WebKit, and a screen for it, which `e2e/webkitBrowser.ts` starts. */
export function installWebKitWhenNeeded() {
  const use = 'The tests in WebKit'
  installProgramWhenNeeded({
    name: 'WebKitWebDriver',
    pathVariable: 'WEBKIT_DRIVER_PATH',
    versionOption: '--help',
    debianPackage: 'webkit2gtk-driver',
    brewPackage: 'webkitgtk',
    use,
  })
  installProgramWhenNeeded({
    name: 'Xvfb',
    pathVariable: 'XVFB_PATH',
    versionOption: '-help',
    debianPackage: 'xvfb',
    brewPackage: 'xquartz',
    use,
  })
}
