import { z } from 'zod'
import type { LastSeen, SeenAccount } from '../../domain-survey.ts'
import type { MattermostClient } from './client.ts'
import { ServerFault } from './server-fault.ts'

/** In milliseconds; 0 for never. */
const statuses = z.array(z.object({ user_id: z.string(), last_activity_at: z.int().nonnegative() }))

/** A machine has no habits; and who is deactivated is noted as active at that moment, which is no sign of life. */
export const canBeSeen = (account: SeenAccount | undefined): boolean =>
  account !== undefined && account.kind !== 'machine' && account.isActive

/**
 * When accounts were last active. A server that keeps no statuses answers with an empty list. One that fails, or answers
 * something else, is no reason to stop: then nothing is learned.
 */
export async function readLastSeen(client: MattermostClient, ids: readonly string[]): Promise<LastSeen> {
  try {
    const told = statuses.safeParse(await client.getStatusesByIds([...ids])).data ?? []
    return new Map(
      told.map((one) => [one.user_id, one.last_activity_at > 0 ? new Date(one.last_activity_at) : null]),
    )
  } catch (error) {
    if (error instanceof ServerFault) return new Map()
    throw error
  }
}
