/**
 * Does a piece of work for each item, several at a time, in their order.
 *
 * @template T
 * @param {readonly T[]} items
 * @param {number} lanes how many at a time
 * @param {(item: T) => Promise<unknown>} work
 * @param {number} [pause] milliseconds from the start of one lane to that of the next, where work begins with a rush
 */
export async function inLanes(items, lanes, work, pause = 0) {
  const queue = items.values()
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      await new Promise((resolve) => setTimeout(resolve, lane * pause))
      for (const item of queue) await work(item)
    }),
  )
}
