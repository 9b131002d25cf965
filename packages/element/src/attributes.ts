/** Reads the text of an attribute, `null` where it is not there. `undefined` is a text that it does not take. */
export interface AttributeKind<T> {
  /** What is meant where the attribute is not there, or is of no use. */
  missing: T
  read: (text: string) => T | undefined
  /** What the attribute takes, for the message about what it does not. */
  takes: string
  /** Writes a value that was set as a property. `null` takes the attribute away. */
  write: (value: T) => string | null
}

/** Any text. */
export const text: AttributeKind<string | null> = {
  missing: null,
  read: (value) => value,
  takes: 'a text',
  write: (value) => value,
}

/** One of several words, the first of which is the default. */
export function word<const Word extends string>(...words: [Word, ...Word[]]): AttributeKind<Word> {
  return {
    missing: words[0],
    read: (value) => words.find((one) => one === value.trim().toLowerCase()),
    takes: words.map((one) => `"${one}"`).join(' or '),
    write: (value) => value,
  }
}

/** `interactive`, `interactive="true"` or `interactive="false"`. */
export function flag<Missing extends boolean | undefined>(
  missing: Missing,
): AttributeKind<boolean | Missing> {
  return {
    missing,
    read: (value) => ({ '': true, true: true, false: false })[value.trim().toLowerCase()],
    takes: '"true" or "false"',
    write: (value) => (value === missing ? null : String(value)),
  }
}

/** A number that is not negative. */
export const amount: AttributeKind<number | undefined> = {
  missing: undefined,
  read: (value) => (/^\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : undefined),
  takes: 'a number',
  write: (value) => (value === undefined ? null : String(value)),
}

/** Words with spaces between them. */
export const list: AttributeKind<readonly string[] | undefined> = {
  missing: undefined,
  read: (value) => value.split(/[\s,]+/).filter(Boolean),
  takes: 'words with spaces between them',
  write: (value) => value?.join(' ') ?? null,
}

/** The name of the attribute of a property, such as `run-id` of `runId`. */
export function toAttribute(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** The reverse. */
export function toProperty(attribute: string): string {
  return attribute.replace(/-([a-z])/g, (_match, letter: string) => letter.toUpperCase())
}
