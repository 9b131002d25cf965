import type { Browser, Page } from '@playwright/test'

/** Times are in microseconds; `tdur` is what the thread itself has worked. */
interface TraceEvent {
  name: string
  pid: number
  tid: number
  ts: number
  dur?: number
  tdur?: number
  args: { name?: string }
}

/** The limit of the Long Tasks API, in milliseconds. */
const longest = 50

const garbage = /^(MinorGC|MajorGC|V8\.GC_HEAP_EXTERNAL_SECOND_PASS_CALLBACKS)$/

/**
 * Does something on a page and describes its long tasks. What counts is the main thread's own time, so
 * that a machine which is busy with other tests makes no task long, without that of collecting garbage.
 */
export async function watchTasks(
  browser: Browser,
  page: Page,
  work: () => Promise<void>,
): Promise<string[]> {
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline', 'v8'] })
  await work()
  const trace = (await browser.stopTracing()).toString()
  const { traceEvents } = JSON.parse(trace) as { traceEvents: TraceEvent[] }
  const threads = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(getThread),
  )
  const events = traceEvents.filter((event) => event.dur && threads.has(getThread(event)))
  const tasks = events.filter(({ name }) => name.endsWith('::RunTask'))
  if (tasks.length === 0) throw new Error('The trace of the browser has no tasks.')
  return tasks
    .filter((task) => getOwnTime(task) > longest)
    .map((task) => ({ task, parts: events.filter((event) => isWithin(event, task)) }))
    .filter(({ task, parts }) => getOwnTime(task) - getGarbageTime(parts) > longest)
    .map(({ task, parts }) => `${describe(task)}: ${parts.map(describe).slice(0, 10).join(', ')}`)
}

function getThread({ pid, tid }: TraceEvent): string {
  return `${pid} ${tid}`
}

function getOwnTime({ tdur = 0 }: TraceEvent): number {
  return tdur / 1_000
}

function getGarbageTime(parts: TraceEvent[]): number {
  return parts
    .filter(({ name }) => garbage.test(name))
    .reduce((time, part) => time + getOwnTime(part), 0)
}

function isWithin(event: TraceEvent, task: TraceEvent): boolean {
  const isInside = event.ts >= task.ts && event.ts + (event.dur ?? 0) <= task.ts + (task.dur ?? 0)
  return event !== task && getThread(event) === getThread(task) && isInside && getOwnTime(event) > 2
}

function describe(event: TraceEvent): string {
  return `${event.name} ${Math.round(getOwnTime(event))} ms`
}
