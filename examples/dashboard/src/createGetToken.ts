/** Makes a `getToken` for one run, which keeps its token until the handler refuses it. */
export function createGetToken(runId: string) {
  let token: string | null = null
  return async ({ renew }: { renew: boolean }): Promise<string | null> => {
    if (token === null || renew) {
      const response = await fetch(`/api/customer-token/${runId}`, { method: 'POST' })
      token = response.ok ? await response.text() : null
    }
    return token
  }
}
