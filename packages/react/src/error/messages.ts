/** What `RunError` says, and what it advises. */
export const failureMessages = {
  failedTitle: 'The run failed',
  failedTitleForCustomer: 'This did not work',
  failedUnknown: 'The cause is not known. Running it again might help.',
  failedUnknownForCustomer: 'The cause is not known. It might work the next time.',
  failedSystemTitle: 'TinyFish had a problem',
  failedSystemTitleForCustomer: 'A technical problem got in the way',
  failedSystem: 'It was not your fault. Running it again usually helps.',
  failedSystemForCustomer: 'It was not because of you. It usually works the next time.',
  failedAgentTitle: 'The agent could not do this',
  failedAgentTitleForCustomer: 'This could not be done',
  failedAgent: 'Change the goal, the start page or the browser profile.',
  failedAgentForCustomer: 'The website could not be used as planned. It was not because of you.',
  failedBillingTitle: 'The account cannot pay for this run',
  failedBillingTitleForCustomer: 'This could not be carried out',
  failedBilling: 'Add credit, then run it again.',
  failedBillingForCustomer: 'It was not because of you. Those who offer this service have to act.',
  failedHelpLink: (host: string) => `Help on ${host}`,
  profileHintAuthWall: 'The site wants visitors to sign in. A browser profile can be signed in.',
  profileHintBotChallenge:
    'The site checks whether its visitors are people. A browser profile might get through.',
  profileHintOther: (reason: string) =>
    reason ? `A browser profile might help: ${reason}` : 'A browser profile might help.',
  profileHintLink: (host: string) => `Set up a profile on ${host}`,
}

export type FailureMessages = typeof failureMessages
