import '@fishbowl/react/styles.css'
import { FishbowlProvider, LiveRunBadge, RunViewer, useRun } from '@fishbowl/react'
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'

interface Settings {
  who: 'ours' | 'interval' | 'query' | 'trigger' | 'realtime' | 'fetch'
  show: 'text' | 'badge' | 'viewer'
  runs: string
  /** @default 'poll' */
  transport?: 'poll' | 'push'
}

declare global {
  var settings: Settings | undefined
}

/** What the page shows, by whom, and of which runs: set before it loads, or said in its address. */
const {
  who,
  show,
  runs,
  transport = 'poll',
}: Settings = globalThis.settings ??
(Object.fromEntries(new URLSearchParams(location.search)) as never)
const runIds = runs.split(',')
const pace = 2_000

const painted: Record<string, number> = {}
const seen = { renders: 0, longTasks: 0, began: performance.now(), painted }
new PerformanceObserver((list) => {
  seen.longTasks += list.getEntries().length
}).observe({ type: 'longtask' })

document.addEventListener('visibilitychange', () => {
  if (document.hidden) navigator.sendBeacon('/hidden')
})

/** Epoch milliseconds, with their fractions. */
const getTime = () => performance.timeOrigin + performance.now()

async function read(runId: string): Promise<{ status: string }> {
  const response = await fetch(`/api/fishbowl/runs/${runId}`)
  return response.json()
}

function useInterval(runId: string) {
  const [run, setRun] = useState<{ status: string }>()
  useEffect(() => {
    const load = () => void read(runId).then(setRun)
    load()
    const timer = setInterval(load, pace)
    return () => clearInterval(timer)
  }, [runId])
  return run?.status
}

function usePolledQuery(runId: string) {
  const { data, isFetching } = useQuery({
    queryKey: ['run', runId],
    queryFn: () => read(runId),
    refetchInterval: pace,
    refetchIntervalInBackground: true,
  })
  void isFetching
  return data?.status
}

/** The floor: asks whether there is anything new, with the tag of the large run, and does nothing else. */
function useFetch(runId: string) {
  useEffect(() => {
    const headers = { 'If-None-Match': '"1"' }
    const timer = setInterval(() => void fetch(`/api/fishbowl/runs/${runId}`, { headers }), pace)
    return () => clearInterval(timer)
  }, [runId])
  return 'RUNNING'
}

/** Reads all that the hook gives. */
function useOurs(runId: string) {
  const { run, outcome, liveView, connection, awaitsRecording } = useRun(runId, {
    whileHidden: transport === 'push',
  })
  void [outcome?.type, liveView.state, connection.state, connection.lastUpdatedAt, awaitsRecording]
  return run?.status
}

const hooks = { ours: useOurs, interval: useInterval, query: usePolledQuery, fetch: useFetch }
// Only where it is wanted, as it is larger than all the others.
const useStatus = who === 'trigger' || who === 'realtime' ? await loadTrigger(who) : hooks[who]

async function loadTrigger(name: 'trigger' | 'realtime') {
  const { useTriggerRun, useTriggerRealtimeRun } = await import('./useTriggerRun.js')
  return name === 'trigger' ? useTriggerRun : useTriggerRealtimeRun
}

function Status({ runId }: { runId: string }) {
  const status = useStatus(runId)
  useEffect(() => {
    seen.renders += 1
  })
  useEffect(() => {
    if (status !== 'CANCELLED') return
    navigator.sendBeacon(`/ended/${runId}`)
    // The task after a frame begins when that has been drawn. A hidden page has no frames.
    requestAnimationFrame(() => setTimeout(() => (painted[runId] = getTime())))
  }, [status, runId])
  return <span className="fishbowl-run-status-badge">{status}</span>
}

function App({ children }: { children: ReactNode }) {
  return (
    <QueryClientProvider client={queryClient}>
      <FishbowlProvider endpoint="/api/fishbowl" transport={transport}>
        {children}
      </FishbowlProvider>
    </QueryClientProvider>
  )
}

const Shown = who === 'ours' && show === 'badge' ? LiveRunBadge : Status
const root = createRoot(document.body.appendChild(document.createElement('div')))
const queryClient = new QueryClient()
const render = (children: ReactNode) => root.render(<App>{children}</App>)
if (show !== 'viewer') render(runIds.map((runId, index) => <Shown key={index} runId={runId} />))

/** Each of them gets as far as its effects and its first read. */
async function mountOften(times: number) {
  for (let time = 0; time < times; time += 1) {
    flushSync(() => render(<RunViewer runId={runIds[0]} />))
    await new Promise((resolve) => setTimeout(resolve, 5))
    flushSync(() => render(null))
  }
}

Object.assign(globalThis, { seen, mountOften })
