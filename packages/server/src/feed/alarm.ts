/** Lets a loop sleep until something is due or happens. */
export interface Alarm {
  /** @param time Epoch milliseconds. */
  sleepUntil(time: number): Promise<void>
  /** Ends the sleep early. Does nothing when nobody sleeps. */
  ring(): void
}

export function createAlarm(): Alarm {
  let ring: () => void = () => undefined
  return {
    ring: () => ring(),
    sleepUntil: (time) =>
      new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, time - Date.now())
        ring = () => {
          clearTimeout(timer)
          resolve()
        }
      }),
  }
}
