import { fireEvent, screen } from '@testing-library/react'
import { useState } from 'react'

import { useRun } from '../src/hooks/useRun.js'
import { useStartRun } from '../src/hooks/useStartRun.js'
import { RunSteps } from '../src/steps/RunSteps.js'
import { advance, createTestbed, settle } from './createTestbed.js'

export type Testbed = ReturnType<typeof createTestbed>
export type WireRun = ReturnType<Testbed['emulator']['runs']['list']>[number]

export const start = 'POST /automation/run-sse'

/** What the page has shown, in order: nothing of it may be taken back. */
export const shown: { status: string; steps: number; connection: string }[] = []

export function Watcher({ runId }: { runId: string }) {
  const { run, liveView, connection } = useRun(runId)
  if (!run) return <output>{connection.state}</output>
  shown.push({ status: run.status, steps: run.steps.length, connection: connection.state })
  return (
    <>
      <output>
        {run.status} {connection.state}
      </output>
      <p data-testid="live-view">{liveView.state}</p>
      <RunSteps run={run} />
    </>
  )
}

export function Starter({ url, onStart }: { url: string; onStart: (runId: string) => void }) {
  const startRun = useStartRun({ stream: true })
  const input = { url, goal: 'List the lanterns' }
  return (
    <>
      <button onClick={() => startRun.mutate(input, { onSuccess: ({ runId }) => onStart(runId) })}>
        Start
      </button>
      <p>{startRun.status}</p>
      {startRun.error && <p role="alert">{startRun.error.code}</p>}
    </>
  )
}

export function Page({
  scenario = 'success',
  watchers = 1,
}: {
  scenario?: string
  watchers?: number
}) {
  const [runId, setRunId] = useState('')
  const [isWatching, setIsWatching] = useState(true)
  return (
    <>
      <Starter url={`https://tidewater.example/?scenario=${scenario}`} onStart={setRunId} />
      <button onClick={() => setIsWatching(!isWatching)}>Watch</button>
      {isWatching &&
        runId &&
        Array.from({ length: watchers }, (_, index) => <Watcher key={index} runId={runId} />)}
    </>
  )
}

export const click = async (name: string) => {
  fireEvent.click(screen.getByRole('button', { name }))
  await settle()
}

export const state = () => screen.getAllByText(/^[A-Z]+ [a-z]+$/)[0]?.textContent
export const liveView = () => screen.getByTestId('live-view').textContent
export const purposes = () => screen.queryAllByRole('listitem').map((item) => item.textContent)
export const reads = ({ requests }: Testbed) =>
  requests.filter((request) => request.startsWith('GET'))
export const starts = ({ requests }: Testbed) =>
  requests.filter((request) => request.includes('/automation/'))

/** Moves time on in steps so small that the emulator's stream keeps up. */
export async function play(milliseconds: number) {
  for (let left = milliseconds; left > 0; left -= 500) await advance(Math.min(left, 500))
}

/** A stream whose every word the test says. */
export function takeOverStream(testbed: Testbed, scenario: 'success' | 'slow' = 'slow') {
  const encoder = new TextEncoder()
  const { runId } = testbed.emulator.runs.start({ scenario })
  const streams: ReadableStreamDefaultController<Uint8Array>[] = []
  const stream = {
    runId,
    isLeft: false,
    async say(event: Record<string, unknown>) {
      const data = JSON.stringify({ run_id: runId, ...event })
      streams[0]?.enqueue(encoder.encode(`data: ${data}\n\n`))
      await settle()
    },
    async cut() {
      streams[0]?.error(new TypeError('The connection was lost'))
      await settle()
    },
  }
  testbed.network.fetch = async (request) => {
    if (!request.url.endsWith('run-sse')) return testbed.emulator.fetch(request)
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => void streams.push(controller),
      cancel() {
        stream.isLeft = true
      },
    })
    return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } })
  }
  return stream
}

/** A page on which a run has been started by such a stream. */
export async function startByHand() {
  const testbed = createTestbed()
  const stream = takeOverStream(testbed)
  testbed.render(<Page />)
  await click('Start')
  return { testbed, stream }
}
