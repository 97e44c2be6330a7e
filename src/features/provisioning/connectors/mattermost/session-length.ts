import type { AdminConfig } from '@mattermost/types/config'
import type { Survey } from '../../domain-survey.ts'
import type { MattermostClient } from './client.ts'
import { ServerFault } from './server-fault.ts'

type Lengths = Partial<AdminConfig['ServiceSettings']> & {
  /** Servers before 7 told days. */
  readonly SessionLengthSSOInDays?: number
  readonly SessionLengthWebInDays?: number
  readonly SessionLengthMobileInDays?: number
}

/** The longest of all kinds: sign-in by single sign-on has been seen to get the length of another. */
function longestOf(lengths: Lengths): number {
  const hours = [
    lengths.SessionLengthSSOInHours,
    lengths.SessionLengthWebInHours,
    lengths.SessionLengthMobileInHours,
  ]
  const days = [
    lengths.SessionLengthSSOInDays,
    lengths.SessionLengthWebInDays,
    lengths.SessionLengthMobileInDays,
  ]
  return Math.max(0, ...hours.map((value) => value ?? 0), ...days.map((value) => (value ?? 0) * 24))
}

/** How long an open session can live without a sign-in. Null where the settings can't be read: no reason to stop. */
export async function readSessionLength(client: MattermostClient): Promise<Survey['sessions']> {
  try {
    const { ServiceSettings: lengths = {} as Lengths } = (await client.getConfig()) as {
      ServiceSettings?: Lengths
    }
    const hours = longestOf(lengths)
    return hours > 0 ? { hours, extends: lengths.ExtendSessionLengthWithActivity === true } : null
  } catch (error) {
    if (error instanceof ServerFault && error.kind === 'answer' && error.status !== 401) return null
    throw error
  }
}
