'use client'

import type {
  FishbowlClient,
  FishbowlErrorCode,
  RunOutcome,
  StreamPolicy,
  StreamRefusal,
} from '@fishbowl/core'
import { FishbowlError } from '@fishbowl/core'
import type { ReactElement } from 'react'
import { createContext, useContext } from 'react'

/** A panel of `RunViewer`, which can fail without the others. */
export type PanelName = 'summary' | 'live_view' | 'result' | 'error' | 'recording' | 'steps'

/** What `onEvent` is told. An event never carries a URL, a token or anything that a web page wrote. */
export type FishbowlEvent =
  | { type: 'outcome'; runId: string; outcome: RunOutcome['type'] }
  | { type: 'read_failed'; runId: string; code: FishbowlErrorCode }
  | { type: 'cancel_failed'; runId: string; code: FishbowlErrorCode }
  | { type: 'live_view_mounted'; runId: string }
  | { type: 'live_view_loaded'; runId: string }
  | { type: 'live_view_blocked'; runId: string; directive: string; origin: string }
  | { type: 'live_view_same_origin'; runId: string }
  | { type: 'live_view_focus_stolen'; runId: string; count: number }
  | { type: 'live_view_refused'; runId: string; reason: StreamRefusal; host: string | undefined }
  | { type: 'live_view_expired'; runId: string }
  | { type: 'panel_failed'; runId: string; panel: PanelName }

/** Whom to ask: a link of the host's (`https:`, `mailto:`, `tel:` or a path), a text, or an element. */
export type Support = { href: string; label?: string | undefined } | string | ReactElement

export interface FishbowlContextValue {
  client: FishbowlClient | null
  /** Lets an event stream tell of the runs that were started with one. */
  followStarted: () => void
  /**
   * The texts that the host replaces, by their names. The type says no more, or every component would
   * depend on the texts of all the others.
   */
  messages: object | undefined
  locale: string | undefined
  appearance: 'light' | 'dark' | undefined
  streamPolicy: StreamPolicy
  liveFrameBudget: number
  liveViewTtl: number | undefined
  support: Support | undefined
  onEvent: (event: FishbowlEvent) => void
}

export const FishbowlContext = createContext<FishbowlContextValue>({
  client: null,
  followStarted: () => {},
  messages: undefined,
  locale: undefined,
  appearance: undefined,
  streamPolicy: {},
  liveFrameBudget: 4,
  liveViewTtl: undefined,
  support: undefined,
  onEvent: () => {},
})

/**
 * The settings of the provider. Without a provider they are the English texts and the default policy,
 * with which most components work, too.
 */
export function useFishbowl(): FishbowlContextValue {
  return useContext(FishbowlContext)
}

/**
 * The client of the provider.
 *
 * @param caller The name that the error message gives, such as `useRun`.
 * @throws {FishbowlError} `invalid_input` outside a provider.
 */
export function useClient(caller: string): FishbowlClient {
  const { client } = useFishbowl()
  if (client) return client
  const advice = hasProviderOfAnotherCopy()
    ? 'The page has two copies of @fishbowl/react, and the provider may be of the other one: see `npm ls @fishbowl/react`.'
    : 'Wrap your app in <FishbowlProvider endpoint="/api/fishbowl">.'
  throw new FishbowlError({
    code: 'invalid_input',
    message: `${caller} was called outside <FishbowlProvider>. It needs a client to load runs. ${advice}`,
  })
}

/** Where each copy of the package on a page notes that a provider of its own has been rendered. */
const providedContexts = Symbol.for('fishbowl.providedContexts')

/** Notes that a provider of this copy of the package has been rendered. */
export function noteProvider(): void {
  getProvidedContexts().add(FishbowlContext)
}

function hasProviderOfAnotherCopy(): boolean {
  return [...getProvidedContexts()].some((context) => context !== FishbowlContext)
}

function getProvidedContexts(): Set<unknown> {
  const shared = globalThis as { [providedContexts]?: Set<unknown> }
  return (shared[providedContexts] ??= new Set())
}
