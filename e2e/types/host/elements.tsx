import '@fishbowl/element'
import type {} from '@fishbowl/element/react'
import { loadWhenNear } from '@fishbowl/element/shell'

loadWhenNear(() => import('@fishbowl/element/fishbowl.js'))

const run = document.querySelector('fishbowl-run')
if (run) run.getToken = async () => null
document.addEventListener('fishbowl-outcome', (event) => event.target)

export const page = (
  <main>
    <fishbowl-run run-id="id" can-cancel="false" className="report" />
    <fishbowl-run-list endpoint="/api/fishbowl" />
  </main>
)
