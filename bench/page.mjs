import { chromium } from 'playwright'

import { getChromiumOptions } from '../scripts/browsers.mjs'
import { bundlePage } from './bundlePage.mjs'
import { servePage } from './servePage.mjs'

const repeats = 5

/** @param {number[]} numbers */
export function getMedian(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
}

/** For scripts that run in the page: when something is seen, and how much it blocks. */
export const pageScript = `
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
/** Until what has been changed is on the screen: the frame after the one that draws it. */
const painted = async () => {
  await frame()
  await new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = resolve
    port2.postMessage(null)
  })
}
const round = (value) => Number(value.toFixed(1))
const getP95 = (values) => round(values.sort((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1])

/** How long a work takes until it is seen, and how many long tasks it has. */
async function time(work) {
  let tasks = 0
  const observer = new PerformanceObserver((list) => (tasks += list.getEntries().length))
  observer.observe({ type: 'longtask' })
  const start = performance.now()
  await work()
  const duration = round(performance.now() - start)
  await new Promise((resolve) => setTimeout(resolve, 200))
  observer.disconnect()
  return { duration, tasks }
}

/** Scrolls slowly, then in leaps to the end, and tells how long the frames took. */
async function scrollThrough(viewport) {
  const frames = []
  const { tasks } = await time(async () => {
    let before = await frame()
    for (let index = 0; index < 180; index += 1) {
      viewport.scrollTop += index < 90 ? 400 : viewport.scrollHeight / 100
      const now = await frame()
      frames.push(now - before)
      before = now
    }
  })
  return { scroll: getP95(frames), scrollTasks: tasks }
}
`

/** @typedef {Record<string, number[]>} Measures by name, one for each repeat */

/**
 * Measures views in a browser, each in a page of its own and in turn, so that all have the same machine.
 *
 * @param {string} code runs in the page
 * @param {readonly string[]} names of the views
 * @param {(tab: import('playwright').Page, name: string) => Promise<Record<string, number>>} measure
 * @returns {Promise<Record<string, Measures>>} by name of the view
 */
export async function measureInTurn(code, names, measure) {
  const page = await servePage(await bundlePage(code))
  const browser = await chromium.launch(getChromiumOptions())
  /** @type {Record<string, Measures>} */
  const measured = {}
  try {
    for (let repeat = 0; repeat < repeats; repeat += 1) {
      for (const name of names) {
        const tab = await browser.newPage()
        await tab.goto(page.url)
        const values = await measure(tab, name)
        await tab.close()
        const measures = (measured[name] ??= {})
        for (const [label, value] of Object.entries(values)) (measures[label] ??= []).push(value)
      }
    }
  } finally {
    await browser.close()
    page.close()
  }
  return measured
}

/**
 * @param {string} name
 * @param {Measures | undefined} measures
 */
export function describePaint(name, measures = {}) {
  const { paint = [], nodes = [] } = measures
  return {
    [`${name}: paint, ms`]: getMedian(paint),
    [`${name}: paint, fastest`]: Math.min(...paint),
    [`${name}: paint, slowest`]: Math.max(...paint),
    [`${name}: elements`]: getMedian(nodes),
  }
}
