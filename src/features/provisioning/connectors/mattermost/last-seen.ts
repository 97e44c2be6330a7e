import { z } from 'zod'
import type { LastSeen, SeenAccount } from '../../domain-survey.ts'
import type { MattermostClient } from './client.ts'
import { ServerFault } from './server-fault.ts'

/** In milliseconds; 0 for never. */
const statuses = z.array(z.object({ user_id: z.string(), last_activity_at: z.int().nonnegative() }))

/** A machine has no habits; and who is deactivated is noted as active at that moment, which is no sign of life. */
export const canBeSeen = (account: SeenAccount | undefined): boolean =>
  account !== undefined && account.kind !== 'machine' && account.isActive

type Statuses = z.output<typeof statuses>

async function ask(client: MattermostClient, ids: readonly string[]): Promise<Statuses | null> {
  try {
    return statuses.safeParse(await client.getStatusesByIds([...ids])).data ?? null
  } catch (error) {
    if (error instanceof ServerFault) return null
    throw error
  }
}

/**
 * When accounts were last active. A server that keeps no statuses answers with an empty list. One that fails, or answers
 * something else, is no reason to stop the survey: then nothing is learned, and it is not asked again.
 * @param onChunk told after each; false gives it up
 */
export async function readLastSeen(
  client: MattermostClient,
  chunks: readonly (readonly string[])[],
  onChunk: () => Promise<boolean>,
): Promise<LastSeen | null> {
  const lastSeen = new Map<string, Date | null>()
  for (const chunk of chunks) {
    const told = await ask(client, chunk)
    if (!told) return new Map()
    for (const { user_id, last_activity_at: at } of told) lastSeen.set(user_id, at > 0 ? new Date(at) : null)
    if (!(await onChunk())) return null
  }
  return lastSeen
}
