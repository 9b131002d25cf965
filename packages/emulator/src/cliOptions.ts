// Only cli.ts imports this file, which therefore may use Node's own parser. The emulator itself
// needs no Node.
import { parseArgs } from 'node:util'

import type { ScenarioName } from './scenarios/scenarios.js'
import { isScenarioName, scenarios } from './scenarios/scenarios.js'

/** What the command line asks for. */
export interface CliOptions {
  isHelp: boolean
  /** `undefined` when none was asked for: then any port will do. */
  port: number | undefined
  scenario: ScenarioName
  /** How many times as fast as in real life. */
  speed: number
}

/** Reads the command line. Throws an error with a text for people. */
export function parseCliOptions(commandLine: string[]): CliOptions {
  const { values } = parseArgs({
    args: commandLine,
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      port: { type: 'string' },
      scenario: { type: 'string', default: 'success' },
      speed: { type: 'string', default: '1' },
    },
  })
  const port = values.port === undefined ? undefined : Number(values.port)
  if (
    port !== undefined &&
    !(values.port !== '' && Number.isInteger(port) && port >= 0 && port <= 65_535)
  ) {
    throw new RangeError(`--port takes a number from 0 to 65535, not "${values.port}"`)
  }
  const speed = Number(values.speed)
  if (!(speed > 0 && speed <= 1_000)) {
    throw new RangeError(`--speed takes a number above 0, up to 1000, not "${values.speed}"`)
  }
  const { scenario, help } = values
  if (!isScenarioName(scenario)) {
    throw new RangeError(`There is no scenario "${scenario}". --help lists them`)
  }
  return { isHelp: help, port, scenario, speed }
}

/** What `--help` prints. */
export const cliHelp = `Plays the TinyFish Web Agent API on this machine.

  npx @fishbowl/emulator [--port 4477] [--scenario success] [--speed 1]

  --port      the port to listen on; 0 takes any free one
  --scenario  what runs play that name no scenario themselves
  --speed     how many times as fast as in real life
  --help      this text

Scenarios, also chosen by the start page of a run (https://tidewater.example/?scenario=slow):

${scenarios.map(({ name, description }) => `  ${name.padEnd(22)}${description}`).join('\n')}
`
