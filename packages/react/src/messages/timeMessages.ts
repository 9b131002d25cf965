/** Lengths of time, wherever they are shown. */
export const timeMessages = {
  seconds: (seconds: number) => `${seconds} s`,
  minutes: (minutes: number, seconds: number) =>
    seconds ? `${minutes} min ${seconds} s` : `${minutes} min`,
  hours: (hours: number, minutes: number) => (minutes ? `${hours} h ${minutes} min` : `${hours} h`),
  timeElapsed: 'Time elapsed',
}

export type TimeMessages = typeof timeMessages
