import type { Emulator, ScenarioName } from '@fishbowl/emulator'

const minute = 60_000
const hour = 60 * minute

const past: { goal: string; scenario: ScenarioName; age: number }[] = [
  { goal: 'Weekly lantern prices', scenario: 'success', age: 26 * hour },
  { goal: 'Extract plan prices', scenario: 'failed-system', age: 3 * hour },
  { goal: 'All FAQ entries', scenario: 'cancelled', age: 2 * hour },
  { goal: 'Find the price of the Harbor lantern', scenario: 'goal-failed', age: hour },
  { goal: 'First ten products with name, price and stock', scenario: 'success', age: 12 * minute },
]

/** A dashboard that has been in use for a day. */
export function seedRuns(emulator: Emulator) {
  for (const { goal, scenario, age } of past) {
    emulator.runs.start({ url: 'https://tidewater.example/', goal, scenario, age })
  }
}
