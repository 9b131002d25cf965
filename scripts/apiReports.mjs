import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor'

/**
 * Writes what each package promises to `packages/<name>/api.md`: every public name with its type, from the
 * declarations that `npm run build` has made. With `--check` it writes nothing and fails where a report is
 * not what it was, so that no change of the API goes unseen by a reviewer.
 */
const { values } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    /** The folder that holds them. */
    packages: { type: 'string', default: resolve(import.meta.dirname, '../packages') },
  },
})
const packages = values.packages

const outdated = readdirSync(packages).filter((name) => {
  const file = join(packages, name, 'api.md')
  const report = describePackage(name)
  if (values.check) return readReport(file) !== report
  writeFileSync(file, report)
  return false
})
if (outdated.length > 0) {
  process.stderr.write(
    `The API of ${outdated.join(', ')} is not what its api.md says. If that is meant, run \`npm run api\`, ` +
      'look at what it changes, and commit it.\n',
  )
  process.exit(1)
}

/** @param {string} name */
function describePackage(name) {
  const folder = join(packages, name)
  /** @type {{ exports: Exports }} */
  const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const sections = listEntries(folder, exports).map(
    ([entry, types]) =>
      `## \`${join('@fishbowl', name, entry)}\`\n\n${describeEntry(folder, join(folder, types))}`,
  )
  return [
    `# What @fishbowl/${name} promises`,
    'Made by `npm run api` from the built declarations, to be read in reviews. Do not edit it.',
    ...sections,
  ].join('\n\n')
}

/**
 * The entries that have types of ours, with the files of these. A pattern stands for each file that fits it, but for
 * those that a line of their own takes out.
 *
 * @typedef {Record<string, string | { types?: string } | null>} Exports
 * @param {string} folder
 * @param {Exports} exports
 * @returns {[entry: string, types: string][]}
 */
function listEntries(folder, exports) {
  return Object.entries(exports).flatMap(([entry, target]) => {
    const types = typeof target === 'string' ? undefined : target?.types
    if (!types?.startsWith('./dist/')) return []
    if (!entry.includes('*')) return [[entry, types]]
    return readdirSync(join(folder, dirname(types)))
      .filter((file) => file.endsWith('.d.ts'))
      .map((file) => file.replace('.d.ts', ''))
      .filter((name) => exports[entry.replace('*', name)] !== null)
      .map((name) => [entry.replace('*', name), types.replace('*', name)])
  })
}

/**
 * @param {string} folder
 * @param {string} types
 */
function describeEntry(folder, types) {
  const reports = mkdtempSync(join(tmpdir(), 'fishbowl-api-'))
  const config = ExtractorConfig.prepare({
    configObject: {
      projectFolder: folder,
      mainEntryPointFilePath: types,
      compiler: { tsconfigFilePath: join(folder, 'tsconfig.build.json') },
      apiReport: {
        enabled: true,
        reportFolder: reports,
        reportTempFolder: join(reports, 'new'),
        reportFileName: 'report',
      },
      messages: {
        // A type that a public name speaks of and that nobody can import is marked in the report.
        extractorMessageReporting: {
          'ae-forgotten-export': { logLevel: ExtractorLogLevel.Warning, addToApiReportFile: true },
        },
      },
    },
    configObjectFullPath: join(folder, 'api-extractor.json'),
    packageJsonFullPath: join(folder, 'package.json'),
  })
  Extractor.invoke(config, {
    localBuild: true,
    messageCallback: (message) => {
      message.handled = true
    },
  })
  const report = readFileSync(join(reports, 'report.api.md'), 'utf8')
  rmSync(reports, { recursive: true })
  return report.slice(report.indexOf('```ts'))
}

/** @param {string} file */
function readReport(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
