import type { ByteSource } from './byteSource.js'

/**
 * What a request is answered with. Where the handler stands on Web standards a `Response` is made of it;
 * Node writes it as it is, in a fraction of the time.
 */
export interface Answer {
  status: number
  headers: Record<string, string>
  body: string | Uint8Array<ArrayBuffer> | ByteSource | null
}
