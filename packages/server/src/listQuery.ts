import { HandlerError } from './handlerError.js'

const PARAMETERS = [
  'status',
  'goal',
  'created_after',
  'created_before',
  'sort_direction',
  'cursor',
  'limit',
]

/**
 * Copies the documented parameters of a list; others, such as tokens, stay here.
 *
 * @see https://docs.tinyfish.ai/api-reference/runs/list-runs
 */
export function pickListQuery(parameters: URLSearchParams): URLSearchParams {
  const query = new URLSearchParams()
  for (const name of PARAMETERS) {
    const value = parameters.get(name)
    if (value) query.set(name, value)
  }
  if ((query.get('goal')?.length ?? 0) > 500) {
    throw new HandlerError('INVALID_INPUT', { message: '`goal` is longer than 500 characters.' })
  }
  return query
}
