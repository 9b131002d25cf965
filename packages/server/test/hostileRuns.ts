/** Writes an array that is nested so many levels deep. */
export const nest = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`

/** What one page can make of the one run that reads it, as TinyFish would pass it on. */
export const hostileFields: [name: string, fields: string][] = [
  ['a result nested 4,122 deep', `"result":${nest(4_122)}`],
  ['a result nested 100,000 deep', `"result":${nest(100_000)}`],
  ['an object nested 50,000 deep', `"result":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`],
  ['a deep result in the older field', `"result_json":${JSON.stringify(nest(4_122))}`],
  ['a deep schema', `"output_schema":${nest(100_000)}`],
  ['steps in steps, 100,000 deep', `"steps":${nest(100_000)}`],
  ['deep errors of the schema', `"schema_validation":{"valid":false,"errors":${nest(100_000)}}`],
  ['a deep error', `"error":${nest(100_000)}`],
  ['depth where text belongs', `"goal":${nest(100_000)},"streaming_url":${nest(9_000)}`],
  ['a key that is a prototype', '"result":{"__proto__":{"toJSON":1},"constructor":null}'],
  ['a key that would be called', '"result":{"toJSON":{"call":1}},"toJSON":"x"'],
  ['broken letters', '"result":"\\ud800\\u0000","goal":"\\udfff"'],
]

/** TinyFish, for which `bad` is a run with these fields and all others are good. */
export function createUpstream(fields: string) {
  const item = (runId: string) =>
    `{"run_id":"${runId}","status":"COMPLETED",${runId === 'bad' ? fields : '"result":1'}}`
  return async (request: Request) => {
    const name = new URL(request.url).pathname.split('/').at(-1) ?? ''
    const getItems = async () => {
      if (name !== 'batch') return ['good_1', 'bad', 'good_2']
      return ((await request.json()) as { run_ids: string[] }).run_ids
    }
    const isMany = name === 'batch' || name === 'runs'
    const text = isMany ? `{"data":[${(await getItems()).map(item).join()}]}` : item(name)
    return new Response(text, { headers: { 'Content-Type': 'application/json' } })
  }
}
