import { FishbowlError, isRunId } from '@fishbowl/core'

import type { RunFeed } from '../feed/runFeed.js'
import { isRecord } from '../fields/pick.js'
import type { Answer } from '../http/answer.js'
import { createJsonAnswer } from '../http/answer.js'
import { HandlerError } from '../http/handlerError.js'

/**
 * Takes a webhook as a hint that a run has changed. Nothing in it is believed: the run is read again,
 * if anybody watches it.
 *
 * @see https://docs.tinyfish.ai/webhooks
 */
export async function answerWebhook(
  request: Request,
  feed: RunFeed,
  secret: string | undefined,
  readBody: () => Promise<unknown>,
): Promise<Answer> {
  const [signature = '', name = ''] = new URL(request.url).pathname.split('/').reverse()
  if (secret === undefined || !(await isSigned(name, signature, secret))) {
    throw new HandlerError('NOT_FOUND')
  }
  const body = await readBody()
  if (!isRecord(body) || !isRunId(body.run_id)) throw new HandlerError('INVALID_INPUT')
  feed.refresh(body.run_id)
  return createJsonAnswer('{}')
}

export interface WebhookOptions {
  /** The URL of your handler as TinyFish reaches it, such as `https://example.com/api/fishbowl`. */
  endpoint: string
  /** At least 32 characters that nobody can guess. The same in all processes. */
  secret: string
}

/**
 * Makes the `webhook_url` of one run. Its path is signed, so that nobody else can make one.
 *
 * @throws {FishbowlError} `invalid_input` when the endpoint is not an https URL or the secret is short.
 * @example
 * await client.startRun({ url, goal, webhookUrl: await createWebhookUrl({ endpoint, secret }) })
 */
export async function createWebhookUrl(options: WebhookOptions): Promise<string> {
  const { endpoint, secret } = checkWebhooks(options)
  const name = crypto.randomUUID()
  const bytes = await crypto.subtle.sign('HMAC', await importKey(secret), encode(name))
  const signature = toBase64Url(new Uint8Array(bytes))
  return `${endpoint.replace(/\/+$/, '')}/webhooks/${name}/${signature}`
}

/** Tells whether the path of a webhook is one that `createWebhookUrl` made. */
export async function isSigned(name: string, signature: string, secret: string): Promise<boolean> {
  const bytes = fromBase64Url(signature)
  return (
    bytes !== null &&
    // Compares in constant time.
    (await crypto.subtle.verify('HMAC', await importKey(secret), bytes, encode(name)))
  )
}

/** Checks what a host wrote, without a quotation. */
export function checkWebhooks(options: WebhookOptions): WebhookOptions {
  const { endpoint, secret } = options
  const isUrl = typeof endpoint === 'string' && URL.canParse(endpoint)
  if (!isUrl || new URL(endpoint).protocol !== 'https:') {
    fail('an `endpoint` that is not an https URL. Write where TinyFish reaches your handler.')
  }
  if (typeof secret !== 'string' || secret.length < 32) {
    fail('a `secret` that is too short. Write at least 32 characters that nobody can guess.')
  }
  return options
}

function importKey(secret: string): Promise<CryptoKey> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  return crypto.subtle.importKey('raw', encode(secret), algorithm, false, ['sign', 'verify'])
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
    return Uint8Array.from(binary, (character) => character.charCodeAt(0))
  } catch {
    return null
  }
}

function fail(what: string): never {
  throw new FishbowlError({ code: 'invalid_input', message: `Webhooks were given ${what}` })
}
