import type { ScenarioName } from './scenarios/scenarios.js'
import { getScenario, isScenarioName } from './scenarios/scenarios.js'
import { SHOP_GOAL, SHOP_URL } from './scenarios/shop.js'
import type { Clock } from './script/clock.js'
import { createRandom, createUuid } from './script/random.js'
import type { Moment, Script } from './script/script.js'
import { playScript, speedUpScript } from './script/script.js'

/** Milliseconds after the end at which a recording that was asked for is ready. */
const RECORDED_AFTER = 5_000

/** What is remembered of a run. All that the run does follows from this and the time. */
export interface RunRecord {
  runId: string
  /** Names the run's browser in the addresses of its live view; cannot be guessed from the run id. */
  sessionId: string
  /** Which run it is of this emulator, counted from 0. */
  number: number
  /** The data of its result follow from it. */
  seed: number
  url: string
  goal: string
  scenario: ScenarioName
  proxyCountryCode: string | null
  isProxyEnabled: boolean
  /** Whether the start asked for a recording. The scenario may have one all the same. */
  isRecorded: boolean
  /** Epoch milliseconds. */
  createdAt: number
  cancelledAt?: number
  /** Aborted when the run is cancelled, so that its event stream can tell of it at once. */
  cancellation: AbortController
  isCancellable: boolean
  /** How often the run was read over HTTP. */
  reads: number
}

/** What a run is started with. */
export interface StartRunInput {
  /** Where the run starts; its `scenario` query parameter names a scenario. */
  url?: string | undefined
  goal?: string | undefined
  /** The scenario to play. @default what `url` names, or else the emulator's own */
  scenario?: ScenarioName | undefined
  /** How long ago the run was created, in milliseconds. @default 0, or as the scenario says */
  age?: number | undefined
}

/** What only starts over HTTP can say of a run. */
export interface StartConditions {
  isCancellable?: boolean | undefined
  proxyCountryCode?: string | null | undefined
  isProxyEnabled?: boolean | undefined
  isRecorded?: boolean | undefined
}

interface StoreOptions {
  clock: Clock
  seed: number
  scenario: ScenarioName
}

/** All that an emulator remembers: its runs, and the clock by which they play. */
export class EmulatorStore {
  readonly clock: Clock
  /** How many times as fast as in real life runs play. */
  readonly speed: number
  readonly #options: StoreOptions
  readonly #records = new Map<string, RunRecord>()
  #random = createRandom(0)

  constructor(options: StoreOptions) {
    this.clock = options.clock
    this.speed = options.clock.speed ?? 1
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

  /** Gives the script that a run plays: that of its scenario, with a recording when one was asked for. */
  getScript({ scenario, isRecorded }: RunRecord): Script {
    const { script } = getScenario(scenario)
    const played = isRecorded ? { recordedAfter: RECORDED_AFTER, ...script } : script
    return speedUpScript(played, this.speed)
  }

  /** Gives what a run has come to by now. */
  getMoment(record: RunRecord): Moment {
    const { createdAt, cancelledAt } = record
    return playScript(
      this.getScript(record),
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

  /** Forgets all runs. The next ones get the same ids as the first ones did. */
  reset(): void {
    this.#records.clear()
    this.#random = createRandom(this.#options.seed)
  }
}
