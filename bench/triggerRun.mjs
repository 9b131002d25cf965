/**
 * Tells trigger.dev's hook of a run, in the form that it checks. `undefined` for other requests.
 *
 * @param {Request} request
 * @param {(request: Request) => Promise<Response>} readRun answers in the form of the handler
 * @see https://trigger.dev/docs/management/runs/retrieve
 */
export async function answerTriggerRun(request, readRun) {
  const { origin, pathname } = new URL(request.url)
  const [, runId] = /^\/api\/v3\/runs\/([\w-]+)$/.exec(pathname) ?? []
  if (!runId) return undefined
  const response = await readRun(new Request(`${origin}/api/fishbowl/runs/${runId}`))
  const { status, result } = await response.json()
  const isExecuting = status === 'RUNNING'
  const isCancelled = status === 'CANCELLED'
  return Response.json({
    id: runId,
    status: isExecuting ? 'EXECUTING' : isCancelled ? 'CANCELED' : 'QUEUED',
    taskIdentifier: 'bench',
    isQueued: !isExecuting && !isCancelled,
    isExecuting,
    isWaiting: false,
    isCompleted: isCancelled,
    isSuccess: false,
    isFailed: false,
    isCancelled,
    isTest: false,
    createdAt: '2026-03-01T12:00:00Z',
    updatedAt: '2026-03-01T12:00:00Z',
    tags: [],
    costInCents: 0,
    baseCostInCents: 0,
    durationMs: 0,
    depth: 0,
    triggerFunction: 'trigger',
    output: result,
    relatedRuns: {},
    attemptCount: 1,
  })
}
