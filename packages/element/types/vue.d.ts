import type { DefineComponent } from 'vue'

import type { FishbowlRunListProperties, FishbowlRunProperties } from './properties.js'

declare module 'vue' {
  interface GlobalComponents {
    'fishbowl-run': DefineComponent<FishbowlRunProperties>
    'fishbowl-run-list': DefineComponent<FishbowlRunListProperties>
  }
}
