import { createRoot } from 'react-dom/client'
import { z } from 'zod'

/** What reads one run with the whole of zod. */
const Run = z.object({ run_id: z.string() })
const [runId = ''] = location.search.slice(1).split(',')
const response = await fetch(`/api/fishbowl/runs/${runId}`)
const run = Run.parse(await response.json())
createRoot(document.body.appendChild(document.createElement('main'))).render(run.run_id)
