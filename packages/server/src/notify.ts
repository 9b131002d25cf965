/** Tells a host's listener. One that throws or rejects must not fail the request. */
export function notify<T>(listener: ((value: T) => unknown) | undefined, value: T): void {
  new Promise((resolve) => {
    resolve(listener?.(value))
  }).catch(() => undefined)
}
