/** A few words or numbers, such as tags or colours, are read at a glance. */
export function isShortList(value: unknown): value is (string | number)[] {
  try {
    return (
      Array.isArray(value) &&
      value.length > 0 &&
      value.length <= 12 &&
      value.every((item) => typeof item === 'number' || typeof item === 'string') &&
      value.join('').length <= 200
    )
  } catch {
    return false
  }
}
