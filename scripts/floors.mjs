/**
 * The rooms of each package, from the top floor down. A room is a folder below `src`, or a file that
 * stands in `src` itself. A file imports from its own room and from rooms on lower floors; two rooms on
 * one floor know nothing of each other.
 *
 * @type {Record<string, string[][]>}
 */
export const floors = {
  core: [
    ['index', 'internal'],
    ['client'],
    ['events'],
    ['result', 'outcome', 'live-view'],
    ['run'],
    ['errors'],
  ],
  react: [
    ['index', 'internal', 'shell', 'locales'],
    ['FishbowlProvider'],
    ['SettingsProvider'],
    ['messages'],
    ['run-list'],
    ['viewer'],
    ['live-view', 'steps', 'error'],
    ['status', 'run-form'],
    ['recording', 'result'],
    ['next-step'],
    ['result/table'],
    ['result/tree'],
    ['result/values'],
    ['notification'],
    ['hooks', 'ui'],
    ['context', 'sync', 'dom'],
  ],
  server: [
    ['index', 'node', 'redis', 'browser'],
    ['handler'],
    ['routes'],
    ['feed', 'viewers', 'share'],
    ['tinyfish', 'tokens'],
    ['fields'],
    ['http', 'scopes', 'store', 'serverOnly'],
  ],
  emulator: [
    ['index', 'cli'],
    ['cliOptions', 'serve'],
    ['createEmulator'],
    ['api'],
    ['page', 'store'],
    ['scenarios'],
    ['script', 'apiError'],
  ],
  element: [
    ['shell', 'page'],
    ['index'],
    ['FishbowlRun', 'FishbowlRunList'],
    ['FishbowlElement'],
    ['attributes', 'group', 'styleSheet'],
  ],
}

/** Which packages a package may import. @type {Record<string, string[]>} */
export const packageArrows = {
  core: [],
  react: ['core'],
  server: ['core'],
  emulator: [],
  element: ['core', 'react'],
}

/** Tests and style sheets belong to their subjects and do not count. */
export const MAX_FILES_A_ROOM = 25

/** Of sources, tests and style sheets alike. */
export const MAX_LINES_A_FILE = 300

/** A language is a list in one file, where translators find each text, and it is as long as there are texts. */
export const ROOMS_OF_LISTS = ['locales']

/** Names that say nothing of what is inside. */
export const DRAWERS = ['utils', 'helpers', 'types', 'common', 'lib']
