import { createClient } from '@fishbowl/core'
import { FishbowlProvider, useRun, useStartRun } from '@fishbowl/react'
import { useState } from 'react'
import { createRoot } from 'react-dom/client'

/** What the page shows, to whom, and how: said in its address. */
const settings = Object.fromEntries(new URLSearchParams(location.search)) as {
  runs?: string
  /** @default 'push' */
  transport?: 'poll' | 'push'
  /** The subject of a viewer token. Without one, the browser's cookies say who is there. */
  viewer?: string
  /** What the token says beside the subject, as JSON. */
  claims?: string
  /** `plain` holds a stream of its own with nothing of ours, `host` has a client of its own. */
  who?: 'ours' | 'plain' | 'host'
}

/** Epoch milliseconds at which the page has painted the end of a run. */
const ended: Record<string, number> = {}
Object.assign(globalThis, { ended })

function Run({ runId }: { runId: string }) {
  const { run, connection } = useRun(runId)
  const hasEnded = run !== undefined && !['PENDING', 'RUNNING'].includes(run.status)
  if (hasEnded) ended[runId] ??= performance.timeOrigin + performance.now()
  return (
    <output data-run={runId} data-connection={connection.state}>
      {run?.status ?? 'none'} {run?.goal}
    </output>
  )
}

function Page() {
  const [runIds, setRunIds] = useState(settings.runs?.split(',').filter(Boolean) ?? [])
  const startRun = useStartRun({ stream: true })
  const start = async () => {
    const { runId } = await startRun.mutateAsync({
      url: 'https://tidewater.example/?scenario=slow',
      goal: 'List the lanterns',
    })
    setRunIds((known) => [...known, runId])
  }
  return (
    <>
      <button onClick={() => void start()}>Start</button>
      {runIds.map((runId) => (
        <Run key={runId} runId={runId} />
      ))}
    </>
  )
}

let number = 0

/** A new token each time, of the form that the handler's have. */
async function getToken() {
  const now = Math.floor(Date.now() / 1_000)
  const claims: unknown = JSON.parse(settings.claims ?? '{}')
  const payload = {
    sub: settings.viewer,
    iat: now,
    exp: now + 900,
    jti: `${now}-${(number += 1)}-${Math.random()}`,
    ...(claims as object),
  }
  return `e30.${btoa(JSON.stringify(payload)).replaceAll('=', '')}.c2ln`
}

async function readPlainly() {
  const ids = settings.runs ?? ''
  const output = document.createElement('output')
  document.body.append(output)
  const response = await fetch(`/api/fishbowl/runs/events?ids=${ids}`)
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  for (let text = ''; ;) {
    const { done, value } = await reader.read()
    if (done) return
    text += value
    if (text.includes('event: run')) output.dataset['connection'] = 'streaming'
  }
}

const { transport = 'push', who = 'ours' } = settings
const endpoint = '/api/fishbowl'
if (who === 'plain') {
  void readPlainly()
} else {
  const source =
    who === 'host'
      ? { client: createClient({ endpoint }) }
      : { endpoint, getToken: settings.viewer ? getToken : undefined }
  createRoot(document.body.appendChild(document.createElement('main'))).render(
    <FishbowlProvider {...source} transport={transport}>
      <Page />
    </FishbowlProvider>,
  )
}
