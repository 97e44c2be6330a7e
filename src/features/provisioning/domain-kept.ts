/** Days that reconciliations are kept; those of the clock after which nothing was done only a few. */
export const keptFor = { days: 90, quietDays: 2 } as const
