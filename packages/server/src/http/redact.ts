const REPLACEMENT = '[redacted]'

/** Patterns of what must not get into a log, whoever wrote the text. */
const secretPatterns = [
  // Headers with their values, as inspected objects and error texts show them.
  /\b(authorization|x-api-key|cookie|set-cookie)\b["']?\s*[:=]\s*[^\r\n,}]+/gi,
  // Tokens in the shape of a JWT, and API keys.
  /\beyJ[\w-]*\.[\w-]+\.[\w-]*/g,
  /\bsk-[\w-]+/g,
]

/**
 * Finds URLs, of which only the origin is kept: paths of streaming URLs and queries are secrets, and so is the
 * password in the URL of a Redis.
 */
const URL_PATTERN =
  /\b([a-z][a-z0-9+.-]*:\/\/)(?:[^\s/?#"'@]*@)?([^\s/?#"'<>]+)(?:[/?#][^\s"'<>)]*)?/gi

/**
 * Takes out of a text what must not get into a log: the API key, other keys and tokens, headers that
 * hold them, and all of a URL but its origin.
 */
export function redact(text: string, apiKey: string): string {
  return secretPatterns.reduce(
    (redacted, pattern) => redacted.replace(pattern, REPLACEMENT),
    redactKey(text, apiKey).replace(URL_PATTERN, '$1$2'),
  )
}

/**
 * Takes only the API key out of a text. This is for answers, which may rightly hold other text that
 * looks like a key.
 */
export function redactKey(text: string, apiKey: string): string {
  // A key of less than 8 characters comes from a test. Replacing it would also hit innocent words.
  return apiKey.length < 8 ? text : text.replaceAll(apiKey, REPLACEMENT)
}

/**
 * Makes a redacted copy of an error for a log. Only the name, the message, the stack and the causes are
 * copied, because the error of a `fetch` may carry the request, and the request the key.
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
