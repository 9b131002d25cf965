import { base64url } from 'jose'

/**
 * Makes the tag of what a viewer is shown. It is made of that alone, so that it tells nothing about the
 * fields that only other viewers see. It is weak, because proxies that compress make it weak anyway.
 */
export async function createEtag(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return `W/"${base64url.encode(new Uint8Array(hash, 0, 16))}"`
}

/** Tells whether the viewer has what belongs to a tag already. */
export function isEtagKnown({ headers }: Request, etag: string): boolean {
  const known = headers.get('If-None-Match')?.split(',') ?? []
  return known.some((tag) => stripWeakMark(tag) === stripWeakMark(etag))
}

function stripWeakMark(etag: string): string {
  return etag.trim().replace(/^W\//, '')
}
