import { skipSpace, skipString } from './json.js'

/** Levels. Deeper ones are not indented further, as a line would be nothing but space. */
const MAX_INDENT = 20

/**
 * Lays a JSON text out in lines, with two spaces for each level. Numbers, strings and all else stay
 * as they are in the text, which must be valid JSON. A line is made only when it is asked for.
 *
 * @example
 * const lines = [...readJsonLines(getResultText(run))]
 */
export function* readJsonLines(text: string): Generator<string, void, undefined> {
  let line = ''
  let depth = 0
  const getIndent = () => '  '.repeat(Math.min(depth, MAX_INDENT))

  for (let at = skipSpace(text, 0); at < text.length; at = skipSpace(text, at)) {
    const start = at
    switch (text[at]) {
      case '{':
      case '[': {
        const next = skipSpace(text, at + 1)
        const isEmpty = text[next] === '}' || text[next] === ']'
        line += isEmpty ? `${text[at]}${text[next]}` : text[at]
        at = isEmpty ? next + 1 : at + 1
        if (isEmpty) break
        yield line
        depth += 1
        line = getIndent()
        break
      }
      case '}':
      case ']':
        yield line
        depth -= 1
        line = `${getIndent()}${text[at]}`
        at += 1
        break
      case ',':
        yield `${line},`
        line = getIndent()
        at += 1
        break
      case ':':
        line += ': '
        at += 1
        break
      case '"':
        at = skipString(text, at)
        line += text.slice(start, at)
        break
      default:
        while (at < text.length && !/[\s,\]}]/.test(text[at] ?? '')) at += 1
        line += text.slice(start, at)
    }
  }
  yield line
}
