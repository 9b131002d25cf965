/** The inner parts that hosts may style. The README says what each of them is. */
export type InnerPart =
  | 'bar'
  | 'button'
  | 'columns'
  | 'facts'
  | 'filters'
  | 'footer'
  | 'header'
  | 'input'
  | 'notice'
  | 'panel'
  | 'row'
  | 'stage'
  | 'step'
  | 'tab'
  | 'table'
  | 'tabs'

/** Names an inner part twice, as the rules of a page reach into a shadow root by `::part()` alone. */
export function innerPart(name: InnerPart) {
  return { 'data-part': name, part: name }
}
