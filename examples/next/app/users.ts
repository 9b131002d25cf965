import type { RunScope } from '@fishbowl/server'

interface User {
  id: string
  runs: string[]
  may: true | RunScope[]
}

/** Stands for your own sign-in and database: who is there, which runs are theirs, what they may do with any run. */
const users = new Map<string, User>([
  ['session=ann', { id: 'ann', runs: [], may: true }],
  ['session=bob', { id: 'bob', runs: [], may: ['run:read'] }],
])

export function findUser(cookie: string | null): User | null {
  return users.get(cookie ?? '') ?? null
}
