#!/usr/bin/env node
import type { CliOptions } from './cliOptions.js'
import { cliHelp, parseCliOptions } from './cliOptions.js'
import type { EmulatorOptions } from './createEmulator.js'
import { DEFAULT_PORT } from './createEmulator.js'
import { scenarios } from './scenarios/scenarios.js'
import { createClock } from './script/clock.js'
import type { EmulatorServer } from './serve.js'
import { serve } from './serve.js'

const options = readOptions()
if (options?.isHelp) console.log(cliHelp)
else if (options) await run(options)

function readOptions(): CliOptions | undefined {
  try {
    return parseCliOptions(process.argv.slice(2))
  } catch (error) {
    fail(2, error)
    return undefined
  }
}

async function run({ port, scenario, speed }: CliOptions): Promise<void> {
  try {
    print(await start({ scenario, clock: createClock({ speed }) }, port))
  } catch (error) {
    fail(1, isTaken(error) ? `Port ${port} is in use. Leave --port out to get a free one` : error)
  }
}

/**
 * Listens on the port that was asked for. When none was, and the usual one is in use, takes
 * another.
 */
async function start(options: EmulatorOptions, port?: number): Promise<EmulatorServer> {
  try {
    return await serve({ ...options, port: port ?? DEFAULT_PORT })
  } catch (error) {
    if (port !== undefined || !isTaken(error)) throw error
    return serve({ ...options, port: 0 })
  }
}

function print({ origin, streamOrigin }: EmulatorServer): void {
  console.log(`The TinyFish API is played at ${origin}/v1

  API key      sk-tinyfish-emulator
  Live views   ${streamOrigin}
  Scenarios    ${scenarios.length}, by the start page of a run: https://tidewater.example/?scenario=slow
               (--help lists them)

Press Ctrl+C to stop.`)
}

/** Tells whether an error says that a port is in use. */
function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
}

function fail(exitCode: number, reason: unknown): void {
  console.error(reason instanceof Error ? reason.message : reason)
  process.exitCode = exitCode
}
