import { findText } from './findText.js'
import { isRecord, text, wireObject } from './wire.js'

/** What the API says about an error, as far as it could be read. */
export interface ErrorBody {
  /** A code such as `INVALID_INPUT`. */
  code: string | null
  message: string | null
}

const errorSchema = wireObject({ code: text, errorCode: text })

/**
 * Reads the body of an answer that is not a success. Never throws: what cannot be read is `null`.
 *
 * @see https://docs.tinyfish.ai/error-codes
 */
export function parseErrorBody(json: unknown): ErrorBody {
  const error = isRecord(json) && isRecord(json.error) ? json.error : json
  const { code, errorCode } = errorSchema.parse(isRecord(error) ? error : {})
  return {
    code: code ?? errorCode,
    message: findText(error, ['message', 'error', 'details']) || null,
  }
}
