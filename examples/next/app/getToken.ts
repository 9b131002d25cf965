let token: string | null = null

/** Keeps the token until the handler refuses it, which it does after a quarter of an hour. */
export async function getToken({ renew }: { renew: boolean }): Promise<string | null> {
  if (token === null || renew) {
    const response = await fetch('/api/customer-token', { method: 'POST' })
    token = response.ok ? await response.text() : null
  }
  return token
}
