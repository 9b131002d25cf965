import type { FishbowlEvent } from '@fishbowl/react'
import type { FishbowlRun, FishbowlRunList } from '@fishbowl/element'

/** What a template may set: the properties, and the attributes with their dashes. */
type Settable<Element> = Partial<Omit<Element, keyof HTMLElement | 'getValue' | 'setValue'>> &
  Record<`${string}-${string}`, unknown>

export interface FishbowlEvents {
  'fishbowl-outcome': CustomEvent<{ runId: string; outcome: string }>
  'fishbowl-settled': CustomEvent<{ runId: string; outcome: string }>
  'fishbowl-run-again': CustomEvent<{ runId: string }>
  'fishbowl-edit-goal': CustomEvent<{ runId: string }>
  'fishbowl-add-credit': CustomEvent<{ runId: string }>
  'fishbowl-request-access': CustomEvent<{ runId: string }>
  'fishbowl-sign-in': CustomEvent<{ runId?: string }>
  'fishbowl-select': CustomEvent<{ runId: string | null }>
  'fishbowl-filter-change': CustomEvent<{ filter: object }>
  'fishbowl-columns-change': CustomEvent<{ columns: readonly string[] }>
  'fishbowl-event': CustomEvent<FishbowlEvent>
}

export type FishbowlRunProperties = Settable<FishbowlRun>
export type FishbowlRunListProperties = Settable<FishbowlRunList>
