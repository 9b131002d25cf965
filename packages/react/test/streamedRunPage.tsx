import { fireEvent, screen } from '@testing-library/react'
import { useState } from 'react'

import { useRun } from '../src/hooks/useRun.js'
import { useStartRun } from '../src/hooks/useStartRun.js'
import { RunSteps } from '../src/steps/RunSteps.js'
import { advance, settle } from './createTestbed.js'

export const start = 'POST /automation/run-sse'

/** What the page has shown, in order: nothing of it may be taken back. */
export const shown: { status: string; steps: number; connection: string }[] = []

function Watcher({ runId }: { runId: string }) {
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

/** A page that starts a run with its stream, and shows it. */
export function Page({
  scenario = 'success',
  watchers = 1,
}: {
  scenario?: string
  watchers?: number
}) {
  const startRun = useStartRun({ stream: true })
  const [isWatching, setIsWatching] = useState(true)
  const { runId } = startRun.data ?? {}
  const input = {
    url: `https://tidewater.example/?scenario=${scenario}`,
    goal: 'List the lanterns',
  }
  return (
    <>
      <button onClick={() => startRun.mutate(input)}>Start</button>
      {startRun.error && <p role="alert">{startRun.error.code}</p>}
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
export const starts = (requests: readonly string[]) =>
  requests.filter((request) => request.includes('/automation/'))

/** Moves time on in steps so small that streams keep up. */
export async function play(milliseconds: number) {
  for (let left = milliseconds; left > 0; left -= 500) await advance(Math.min(left, 500))
}
