import { describePaint, getMedian, measureInTurn, pageScript } from './page.mjs'

/** @typedef {import('./page.mjs').Measures} Measures */

const jsonView = 'react-json-view-lite, rows closed'

/** A table of 10 MB and 100,000 rows, beside what people would write themselves. */
export async function measureLargeTable() {
  const names = ['ours', 'pre', jsonView]
  const measured = await measureViews(100_000, names)
  const [ours, pre, tree] = names.map((name) => getMedian(measured[name]?.paint ?? []))
  return {
    title: 'a table of 10 MB with 100,000 rows, median of 5 and spread',
    values: {
      ...describePaint('ours', measured.ours),
      'target: paint, ms': 100,
      'target: elements': 300,
      ...describePaint('pre', measured.pre),
      ...describePaint(jsonView, measured[jsonView]),
      'pre to ours, times': Math.round((pre ?? 0) / (ours ?? 1)),
      'target: pre to ours, times': 40,
      'react-json-view-lite to ours, times': Math.round((tree ?? 0) / (ours ?? 1)),
      ...describeUse(measured.ours),
    },
  }
}

/** A table of 100 MB and 1,000,000 rows, after it has been parsed. */
export async function measureHugeTable() {
  const { ours } = await measureViews(1_000_000, ['ours'])
  return {
    title: 'a table of 100 MB with 1,000,000 rows, median of 5 and spread',
    values: { ...describePaint('ours', ours), 'target: paint, ms': 150 },
  }
}

/**
 * @param {number} rows
 * @param {string[]} names
 */
function measureViews(rows, names) {
  return measureInTurn(script, names, async (tab, name) => {
    const measured = await tab.evaluate(`measure('${name}', ${rows})`)
    return /** @type {Record<string, number>} */ (measured)
  })
}

/** @param {Measures | undefined} measures */
function describeUse(measures = {}) {
  /** @param {string} label */
  const median = (label) => getMedian(measures[label] ?? [])
  /** @param {string} label */
  const most = (label) => Math.max(...(measures[label] ?? []))
  return {
    'scroll, frame p95, ms': median('scroll'),
    'target: scroll, frame p95, ms': 25,
    'long tasks while scrolling, most of 5': most('scrollTasks'),
    'sort by text, ms': median('sort'),
    'long tasks while sorting, most of 5': most('sortTasks'),
    'search, ms': median('search'),
    'long tasks while searching, most of 5': most('searchTasks'),
    'CSV, ms': median('csv'),
    'long tasks while writing CSV, most of 5': most('csvTasks'),
  }
}

/** Runs in the page. */
const script = `${pageScript}
import { createElement as h } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { defaultStyles, JsonView } from 'react-json-view-lite'
import { parseRun } from '@fishbowl/core'
import { RunResult } from '@fishbowl/react'
import css from '@fishbowl/react/styles.css?inline'

document.head.append(Object.assign(document.createElement('style'), { textContent: css }))

/** About a hundred bytes. */
const makeRow = (id, count) => ({
  id,
  name: 'Harbor lantern ' + ((id * 7919) % count),
  price: id / 100,
  code: 'HL-' + id * 7,
  url: 'https://shop.example/' + id,
})

const views = {
  ours: (value) => {
    const run = parseRun({ run_id: 'run_1', status: 'COMPLETED', result: value })
    return h(RunResult, { run })
  },
  pre: (value) => h('pre', null, JSON.stringify(value, null, 2)),
  // With its rows open, the browser runs out of memory.
  '${jsonView}': (value) =>
    h(JsonView, { data: value, shouldExpandNode: (level) => level < 1, style: defaultStyles }),
}

globalThis.measure = async (name, rows) => {
  // As an answer would be parsed: objects made otherwise are read faster.
  const value = JSON.parse(JSON.stringify(Array.from({ length: rows }, (_, id) => makeRow(id, rows))))
  const root = createRoot(document.body.appendChild(document.createElement('div')))
  await new Promise((resolve) => setTimeout(resolve, 300))
  await painted()
  const start = performance.now()
  flushSync(() => root.render(views[name](value)))
  await painted()
  const paint = round(performance.now() - start)
  const nodes = document.body.querySelectorAll('*').length
  if (name !== 'ours' || rows > 100_000) return { paint, nodes }

  const viewport = document.querySelector('.fishbowl-viewport')
  const scrolled = await scrollThrough(viewport)

  viewport.scrollTop = 0
  await painted()
  const grid = document.querySelector('[role=grid]')
  const sort = await time(async () => {
    document.querySelectorAll('[role=grid] th button')[1].click()
    do await painted()
    while (grid.hasAttribute('aria-busy'))
  })
  const names = [...grid.querySelectorAll('td[aria-colindex="2"]')].map((cell) => cell.textContent)
  if (names[0] !== 'Harbor lantern 0' || names[9] !== 'Harbor lantern 9') {
    throw new Error('The table was not sorted.')
  }

  const input = document.querySelector('input[type=search]')
  const search = await time(async () => {
    const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')
    set.call(input, 'lantern ' + (rows - 1))
    input.dispatchEvent(new Event('input', { bubbles: true }))
    do await painted()
    while (grid.getAttribute('aria-rowcount') !== '2')
  })

  // What is saved is caught before it reaches the disk.
  HTMLAnchorElement.prototype.click = () => {}
  const { createObjectURL } = URL
  const csv = await time(async () => {
    const size = await new Promise((resolve) => {
      URL.createObjectURL = (blob) => {
        resolve(blob.size)
        return createObjectURL.call(URL, blob)
      }
      document.querySelector('[aria-label="Download as CSV"]').click()
    })
    if (size < rows * 50) throw new Error('The CSV is not whole.')
  })
  return {
    paint,
    nodes,
    ...scrolled,
    sort: sort.duration,
    sortTasks: sort.tasks,
    search: search.duration,
    searchTasks: search.tasks,
    csv: csv.duration,
    csvTasks: csv.tasks,
  }
}
`
