import type { HTMLAttributes } from 'svelte/elements'

import type { FishbowlRun, FishbowlRunList } from '@fishbowl/element'
import type {
  FishbowlEvents,
  FishbowlRunListProperties,
  FishbowlRunProperties,
} from './properties.js'

type Listeners = {
  [Name in keyof FishbowlEvents as `on${Name}`]?: (event: FishbowlEvents[Name]) => void
}

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'fishbowl-run': HTMLAttributes<FishbowlRun> & FishbowlRunProperties & Listeners
    'fishbowl-run-list': HTMLAttributes<FishbowlRunList> & FishbowlRunListProperties & Listeners
  }
}
