import { FishbowlError } from '@fishbowl/core'
import { parseUrl } from '@fishbowl/core/internal'

/** Where TinyFish reaches the handler, and the secret that signs the address. */
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

/** Tells whether `createWebhookUrl` made a path with this name and this signature. */
export async function isSigned(name: string, signature: string, secret: string): Promise<boolean> {
  const bytes = fromBase64Url(signature)
  return (
    bytes !== null &&
    // It compares in constant time, so that nobody can guess a signature letter by letter.
    (await crypto.subtle.verify('HMAC', await importKey(secret), bytes, encode(name)))
  )
}

/**
 * Checks the options that a host wrote. No message quotes what is wrong, because it may be the secret.
 *
 * @throws {FishbowlError} `invalid_input` when they are not usable.
 */
export function checkWebhooks(options: WebhookOptions): WebhookOptions {
  const { endpoint, secret } = options
  const url = typeof endpoint === 'string' ? parseUrl(endpoint) : undefined
  if (url?.protocol !== 'https:') {
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
