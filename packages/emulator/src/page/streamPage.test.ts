import { Script } from 'node:vm'

import { describe, expect, it } from 'vitest'

import { renderStreamPage } from './streamPage.js'

/** Does what a browser does before it runs a script. */
const parseScript = (html: string) => {
  const script = /<script>([^]*)<\/script>/.exec(html)?.[1]
  return new Script(script ?? 'there is no script')
}

describe('renderStreamPage', () => {
  it.each(['websocket', 'local'] as const)('has a script that parses for %s', (frames) => {
    expect(() => parseScript(renderStreamPage({ frames }))).not.toThrow()
  })

  it('moves by itself for a page without a server', () => {
    const html = renderStreamPage({ frames: 'local' })
    const frames = /const frames = (\[.*\]), frameInterval/.exec(html)?.[1]
    const parsed: { t: number; action: string }[] = JSON.parse(frames ?? '')
    expect(parsed.length).toBeGreaterThan(100)
    expect(new Set(parsed.map(({ action }) => action)).size).toBe(6)
  })

  it.each(['ended', 'expired'] as const)('is plain and still for %s', (frames) => {
    const html = renderStreamPage({ frames })
    expect(html).not.toContain('<script')
    expect(html).not.toContain('<svg')
    expect(html).toMatch(/<p id="message" role="status">This .* has (?:ended|expired)<\/p>/)
  })
})
