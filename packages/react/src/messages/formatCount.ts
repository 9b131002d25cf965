/**
 * As English groups digits, which is the language of these texts. There are many at once in large
 * results, and the first `Intl.NumberFormat` of a page takes longer than all else that is drawn.
 */
export function formatCount(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',')
}
