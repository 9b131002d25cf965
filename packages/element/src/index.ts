import { define } from './FishbowlElement.js'
import { FishbowlRun } from './FishbowlRun.js'
import { FishbowlRunList } from './FishbowlRunList.js'

define('fishbowl-run', FishbowlRun)
define('fishbowl-run-list', FishbowlRunList)

declare global {
  interface HTMLElementTagNameMap {
    'fishbowl-run': FishbowlRun
    'fishbowl-run-list': FishbowlRunList
  }
}

export { FishbowlRun, FishbowlRunList }
