import { parseRun } from '@fishbowl/core'

/** Stands where the decorator puts the run of the story's scenario. */
export const placeholder = parseRun({ run_id: 'placeholder', status: 'PENDING' })
