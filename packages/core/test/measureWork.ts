/** Gives the milliseconds of processor time that some work takes, however busy the machine is. */
export function measureWork(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}
