import { describePaint, getMedian, measureInTurn, pageScript } from './page.mjs'

/** @typedef {import('./page.mjs').Measures} Measures */

/** What draws a result; ours is also scrolled, searched and so on. */
const views = /** @type {const} */ (['tree', 'markup', 'pre', 'react-json-view-lite'])
/** @typedef {typeof views[number]} View */

/** A result of 10 MB, which has 100,000 rows, beside what people would use otherwise. */
export async function measureLargeResult() {
  const measured = await measureViews(100_000, [...views])
  const ours = measured.tree
  const pre = getMedian(measured.pre?.cpu ?? [])
  return {
    title: 'a result of 10 MB with 100,000 rows, median of 5 and spread',
    values: {
      ...describe('tree', ours),
      'target: paint, ms': 100,
      ...describe('markup', measured.markup),
      ...describe('pre', measured.pre),
      ...describe('react-json-view-lite', measured['react-json-view-lite']),
      'pre to tree, times': Math.round(pre / getMedian(ours?.cpu ?? [])),
      'target: pre to tree, times': 40,
      ...describeUse(ours),
    },
  }
}

/** A result of 100 MB, which has 1,000,000 rows, after it has been parsed. */
export async function measureHugeResult() {
  const { tree } = await measureViews(1_000_000, ['tree'])
  return {
    title: 'a result of 100 MB with 1,000,000 rows, median of 5 and spread',
    values: { ...describe('tree', tree), 'target: paint, ms': 150, ...describeUse(tree) },
  }
}

/**
 * @param {number} rows
 * @param {View[]} names
 */
function measureViews(rows, names) {
  let markup = ''
  return measureInTurn(script, names, async (tab, name) => {
    const readCpu = await watchCpu(tab)
    await tab.evaluate(`prepare('${name}', ${rows}, ${JSON.stringify(markup)})`)
    const atStart = await readCpu()
    const shown = /** @type {Record<string, number>} */ (await tab.evaluate('show()'))
    const cpu = (await readCpu()) - atStart
    if (name === 'tree') markup = await tab.evaluate(`document.body.innerHTML`)
    const used = name === 'tree' ? await tab.evaluate('use()') : {}
    return { ...shown, cpu, .../** @type {Record<string, number>} */ (used) }
  })
}

/**
 * Reads the milliseconds that the main thread of a page has worked: what others do on the machine
 * makes paints late, but does not count here.
 *
 * @param {import('playwright').Page} tab
 */
async function watchCpu(tab) {
  const session = await tab.context().newCDPSession(tab)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1_000
  }
}

/**
 * @param {string} name
 * @param {Measures | undefined} measures
 */
function describe(name, measures = {}) {
  return {
    [`${name}: main thread until painted, ms`]: Math.round(getMedian(measures.cpu ?? [])),
    ...describePaint(name, measures),
  }
}

/** @param {Measures | undefined} measures */
function describeUse(measures = {}) {
  /** @param {string} label */
  const median = (label) => getMedian(measures[label] ?? [])
  return {
    'expand all once, ms': median('expand'),
    'rows then': median('rows'),
    'toggle p95, ms': median('toggle'),
    'target: toggle p95, ms': 16,
    'scroll, frame p95, ms': median('scroll'),
    'target: scroll, frame p95, ms': 25,
    'long tasks while scrolling, most of 5': Math.max(...(measures.scrollTasks ?? [])),
    'search to the last row, ms': median('search'),
    'long tasks while searching, most of 5': Math.max(...(measures.searchTasks ?? [])),
  }
}

/** Runs in the page. Ours come from the source, as the parts of a part are not public. */
const script = `${pageScript}
import { createElement as h, useEffect } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { allExpanded, defaultStyles, JsonView } from 'react-json-view-lite'
import { ResultTree } from '../packages/react/src/result/tree/ResultTree.js'
import { useResultSearch } from '../packages/react/src/result/useResultSearch.js'
import css from '../packages/react/src/styles.css?inline'

document.head.append(Object.assign(document.createElement('style'), { textContent: css }))

const note = 'Brass, with a glass that keeps the wind out. '.repeat(15)
/** Ten rows each, about a kilobyte. */
const makeRecord = (id) => ({
  product: { id, name: 'Harbor lantern ' + id, code: 'HL-' + id * 7 },
  offer: { price: id / 100, currency: 'EUR', url: 'https://shop.example/lanterns/' + id },
  note: id + '. ' + note,
})

let search
function Searched({ value, query }) {
  const found = useResultSearch(value, query)
  useEffect(() => void (search = found))
  return h('div', { className: 'fishbowl-run-result' }, h(ResultTree, { value, match: found.match }))
}

let markup
const views = {
  tree: (value, query = '') => h(Searched, { value, query }),
  // What the tree draws, without its work: the floor, which is the browser's.
  markup: () => h('div', { dangerouslySetInnerHTML: { __html: markup } }),
  pre: (value) => h('pre', null, JSON.stringify(value, null, 2)),
  'react-json-view-lite': (value) =>
    h(JsonView, { data: value, shouldExpandNode: allExpanded, style: defaultStyles }),
}

let value
let root
let draw
globalThis.prepare = async (name, rows, html) => {
  markup = html
  value = Array.from({ length: rows / 10 }, (_, id) => makeRecord(id))
  root = createRoot(document.body.appendChild(document.createElement('div')))
  draw = views[name]
  await new Promise((resolve) => setTimeout(resolve, 300))
}

globalThis.show = async () => {
  await painted()
  const start = performance.now()
  flushSync(() => root.render(draw(value)))
  await painted()
  const paint = round(performance.now() - start)
  return { paint, nodes: document.body.querySelectorAll('*').length }
}

globalThis.use = async () => {
  const click = async (element) => {
    const before = performance.now()
    element.click()
    await Promise.resolve()
    document.body.getBoundingClientRect()
    return performance.now() - before
  }
  const items = () => [...document.querySelectorAll('[role=treeitem][aria-expanded]')]
  const toggles = []
  for (let index = 0; index < 60; index += 1) {
    toggles.push(await click(items()[(index * 7) % items().length]))
    await painted()
  }
  const button = [...document.querySelectorAll('button')].find((b) => b.textContent === 'Expand all')
  const expand = await click(button)
  const viewport = document.querySelector('.fishbowl-viewport')
  // The work of opening all is not that of scrolling.
  await painted()

  const scrolled = await scrollThrough(viewport)

  const last = 'harbor lantern ' + (value.length - 1)
  const searched = await time(async () => {
    root.render(draw(value, last))
    do await painted()
    while (search.isSearching || search.count === 0)
    await painted()
  })
  if (!document.querySelector('mark')) throw new Error('The match was not revealed.')
  const setSize = Math.round(viewport.scrollHeight / items()[0].offsetHeight)
  return {
    toggle: getP95(toggles),
    expand: round(expand),
    rows: setSize,
    ...scrolled,
    search: searched.duration,
    searchTasks: searched.tasks,
  }
}
`
