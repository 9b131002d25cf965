import '@fishbowl/element'
import './dashboard.css'
import './elements.css'

const list = document.querySelector('fishbowl-run-list')!
const viewer = document.querySelector('fishbowl-run')!

viewer.allowInsecureLocalhost = import.meta.env.EMULATOR
list.addEventListener('fishbowl-select', (event) => {
  viewer.runId = (event as CustomEvent<{ runId: string | null }>).detail.runId
})
