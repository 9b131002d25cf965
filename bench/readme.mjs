import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

/** @typedef {{ title: string, values: Record<string, number> }} Result */

/**
 * What the README shows: the figure, what it is of, the label of ours and of what stands beside it, who
 * that is, and the label of the target or the target itself.
 *
 * @type {[figure: string, what: string, ours: string, beside: string, who: string, target: string][]}
 */
const rows = [
  [
    'P1',
    '`useRun` and its provider, kB',
    'ours, kB',
    "trigger.dev's useRun alone, kB",
    "trigger.dev's `useRun` alone",
    'target, kB',
  ],
  [
    'P2',
    'what loads before a `RunViewer` shows: ours, react-query, zod, CSS; kB',
    'ours, kB',
    "trigger.dev's useRun alone, kB",
    "trigger.dev's `useRun` alone",
    'target, kB',
  ],
  [
    'P3',
    '`RunStatusBadge` alone, kB',
    'ours, kB',
    "trigger.dev's useRun alone, kB",
    "trigger.dev's `useRun` alone",
    'target, kB',
  ],
  [
    'P4',
    'the file for a script tag, everything inside, kB',
    'ours, kB',
    'the same with React, kB',
    'the same with React',
    'target, kB',
  ],
  [
    'L2',
    'what `RunLiveView` adds to a page with the other parts, kB',
    'added, kB',
    'when there is a live browser, kB more',
    'more, once there is a live browser',
    'target, kB',
  ],
  [
    'P5',
    'requests for a run of 30 s',
    'ours: until known',
    'interval: until known',
    '`setInterval`',
    '11',
  ],
  [
    'P5',
    'the same by push',
    'push: until known',
    'realtime: until known',
    "trigger.dev's `useRealtimeRun`",
    '1',
  ],
  [
    'P6',
    'ms from the end of a run to its picture by push, mean',
    'push: mean, ms',
    'realtime: mean, ms',
    "trigger.dev's `useRealtimeRun`",
    '20',
  ],
  [
    'P7',
    'renders in a poll that brings nothing new',
    'ours: renders a poll',
    'interval: renders a poll',
    '`setInterval`',
    '0',
  ],
  [
    'P8',
    'requests in 12 s, 10 components, one run',
    'ours: requests',
    'interval: requests',
    '`setInterval`',
    '',
  ],
  [
    'P9',
    '500 live badges: main thread, ms/s',
    'ours: main thread, ms/s',
    'query: main thread, ms/s',
    '`refetchInterval`',
    '10',
  ],
  [
    'P10',
    '10 MB, 100,000 rows as a tree: ms to paint',
    'tree: paint, ms',
    'pre: paint, ms',
    '`<pre>`',
    'target: paint, ms',
  ],
  [
    'P10T',
    '10 MB, 100,000 rows as a table: ms to paint',
    'ours: paint, ms',
    'pre: paint, ms',
    '`<pre>`',
    'target: paint, ms',
  ],
  [
    'P11',
    '100 MB, 1,000,000 rows as a tree: ms to paint',
    'tree: paint, ms',
    '',
    '',
    'target: paint, ms',
  ],
  [
    'P11T',
    '100 MB, 1,000,000 rows as a table: ms to paint',
    'ours: paint, ms',
    '',
    '',
    'target: paint, ms',
  ],
  [
    'P12',
    'an unchanged poll of 10 MB: main thread, ms',
    'ours: main thread, ms',
    'query: main thread, ms',
    '`refetchInterval`',
    '3',
  ],
  [
    'P13',
    'requests to TinyFish a turn, 10,000 viewers of 250 runs',
    'ours, 10000 viewers of 250 runs',
    'naive pass-through, 10000 viewers of 250 runs',
    'pass-through',
    'target, 10000 viewers',
  ],
  [
    'P14',
    'reads a second with viewer tokens, 256 connections',
    'ours, a second',
    'naive pass-through, a second',
    'pass-through',
    '5 times as many',
  ],
  [
    'P15',
    '10,000 pushed viewers: ms until all have a change',
    'ours, ms until all have a change',
    'bare response.write, ms',
    'bare `write`',
    'target, ms',
  ],
  [
    'P16',
    'requests to TinyFish for 12 turns of one run, 3 processes with one Redis',
    'shared, requests',
    'unshared, requests',
    'each for itself',
    'target, requests',
  ],
  [
    'P17',
    'ms until a long-hidden tab knows that its run has ended',
    'ours: known after, ms',
    'query: known after, ms',
    '`refetchInterval`, also in the background',
    'target: known after, ms',
  ],
  ['P18', 'heap left by 1,000 mounts of `RunViewer`, kB', 'ours: heap, kB', '', '', '1000'],
  [
    'P19',
    '1,000 starts while much fails: runs with their right outcome',
    'of these with their right outcome',
    'runs that were started',
    'that were started',
    'all',
  ],
  [
    'P20',
    "violations of `default-src 'self'` and Trusted Types",
    'ours, every part in use',
    'full zod, one run read',
    'full zod',
    'target',
  ],
  [
    'S1',
    'rules broken, whatever clients and TinyFish send',
    'rules that were broken',
    'cases',
    'cases',
    'target: rules that were broken',
  ],
  [
    'P21',
    'what a `RunViewerShell` that nobody has looked at costs, kB',
    'ours, kB',
    'mux-player-react/lazy, kB',
    '`mux-player-react/lazy`',
    'target, kB',
  ],
  [
    'P22',
    'ms until a page answers to a click or key while a run is live, 4 times slowed, p98',
    'ours: ms until the page answers, p98',
    'by hand: ms until the page answers, p98',
    '`setInterval` and `<pre>`',
    'target: ms until the page answers',
  ],
  [
    'P23',
    'all that a page loads for a live browser, at once and later, kB',
    'ours, with status, steps, result and recording, kB',
    'bedrock-agentcore/browser/live-view, kB',
    '`bedrock-agentcore/browser/live-view`',
    '',
  ],
  [
    'P24',
    '20 tabs with push on HTTP/1.1: tabs that load',
    'ours: tabs that load',
    'a stream for each tab: tabs that load',
    'a stream for each tab',
    'all',
  ],
  [
    'P24',
    'ms until all of them know an end, after the one with the stream',
    'ours: all tabs know, ms after the one with the stream',
    '',
    '',
    'target: all tabs know, ms',
  ],
]

