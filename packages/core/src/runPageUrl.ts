/**
 * Gives the address of a run's page in the TinyFish dashboard, which asks for a login there.
 *
 * @example
 * window.open(getRunPageUrl(run.runId), '_blank', 'noopener')
 */
export function getRunPageUrl(runId: string): string {
  return `https://agent.tinyfish.ai/runs/${encodeURIComponent(runId)}`
}
