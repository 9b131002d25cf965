/** What `RunError` says, and what it advises. */
export const failureMessages = {
  failedTitle: 'The run failed',
  failedUnknown: 'The cause is not known. Running it again may help.',
  failedSystemTitle: 'TinyFish had a problem',
  failedSystem: 'It was not your fault. Running it again usually helps.',
  failedAgentTitle: 'The agent could not do this',
  failedAgent: 'Change the goal, the start page or the browser profile.',
  failedBillingTitle: 'The account cannot pay for this run',
  failedBilling: 'Add credit, then run it again.',
  failedHelpLink: (host: string) => `Help on ${host}`,
  profileHintAuthWall: 'The site wants visitors to sign in. A browser profile can be signed in.',
  profileHintBotChallenge:
    'The site checks whether its visitors are people. A browser profile may get through.',
  profileHintOther: (reason: string) =>
    reason ? `A browser profile may help: ${reason}` : 'A browser profile may help.',
  profileHintLink: (host: string) => `Set up a profile on ${host}`,
}

export type FailureMessages = typeof failureMessages
