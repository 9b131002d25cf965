import type { RunError } from '../script/script.js'

const help = {
  help_url: 'https://docs.tinyfish.ai/prompting-guide',
  help_message: 'See the prompting guide for goals that agents reach more often.',
}

export const system: RunError = {
  code: 'TIMEOUT',
  message: 'The browser stopped responding',
  category: 'SYSTEM_FAILURE',
}

// The code is in lower case on purpose: TinyFish publishes both spellings, so both are played.
export const systemRetry: RunError = {
  code: 'service_busy',
  message: 'No browser was free',
  category: 'SYSTEM_FAILURE',
  retry_after: 30,
}

export const agent: RunError = {
  code: 'SITE_BLOCKED',
  message: 'The site did not let the agent in',
  category: 'AGENT_FAILURE',
  ...help,
}

export const agentRetry: RunError = {
  code: 'MAX_STEPS_EXCEEDED',
  message: 'The agent used all its steps',
  category: 'AGENT_FAILURE',
  retry_after: 30,
  ...help,
}

export const billing: RunError = {
  code: 'INSUFFICIENT_CREDITS',
  message: 'The credit ran out during the run',
  category: 'BILLING_FAILURE',
  help_url: 'https://agent.tinyfish.ai/billing',
}

export const billingRetry: RunError = { ...billing, retry_after: 30 }

export const unknown: RunError = {
  message: 'An unexpected error occurred',
  category: 'UNKNOWN',
}

export const unknownRetry: RunError = { ...unknown, retry_after: 30 }
