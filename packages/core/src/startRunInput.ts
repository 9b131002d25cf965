import { FishbowlError } from './errors.js'

/**
 * What a run is to do, and how. Names are the API's in camelCase.
 *
 * @see https://docs.tinyfish.ai/api-reference/automation/run-browser-automation-asynchronously
 */
export interface StartRunInput {
  /** The page where the run begins: an absolute http(s) URL. */
  url: string
  /** What to do there, in plain words. */
  goal: string
  /** `stealth` for sites that turn automation away. @default 'lite' */
  browserProfile?: 'lite' | 'stealth' | undefined
  proxyConfig?: StartRunProxyConfig | undefined
  agentConfig?: StartRunAgentConfig | undefined
  captureConfig?: StartRunCaptureConfig | undefined
  /** JSON Schema (draft 07) of the wanted result; sent as it is. */
  outputSchema?: unknown
  /** An https URL that is told when the run ends. */
  webhookUrl?: string | undefined
  useVault?: boolean | undefined
  /** Vault items that the run may use, such as `cred:conn-abc:Work:item-123`. */
  credentialItemIds?: readonly string[] | undefined
  useProfile?: boolean | undefined
  profileId?: string | undefined
  /** A word that marks the run in TinyFish's statistics. */
  apiIntegration?: string | undefined
}

/** Where a run's browser comes from. */
export interface StartRunProxyConfig {
  enabled: boolean
  /** `custom` needs `url`. */
  type?: 'tetra' | 'custom' | undefined
  /** `US`, `GB`, `CA`, `DE`, `FR`, `JP` or `AU`. */
  countryCode?: string | undefined
  url?: string | undefined
  username?: string | undefined
  password?: string | undefined
}

/** How far a run's agent may go. */
export interface StartRunAgentConfig {
  mode?: 'default' | 'strict' | undefined
  /** 1 to 500. @default 150 */
  maxSteps?: number | undefined
  maxDurationSeconds?: number | undefined
  cursorStyle?: string | undefined
}

/** What is kept of a run. Each is off by default. */
export interface StartRunCaptureConfig {
  elements?: boolean | undefined
  snapshots?: boolean | undefined
  screenshots?: boolean | undefined
  recording?: boolean | undefined
  html?: boolean | undefined
}

/**
 * Turns the input of a start into the body that the API expects.
 *
 * @throws {FishbowlError} `invalid_input` when the goal is empty or the URL is not http(s).
 */
export function toStartRunBody(input: StartRunInput): Record<string, unknown> {
  if (typeof input.goal !== 'string' || input.goal.trim() === '') {
    throw new FishbowlError({
      code: 'invalid_input',
      message: 'A run needs a `goal`: say in plain words what it is to do.',
    })
  }
  if (!isWebUrl(input.url)) {
    throw new FishbowlError({
      code: 'invalid_input',
      message:
        'A run needs a `url` to begin at. Write an absolute one, such as https://example.com.',
    })
  }
  const { proxyConfig, agentConfig, captureConfig, ...fields } = input
  return snakeKeys({
    ...fields,
    proxyConfig: proxyConfig && snakeKeys(proxyConfig),
    agentConfig: agentConfig && snakeKeys(agentConfig),
    captureConfig: captureConfig && snakeKeys(captureConfig),
  })
}

function isWebUrl(url: unknown): boolean {
  try {
    return /^https?:$/.test(new URL(String(url)).protocol)
  } catch {
    return false
  }
}

function snakeKeys(fields: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value,
    ]),
  )
}
