/**
 * Lets time pass where nothing can be waited for: to show that something does not happen, to count what
 * happens in a while, or to let something expire. Where something is to happen, wait for it.
 */
export function letPass(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })
}
