import { createEmulator } from '@fishbowl/emulator'
import { render, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'

import { FishbowlProvider } from './FishbowlProvider.js'
import { useRun } from './hooks/useRun.js'

function Status({ runId }: { runId: string }) {
  return <output>{useRun(runId).run?.status}</output>
}

afterEach(() => {
  vi.unstubAllGlobals()
})

it('sends the token of the latest getToken, and makes no new client for it', async () => {
  const emulator = createEmulator({ apiKey: 'test' })
  const [first, second] = [emulator.runs.start(), emulator.runs.start()]
  const tokens: (string | null)[] = []
  vi.stubGlobal('fetch', (request: Request) => {
    tokens.push(request.headers.get('Authorization'))
    return emulator.fetch(new Request(request, { headers: { 'X-API-Key': 'test' } }))
  })
  const renderWith = (token: string, runId: string) => (
    <FishbowlProvider endpoint="https://agent.tinyfish.ai/v1" getToken={() => token}>
      <Status runId={runId} />
    </FishbowlProvider>
  )
  const { rerender } = render(renderWith('one', first.runId))
  await vi.waitFor(() => expect(screen.getByRole('status')).toHaveTextContent(/PENDING|RUNNING/))
  expect(tokens).toEqual(['Bearer one'])

  // A new client would read the first run again.
  rerender(renderWith('two', first.runId))
  expect(tokens).toHaveLength(1)
  rerender(renderWith('two', second.runId))
  await vi.waitFor(() => expect(tokens).toEqual(['Bearer one', 'Bearer two']))
})
