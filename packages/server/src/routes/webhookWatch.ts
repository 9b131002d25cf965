import { HandlerError } from '../http/handlerError.js'

/** Milliseconds from the end of a run until its webhook must have come. */
const PATIENCE = 60_000
/** Runs whose webhook is waited for. The oldest gives way to another one. */
const MAX_AWAITED = 1_000

/** Notices that TinyFish cannot reach the handler: a run has ended and no webhook came. */
export interface WebhookWatch {
  /** A run was started with a webhook. */
  expect(runId: string): void
  /** A run has been seen to have ended. */
  end(runId: string): void
  /** A webhook has come. */
  come(runId: string): void
}

export function createWebhookWatch(report: (error: HandlerError) => void): WebhookWatch {
  const awaited = new Map<string, NodeJS.Timeout | null>()

  function come(runId: string) {
    clearTimeout(awaited.get(runId) ?? undefined)
    awaited.delete(runId)
  }

  return {
    expect(runId) {
      awaited.set(runId, null)
      // A Map keeps the order of insertion.
      const [oldest] = awaited.keys()
      if (awaited.size > MAX_AWAITED && oldest !== undefined) come(oldest)
    },
    end(runId) {
      if (awaited.get(runId) !== null) return
      const timer = setTimeout(() => {
        awaited.delete(runId)
        report(createSilenceError())
      }, PATIENCE)
      timer.unref()
      awaited.set(runId, timer)
    },
    come,
  }
}

function createSilenceError(): HandlerError {
  return new HandlerError('NOT_FOUND', {
    message: 'A run has ended, and no webhook of TinyFish came within a minute.',
    advice:
      'Look whether `webhooks.endpoint` is the URL of this handler as the internet reaches it, and whether a firewall or a login stands before it. Until then ends are found by reading.',
  })
}
