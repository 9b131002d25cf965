const REPLACEMENT = '[redacted]'

/** Matches what is never for a log, whoever wrote the text. */
const SECRETS = [
  // Headers with their values, as inspected objects and error texts show them.
  /\b(authorization|x-api-key|cookie|set-cookie)\b["']?\s*[:=]\s*[^\r\n,}]+/gi,
  // Tokens in the shape of a JWT, and API keys.
  /\beyJ[\w-]*\.[\w-]+\.[\w-]*/g,
  /\bsk-[\w-]+/g,
]

/** A URL keeps its origin: a streaming URL is a secret as a whole, and any query may hold one. */
const URLS = /\b((?:https?|wss?):\/\/)(?:[^\s/?#"'@]*@)?([^\s/?#"'<>]+)(?:[/?#][^\s"'<>)]*)?/gi

/**
 * Takes out of a text what must not get into a log: the API key, other keys and tokens, headers that
 * hold them, and all of a URL but its origin.
 */
export function redact(text: string, apiKey: string): string {
  return SECRETS.reduce(
    (redacted, secret) => redacted.replace(secret, REPLACEMENT),
    redactKey(text, apiKey).replace(URLS, '$1$2'),
  )
}

/** Takes only the API key out, for answers: these may hold other text that looks like a key. */
export function redactKey(text: string, apiKey: string): string {
  // A shorter one is a stand-in from a test, and would take innocent words with it.
  return apiKey.length < 8 ? text : text.replaceAll(apiKey, REPLACEMENT)
}

/**
 * Copies an error for a log, redacted. Only what says what happened is copied: an error of a `fetch`
 * may carry the request, and with it the key.
 */
export function redactError(error: unknown, apiKey: string, depth = 3): Error {
  if (!(error instanceof Error)) return new Error(`${typeof error} was thrown`)
  const cause = error.cause instanceof Error && depth > 0 ? error.cause : undefined
  const copy = new Error(
    redact(error.message, apiKey),
    cause && { cause: redactError(cause, apiKey, depth - 1) },
  )
  copy.name = redact(error.name, apiKey)
  copy.stack = redact(error.stack ?? '', apiKey)
  return copy
}
