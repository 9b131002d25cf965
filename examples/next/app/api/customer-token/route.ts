import { createViewerToken } from '@fishbowl/server'

import { tokens } from '../../tokens'
import { findUser } from '../../users'

export async function POST(request: Request): Promise<Response> {
  const user = findUser(request.headers.get('Cookie'))
  if (!user) return new Response(null, { status: 401 })
  const token = await createViewerToken(
    {
      subject: user.id,
      runs: user.runs.slice(-50),
      scope: ['run:read', 'run:result', 'run:steps'],
    },
    tokens,
  )
  return new Response(token, { headers: { 'Cache-Control': 'no-store' } })
}
