/** Which runs are read first when more are due than one request can hold. */
export type PollPriority = 'high' | 'normal' | 'low'

/** What has to be known of somebody who shows a run, in the words of react-query. */
export interface RunObserver {
  readonly options: {
    readonly enabled?: unknown
    readonly meta?: { readonly priority?: unknown } | undefined
  }
}

/** The important ones first. */
const priorities: readonly PollPriority[] = ['high', 'normal', 'low']

/** How important a run is now, to the one who needs it most. A host's own observer may not say. */
export function getPollPriority(observers: readonly RunObserver[]): PollPriority {
  const wanted = new Set(
    observers
      .filter(({ options }) => options.enabled !== false)
      .map(({ options }) => options.meta?.priority),
  )
  return priorities.find((priority) => wanted.has(priority)) ?? 'normal'
}
