import '@fishbowl/react/styles.css'
import { createClient } from '@fishbowl/core'
import type { Run } from '@fishbowl/core'
import { FishbowlProvider, RunResult, RunViewer } from '@fishbowl/react'
import { useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'

/** A run that goes on, and one that has ended with thousands of rows. */
const { who, live, ended } = Object.fromEntries(new URLSearchParams(location.search)) as {
  who: 'ours' | 'byHand'
  live: string
  ended: string
}

/** The slowest answer of the page to each thing that somebody did, in milliseconds, and its long tasks. */
const seen = { interactions: new Map<number, number>(), longTasks: [] as number[] }
new PerformanceObserver((list) => {
  for (const entry of list.getEntries() as (PerformanceEventTiming & {
    interactionId?: number
  })[]) {
    const { interactionId, duration } = entry
    if (interactionId === 0) continue
    seen.interactions.set(
      interactionId,
      Math.max(duration, seen.interactions.get(interactionId) ?? 0),
    )
  }
}).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
new PerformanceObserver((list) => {
  seen.longTasks.push(...list.getEntries().map(({ duration }) => duration))
}).observe({ type: 'longtask' })

Object.assign(globalThis, {
  report: () => ({ durations: [...seen.interactions.values()], longTasks: seen.longTasks }),
  reset: () => {
    seen.interactions.clear()
    seen.longTasks.length = 0
  },
})

const endpoint = '/api/fishbowl'

function Ours() {
  const [run, setRun] = useState<Run>()
  useEffect(() => {
    void createClient({ endpoint }).getRun(ended).then(setRun)
  }, [])
  return (
    <FishbowlProvider endpoint={endpoint} transport="push" allowInsecureLocalhost locale="en">
      <RunViewer runId={live} interactive />
      {run && <RunResult run={run} />}
    </FishbowlProvider>
  )
}

/** What people write by hand: an effect with an interval, and the run as text. */
function ByHand() {
  const [run, setRun] = useState<{ streaming_url?: string; steps?: unknown }>({})
  const [result, setResult] = useState<unknown[]>([])
  const [tab, setTab] = useState('Live browser')
  const [query, setQuery] = useState('')
  const [isSorted, setIsSorted] = useState(false)
  useEffect(() => {
    const read = (runId: string) =>
      fetch(`${endpoint}/runs/${runId}`).then((response) => response.json())
    const timer = setInterval(() => void read(live).then(setRun), 2_000)
    void read(ended).then((answer) => setResult(answer.result))
    return () => clearInterval(timer)
  }, [])
  const rows = result.filter((row) => JSON.stringify(row).includes(query))
  const shown = isSorted ? rows.toReversed() : rows
  return (
    <>
      {['Live browser', 'Steps'].map((name) => (
        <button key={name} role="tab" onClick={() => setTab(name)}>
          {name}
        </button>
      ))}
      {tab === 'Steps' ? (
        <pre>{JSON.stringify(run.steps, null, 2)}</pre>
      ) : (
        <iframe title="Live browser" src={run.streaming_url ?? 'about:blank'} />
      )}
      <input type="search" value={query} onChange={(event) => setQuery(event.target.value)} />
      <button onClick={() => setIsSorted(!isSorted)}>price</button>
      <pre style={{ blockSize: 400, overflow: 'auto' }}>{JSON.stringify(shown, null, 2)}</pre>
    </>
  )
}

createRoot(document.body.appendChild(document.createElement('main'))).render(
  who === 'ours' ? <Ours /> : <ByHand />,
)
