import type { DefineComponent } from 'vue'

import type {
  FishbowlEvents,
  FishbowlRunListProperties,
  FishbowlRunProperties,
} from './properties.js'

type CamelCase<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<CamelCase<Rest>>}`
  : Name

/** What templates make of `@fishbowl-outcome`. */
type Listeners = {
  [Name in keyof FishbowlEvents as `on${Capitalize<CamelCase<Name>>}`]?: (
    event: FishbowlEvents[Name],
  ) => void
}

declare module 'vue' {
  interface GlobalComponents {
    'fishbowl-run': DefineComponent<FishbowlRunProperties & Listeners>
    'fishbowl-run-list': DefineComponent<FishbowlRunListProperties & Listeners>
  }
}
