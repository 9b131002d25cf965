import type { DetailedHTMLProps, HTMLAttributes } from 'react'

import type { FishbowlRun, FishbowlRunList } from '@fishbowl/element'
import type { FishbowlRunListProperties, FishbowlRunProperties } from './properties.js'

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'fishbowl-run': DetailedHTMLProps<HTMLAttributes<FishbowlRun>, FishbowlRun> &
        FishbowlRunProperties
      'fishbowl-run-list': DetailedHTMLProps<HTMLAttributes<FishbowlRunList>, FishbowlRunList> &
        FishbowlRunListProperties
    }
  }
}
