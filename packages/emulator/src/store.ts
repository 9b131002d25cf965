import type { ScenarioName } from './scenarios/scenarios.js'
import { getScenario, isScenarioName } from './scenarios/scenarios.js'
import { SHOP_GOAL, SHOP_URL } from './scenarios/shop.js'
import type { Clock } from './script/clock.js'
import { createRandom, createUuid } from './script/random.js'
import type { Moment, Script } from './script/script.js'
import { playScript } from './script/script.js'

/** What is remembered of a run. All that it does follows from this and the time. */
export interface RunRecord {
  runId: string
  /** Names the run's browser in the addresses of its live view; cannot be guessed from the run id. */
  sessionId: string
  /** Counts up with every run. */
  number: number
  seed: number
  url: string
  goal: string
  scenario: ScenarioName
  proxyCountryCode: string | null
  isProxyEnabled: boolean
  /** Whether the start asked for a recording, whatever the scenario has. */
  isRecorded: boolean
  /** Epoch milliseconds. */
  createdAt: number
  cancelledAt?: number
  /** Aborted by the cancellation, for who waits for what comes next. */
  cancellation: AbortController
  isCancellable: boolean
  /** How often it was read over HTTP. */
  reads: number
}

/** What a run is started with. */
export interface StartRunInput {
  /** Where the run starts; its `scenario` query parameter names a scenario. */
  url?: string
  goal?: string
  /** @default what `url` names, or else the emulator's own */
  scenario?: ScenarioName
  /** How long ago the run was created, in milliseconds. @default 0, or as the scenario says */
  age?: number
}

/** What only the routes know of a start. */
export interface StartConditions {
  isCancellable?: boolean
  proxyCountryCode?: string | null
  isProxyEnabled?: boolean
  isRecorded?: boolean
}

export interface StoreOptions {
  clock: Clock
  seed: number
  scenario: ScenarioName
}

/** Remembers runs. */
export class RunStore {
  readonly clock: Clock
  readonly #options: StoreOptions
  readonly #records = new Map<string, RunRecord>()
  #random = createRandom(0)

  constructor(options: StoreOptions) {
    this.clock = options.clock
    this.#options = options
    this.reset()
  }

  start(input: StartRunInput = {}, conditions: StartConditions = {}): RunRecord {
    const { isCancellable = true, isProxyEnabled = false, isRecorded = false } = conditions
    const { proxyCountryCode = null } = conditions
    const { url = SHOP_URL, goal = SHOP_GOAL } = input
    const scenario = this.chooseScenario(input)
    const age = input.age ?? getScenario(scenario).age ?? 0
    const record: RunRecord = {
      runId: createUuid(this.#random),
      sessionId: createUuid(this.#random),
      number: this.#records.size,
      seed: Math.floor(this.#random() * 2 ** 32),
      url,
      goal,
      scenario,
      proxyCountryCode,
      isProxyEnabled,
      isRecorded,
      createdAt: this.clock.now() - age,
      cancellation: new AbortController(),
      isCancellable,
      reads: 0,
    }
    this.#records.set(record.runId, record)
    return record
  }

  /** Tells which scenario a run would play. Throws for a name that is unknown. */
  chooseScenario({ scenario, url = SHOP_URL }: StartRunInput): ScenarioName {
    const name = scenario ?? new URL(url).searchParams.get('scenario') ?? this.#options.scenario
    if (!isScenarioName(name)) throw new RangeError(`There is no scenario "${name}"`)
    return name
  }

  find(runId: string): RunRecord | undefined {
    return this.#records.get(runId)
  }

  findSession(sessionId: string): RunRecord | undefined {
    return this.all().find((record) => record.sessionId === sessionId)
  }

  all(): RunRecord[] {
    return [...this.#records.values()]
  }

  /** Where a run has come to by now. */
  getMoment(record: RunRecord): Moment {
    const { createdAt, cancelledAt } = record
    return playScript(
      getScript(record),
      this.clock.now() - createdAt,
      cancelledAt === undefined ? undefined : cancelledAt - createdAt,
    )
  }

  /** Cancels a run, unless it has ended. */
  cancel(record: RunRecord): void {
    if (this.getMoment(record).ending) return
    record.cancelledAt = this.clock.now()
    record.cancellation.abort()
  }

  reset(): void {
    this.#records.clear()
    this.#random = createRandom(this.#options.seed)
  }
}

/** How long after the end a recording that was asked for is ready. */
const RECORDED_AFTER = 5_000

/** Gives the script that a run plays. */
export function getScript({ scenario, isRecorded }: RunRecord): Script {
  const { script } = getScenario(scenario)
  return isRecorded ? { recordedAfter: RECORDED_AFTER, ...script } : script
}
