/** What `RunCounters` says around the badges. */
export const counterMessages = {
  countersLabel: 'Runs by outcome',
  counter: (count: number, label: string) => `${count.toLocaleString()} ${label.toLowerCase()}`,
}
