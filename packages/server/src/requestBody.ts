import { HandlerError } from './handlerError.js'
import { readBytes } from './readBytes.js'

/** Reads the JSON body of a viewer's request. */
export async function readRequestJson(request: Request, maxBytes: number): Promise<unknown> {
  const tooLarge = () => new HandlerError('REQUEST_TOO_LARGE')
  if (Number(request.headers.get('Content-Length')) > maxBytes) throw tooLarge()
  const bytes = await readBytes(request.body, maxBytes)
  if (!bytes) throw tooLarge()
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    throw new HandlerError('INVALID_INPUT', { message: 'The body is not JSON.' })
  }
}
