import { createClient } from '@fishbowl/core'
import { createEmulator } from '@fishbowl/emulator'
import { FishbowlProvider, LiveRunBadge, RunForm, RunList, RunViewer } from '@fishbowl/react'
import { QueryClient } from '@tanstack/react-query'
import { configure, fireEvent, render, screen, waitFor } from '@testing-library/react'

// Parts load what they need when they are first shown, and a busy machine takes its time.
configure({ asyncUtilTimeout: 4_000 })

const emulator = createEmulator({ apiKey: 'test' })
const client = createClient({
  endpoint: 'https://emulator.test/v1',
  headers: { 'X-API-Key': 'test' },
  fetch: emulator.fetch,
})

function show(children) {
  return render(
    <FishbowlProvider client={client} queryClient={new QueryClient()} locale="en">
      {children}
    </FishbowlProvider>,
  )
}

test('a run that has ended shows its result', async () => {
  const { runId } = emulator.runs.start({ goal: 'Extract the products', age: 60_000 })
  show(<RunViewer runId={runId} />)
  expect(await screen.findByRole('grid')).toBeTruthy()
  fireEvent.click(screen.getByRole('tab', { name: /Steps/ }))
  expect((await screen.findAllByRole('listitem')).length).toBeGreaterThan(3)
})

test('a run that goes on shows its live browser', async () => {
  const { runId } = emulator.runs.start({ scenario: 'slow', age: 10_000 })
  show(<RunViewer runId={runId} />)
  expect((await screen.findAllByText('Running')).length).toBeGreaterThan(0)
  expect(screen.getByRole('tab', { name: 'Live browser' })).toBeTruthy()
})

test('the list shows a row for each run, and the chosen one', async () => {
  show(<RunList />)
  const [goal] = await screen.findAllByRole('button', { name: 'Extract the products' })
  fireEvent.click(goal)
  expect(await screen.findByRole('region', { name: /^Run/ })).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Close' }))
  expect(screen.queryByRole('region', { name: /^Run/ })).toBe(null)
})

test('the badge follows its run, and the form starts one', async () => {
  const { runId } = emulator.runs.start({ age: 60_000 })
  const started = []
  show(
    <>
      <LiveRunBadge runId={runId} />
      <RunForm
        defaultUrl="https://shop.example"
        defaultGoal="Extract the products"
        onStart={(run) => started.push(run.runId)}
      />
    </>,
  )
  expect(await screen.findByText('Succeeded')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Start run' }))
  await waitFor(() => expect(started).toHaveLength(1))
})
