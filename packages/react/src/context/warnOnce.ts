const told = new Set<string>()

/** Tells the developer of a mistake of the host's that the page survives: once, however often it is met. */
export function warnOnce(message: string): void {
  if (told.has(message)) return
  told.add(message)
  // oxlint-disable-next-line no-console -- There is nobody else to tell.
  console.warn(message)
}
