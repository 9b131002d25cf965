import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

import { expect, it } from 'vitest'

const folder = resolve(import.meta.dirname, '../packages/react/docs')
const page = readFileSync(resolve(folder, 'accessibility.md'), 'utf8')
const rows = [...page.matchAll(/^\| (\d\.\d+\.\d+) .*\| (.*)\| (.*)\|$/gm)].map(
  ([, criterion = '', how = '', shown = '']) => ({ criterion, how, shown }),
)

/** The success criteria of WCAG 2.2 of the levels A and AA, by guideline. */
const criteria = {
  '1.1': [1],
  '1.2': [1, 2, 3, 4, 5],
  '1.3': [1, 2, 3, 4, 5],
  '1.4': [1, 2, 3, 4, 5, 10, 11, 12, 13],
  '2.1': [1, 2, 4],
  '2.2': [1, 2],
  '2.3': [1],
  '2.4': [1, 2, 3, 4, 5, 6, 7, 11],
  '2.5': [1, 2, 3, 4, 7, 8],
  '3.1': [1, 2],
  '3.2': [1, 2, 3, 4, 6],
  '3.3': [1, 2, 3, 4, 7, 8],
  '4.1': [2, 3],
}

it('docs/accessibility.md has each criterion of WCAG 2.2, A and AA, once', () => {
  const all = Object.entries(criteria).flatMap(([guideline, numbers]) =>
    numbers.map((number) => `${guideline}.${number}`),
  )
  expect(rows.map(({ criterion }) => criterion)).toEqual(all)
})

it('docs/accessibility.md says for each what shows it, or why it does not apply', () => {
  const unshown = rows.filter(
    ({ how, shown }) => !how.startsWith('does not apply: ') && !/\]\(|looked at/.test(shown),
  )
  expect(unshown).toEqual([])
})

it('docs/accessibility.md names tests that are there, and those of the browser name the criterion', () => {
  const links = rows.flatMap(({ criterion, shown }) =>
    [...shown.matchAll(/\]\((.*?)\)/g)].map(([, path = '']) => ({ criterion, path })),
  )
  expect(links.filter(({ path }) => !existsSync(resolve(folder, path)))).toEqual([])
  const spec = links.filter(({ path }) => path.endsWith('/accessibility.spec.ts'))
  const titles = [
    ...readFileSync(resolve(folder, spec[0]!.path), 'utf8').matchAll(/test\(\s*['`](.*?): /g),
  ].map(([, numbers]) => numbers)
  const named = new Set(titles.join(', ').split(', '))
  expect(spec.filter(({ criterion }) => !named.has(criterion))).toEqual([])
})
