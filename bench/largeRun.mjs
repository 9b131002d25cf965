const text = JSON.stringify({
  run_id: 'large',
  status: 'RUNNING',
  result: Array.from({ length: 100_000 }, (_, index) => ({
    id: index,
    name: `Product number ${index}`,
    price: index / 100,
    inStock: index % 3 === 0,
    note: 'in the warehouse',
  })),
})

/**
 * Answers reads of a run of 10 MB, which is called `large` and never changes.
 *
 * @param {Request} request
 */
export function answerLargeRun(request) {
  if (!new URL(request.url).pathname.endsWith('/runs/large')) return undefined
  const headers = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', ETag: '"1"' }
  const isKnown = request.headers.get('If-None-Match') === headers.ETag
  return new Response(isKnown ? null : text, { status: isKnown ? 304 : 200, headers })
}