const begin = '<!-- figures: written by npm run bench -->'
const end = '<!-- /figures -->'

/**
 * Writes the table of figures into the README.
 *
 * @param {Record<string, Result>} results
 */
export function writeReadme(results) {
  const lines = rows.flatMap(([figure, what, ours, beside, who, target]) => {
    const values = results[figure]?.values
    if (!values) return []
    const other = beside ? `${format(values[beside])} (${who})` : ''
    const cells = [figure, what, format(values[ours]), other, format(values[target] ?? target)]
    return [`| ${cells.join(' | ')} |`]
  })
  const table = [
    '| figure | of what | Fishbowl | beside it | target |',
    '| --- | --- | --- | --- | --- |',
    ...lines,
  ]
  const readme = readFileSync('README.md', 'utf8')
  const [before, rest = ''] = readme.split(begin)
  const [, after] = rest.split(end)
  if (after === undefined) throw new Error('The README has no place for the figures.')
  writeFileSync('README.md', `${before}${begin}\n\n${table.join('\n')}\n\n${end}${after}`)
  // A table as wide as its cells, as the check of the house wants it.
  execFileSync('npx', ['oxfmt', 'README.md'])
}

/** @param {number | string | undefined} value */
function format(value) {
  if (typeof value === 'number')
    return value >= 100 ? Math.round(value).toLocaleString('en') : String(value)
  return value ?? ''
}
