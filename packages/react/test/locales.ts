import type { Messages } from '../src/messages.js'

const modules = import.meta.glob<Record<string, Messages>>(
  ['../src/locales/*.ts', '!**/*.test.ts', '!**/createFormats.ts'],
  { eager: true },
)
const sources = import.meta.glob<string>('../src/locales/*.ts', {
  eager: true,
  query: '?raw',
  import: 'default',
})
const glossaries = import.meta.glob<string>('../locales/*.md', {
  eager: true,
  query: '?raw',
  import: 'default',
})

/** Every language that there is. English is the default, and not among them. */
export const locales = Object.entries(modules).map(([path, exported]) => {
  const tag = path.replace(/^.*\/(.*)\.ts$/, '$1')
  return {
    tag,
    exported,
    messages: Object.values(exported)[0]!,
    source: sources[path] ?? '',
    glossary: readGlossary(glossaries[`../locales/${tag}.md`] ?? ''),
  }
})

/** The rows of the table in a glossary: `| English | term | not, nor this | why |`. */
function readGlossary(text: string) {
  const [, , ...rows] = text.split('\n').filter((line) => line.startsWith('|'))
  return rows.map((row) => {
    const [, english = '', term = '', not = ''] = row.split('|').map((cell) => cell.trim())
    return {
      english,
      term,
      not: not
        .split(/[,、،]/)
        .map((word) => word.trim())
        .filter(Boolean),
    }
  })
}
