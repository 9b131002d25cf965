import { base64url } from 'jose'

/**
 * Gives the tag of a text. It is weak, as proxies that compress make it so anyway; and of what the
 * viewer sees, so that the tag of another viewer tells nothing.
 */
export async function createEtag(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return `W/"${base64url.encode(new Uint8Array(hash, 0, 16))}"`
}

/** Tells whether a viewer has the text already that belongs to a tag. */
export function isEtagKnown({ headers }: Request, etag: string): boolean {
  const known = headers.get('If-None-Match')?.split(',') ?? []
  return known.some((tag) => strip(tag) === strip(etag))
}

function strip(etag: string): string {
  return etag.trim().replace(/^W\//, '')
}
