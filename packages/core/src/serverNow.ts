// Anchored at the end, where the handler puts the field. A quote inside JSON text is escaped, so this
// cannot match inside a value; one brace, so it cannot match inside a nested object.
const SERVER_NOW = /,\s*"server_now"\s*:\s*"([^"\\]*)"\s*\}\s*$/

/**
 * Takes the server's time out of a run's JSON text. It differs in every answer, and what is left is
 * compared with the answer before: a large unchanged run is not even parsed.
 */
export function splitServerNow(text: string): { text: string; serverNow: string | null } {
  const tail = text.slice(-100)
  const match = SERVER_NOW.exec(tail)
  if (!match) return { text, serverNow: null }
  const rest = text.slice(0, text.length - tail.length + match.index)
  return { text: `${rest}}`, serverNow: match[1] ?? null }
}
