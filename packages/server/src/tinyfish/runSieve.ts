/** How deep the fields of a run lie in a list: `{"data":[{`. */
const RUN_DEPTH = 3
/** Bytes of a field that is kept. No id, status or time is nearly as long. */
const MAX_FIELD = 64 * 1024
/** Bytes of all that is kept of a list. */
const MAX_KEPT = 1024 * 1024

/** The signs that JSON is built of. None of these bytes is part of another letter in UTF-8. */
const sign = {
  quote: 0x22,
  backslash: 0x5c,
  colon: 0x3a,
  comma: 0x2c,
  openList: 0x5b,
  closeList: 0x5d,
  openRecord: 0x7b,
  closeRecord: 0x7d,
}
const nothing = new TextEncoder().encode('null')

/**
 * Keeps what is short of a list of runs that is too large to be held: in place of a longer field of a run
 * stands `null`. So a list can be gone through behind a run that no answer has room for.
 */
export function createRunSieve() {
  const kept = new Uint8Array(MAX_KEPT)
  let size = 0
  let depth = 0
  let isString = false
  let isEscaped = false
  /** Where the field that is being read begins in what is kept, and how many bytes it has. */
  let field: { start: number; length: number } | null = null

  function endField() {
    if (field && field.length > MAX_FIELD) {
      kept.set(nothing, field.start)
      size = field.start + nothing.length
    }
    field = null
  }

  function take(byte: number) {
    if (isString) {
      if (byte === sign.quote && !isEscaped) isString = false
      isEscaped = byte === sign.backslash && !isEscaped
    } else if (byte === sign.quote) isString = true
    else if (byte === sign.openList || byte === sign.openRecord) depth += 1
    else if (byte === sign.closeList || byte === sign.closeRecord) depth -= 1
    const isBetween =
      !isString && (depth < RUN_DEPTH || (depth === RUN_DEPTH && byte === sign.comma))
    if (field && isBetween) endField()
    if (field && (field.length += 1) > MAX_FIELD) return
    kept[size++] = byte
    if (!isString && depth === RUN_DEPTH && byte === sign.colon) field = { start: size, length: 0 }
  }

  return {
    /** Goes through the next bytes of the text. Says no when there is more to be kept than fits. */
    add: (bytes: Uint8Array): boolean => {
      for (const byte of bytes) {
        if (size > MAX_KEPT - nothing.length) return false
        take(byte)
      }
      return true
    },
    /** What was kept. It is JSON if the whole text was. */
    end: (): Uint8Array => kept.subarray(0, size),
  }
}
