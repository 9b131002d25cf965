import { createClient, parseRun } from '@fishbowl/core'
import { createEmulator } from '@fishbowl/emulator'
import type { Emulator, ScenarioName } from '@fishbowl/emulator'
import { FishbowlProvider } from '@fishbowl/react'
import type { Args, Decorator } from '@storybook/react-vite'
import { QueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'

/** What a story says of the world that it is shown in, in its `parameters`. */
interface ScenarioParameters {
  /** What the emulator plays. @default 'success' */
  scenario?: ScenarioName
  /** Milliseconds since the run was started, so that a story begins where it is interesting. */
  age?: number
  /** Changes the wire's fields of the run, for states that no scenario has. */
  fields?: Record<string, unknown>
  /** Further runs in the list, newest last. */
  runs?: { goal: string; scenario: ScenarioName; age: number }[]
  /** How many live frames the page may show. @default 4 */
  liveFrameBudget?: number
  /** No answer comes (`hanging`), none can (`offline`), or it is a page of somebody else's (`unreadable`). */
  network?: Network
}

type Network = 'good' | 'hanging' | 'offline' | 'unreadable'

const goal = 'Extract the first ten products with name, price and stock'

/** Makes the scenario that a story names come true: an emulator with a run, and a client for it. */
export const withScenario: Decorator = (Story, { args, parameters }) => (
  <World parameters={parameters}>
    {(getArgs) => <Story args={{ ...args, ...getArgs(args) }} />}
  </World>
)

interface WorldProps {
  parameters: ScenarioParameters
  children: (getArgs: (args: Args) => Args) => ReactNode
}

function World({ parameters, children }: WorldProps) {
  const [world] = useState(() => createWorld(parameters))
  return (
    <FishbowlProvider
      client={world.client}
      queryClient={world.queryClient}
      locale="en-GB"
      liveFrameBudget={parameters.liveFrameBudget ?? 4}
      allowInsecureLocalhost
    >
      {children(world.getArgs)}
    </FishbowlProvider>
  )
}

function createWorld({ scenario, age, fields, runs = [], network = 'good' }: ScenarioParameters) {
  const emulator = createEmulator({
    streamOrigin: `${location.protocol}//stream.localhost:${location.port}`,
    ...(scenario && { scenario }),
  })
  for (const run of runs) emulator.runs.start(run)
  const started = age !== undefined || runs.length === 0
  const { runId } = started ? emulator.runs.start({ goal, ...(age && { age }) }) : { runId: '' }

  const client = createClient({
    endpoint: 'https://emulator.example/v1',
    headers: { 'X-API-Key': 'sk-tinyfish-emulator' },
    fetch: getFetch(emulator, network),
  })
  return {
    client,
    queryClient: new QueryClient(),
    getArgs: (args: Args): Args => ({
      ...('runId' in args && { runId: args['runId'] ?? runId }),
      ...('run' in args && { run: parseRun({ ...emulator.runs.get(runId), ...fields }) }),
    }),
  }
}

function getFetch(emulator: Emulator, network: Network) {
  switch (network) {
    case 'good':
      return emulator.fetch
    case 'hanging':
      return () => new Promise<Response>(() => {})
    case 'offline':
      return () => Promise.reject(new TypeError('Failed to fetch'))
    case 'unreadable':
      return () => Promise.resolve(new Response('<title>Welcome</title>'))
  }
}
