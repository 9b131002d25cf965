import { createWebHandler } from '../src/handler/webHandler.js'
import { createEventAnswer } from '../src/http/answer.js'
import type { Picker } from '../src/fields/project.js'
import { toNodeHandler } from '../src/node.js'
import type { PushViewer } from '../src/routes/push.js'
import { openPushSource } from '../src/routes/push.js'
import { createMemoryStore } from '../src/store/memoryStore.js'
import type { RunFeed } from '../src/feed/runFeed.js'
import { createRunFeed } from '../src/feed/runFeed.js'
import { listen } from './startHandler.js'
import { watchEvents } from './watchEvents.js'

/** A feed whose one run is whatever the test says, and a port where viewers with given rights watch. */
export async function startPush({
  project = (run) => ({ ...run }),
  ...viewer
}: Partial<PushViewer> & { project?: Picker } = {}) {
  let fields: Record<string, unknown> = { status: 'RUNNING' }
  let reads = 0
  const feed: RunFeed = createRunFeed({
    upstream: {
      async readJson({ body }) {
        reads += 1
        const { run_ids: runIds } = body as { run_ids: string[] }
        return { data: runIds.map((run_id) => ({ run_id, ...fields })), not_found: [] }
      },
    },
    store: createMemoryStore(),
    pollInterval: 40,
    maxPollRate: 1_000,
    redactKey: (text) => text,
    report: () => undefined,
  })
  const rights: PushViewer = {
    getPickers: async (runIds) => runIds.map(() => project),
    ...viewer,
  }
  const handle = toNodeHandler(
    createWebHandler(async (request) =>
      createEventAnswer(await openPushSource(request, feed, rights)),
    ),
  )
  let open = 0
  const origin = await listen((request, response) => {
    open += 1
    response.once('close', () => {
      open -= 1
    })
    handle(request, response)
  })
  const url = `${origin}/runs/events?ids=`
  return {
    feed,
    url,
    /** Gives the number of streams that are still open on the server. */
    getOpen: () => open,
    change: (next: Record<string, unknown>) => {
      fields = { ...fields, ...next }
    },
    getReads: () => reads,
    watch: (ids = 'run_1', headers?: Record<string, string>) => watchEvents(url + ids, headers),
  }
}
