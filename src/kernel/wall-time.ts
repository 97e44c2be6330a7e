const clockInCopenhagen = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Copenhagen',
  dateStyle: 'short',
  timeStyle: 'medium',
})

const timeInCopenhagen = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Copenhagen',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** The time of day in Copenhagen, '10:42'. */
export const timeOfDay = (instant: Date): string => timeInCopenhagen.format(instant)

/** How far Copenhagen's clocks are ahead of UTC at an instant, in milliseconds. */
const aheadAt = (instant: number): number =>
  Date.parse(`${clockInCopenhagen.format(instant).replace(' ', 'T')}Z`) - Math.floor(instant / 1000) * 1000

/**
 * The instant at which clocks in Copenhagen showed a wall time. In the hour that comes twice in October it is the
 * first of the two; in the hour that is skipped in March, the time an hour later.
 * @param wallTime 'YYYY-MM-DDTHH:mm:ss'
 */
export function instantInCopenhagen(wallTime: string): Date {
  const asUtc = Date.parse(`${wallTime}Z`)
  if (Number.isNaN(asUtc)) throw new RangeError(`Not a wall time: ${wallTime}`)
  const early = asUtc - aheadAt(asUtc - 7_200_000)
  const late = asUtc - aheadAt(early)
  return new Date(
    clockInCopenhagen.format(early).replace(' ', 'T') === wallTime ? early : Math.max(early, late),
  )
}
