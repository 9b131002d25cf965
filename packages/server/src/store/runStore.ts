/**
 * What the processes of a server share: the last state of runs, who reads them, news, and how
 * much each viewer has asked for.
 *
 * `createMemoryStore` serves one process; `createRedisStore` of `@fishbowl/server/redis` any number.
 * Times to live are milliseconds. A method rejects when the store cannot be reached, and does so
 * soon: the handler then goes on without it, but lets nobody in whose rights it cannot look up.
 *
 * Several accounts may share one store: a handler puts a hash of its API key and base URL before each key
 * and channel.
 */
export interface RunStore {
  /**
   * Whether one account alone uses the store, so that nothing is put before its keys.
   *
   * @default false
   */
  readonly isPrivate?: boolean | undefined
  /** Gives what was last set, or `null` when nothing was set or it has expired. */
  get(key: string): Promise<string | null>
  set(key: string, value: string, ttl: number): Promise<void>
  /** Counts one up and gives the count. The time to live begins with the first count. */
  increment(key: string, ttl: number): Promise<number>
  /** Takes a lease, or renews it. Tells whether the holder has it now. Only one holder can have it. */
  lease(key: string, holder: string, ttl: number): Promise<boolean>
  /** Gives a lease up early. Does nothing for somebody who does not hold it. */
  release(key: string, holder: string): Promise<void>
  /** Tells everybody who listens at this moment, the sender's own process too. */
  publish(channel: string, message: string): Promise<void>
  /** Listens, and gives the function that ends it. Messages may get lost. */
  subscribe(channel: string, listener: (message: string) => void): Promise<() => void>
}
