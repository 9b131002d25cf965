/**
 * Does a piece of work for each item, several at a time, in their order.
 *
 * @template T
 * @param {readonly T[]} items
 * @param {number} lanes how many at a time
 * @param {(item: T) => Promise<unknown>} work
 */
export async function inLanes(items, lanes, work) {
  const queue = items.values()
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (const item of queue) await work(item)
    }),
  )
}
