import { bind, bindingOf, findAccount } from './accounts.ts'
import type { MattermostClient } from './client.ts'
import { changedMeanwhile, ServerFault } from './server-fault.ts'
import type { Step } from './work.ts'

/** Lists of a feature that is switched off, or not licensed, are empty. */
async function orNone<T>(list: Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await list
  } catch (error) {
    if (error instanceof ServerFault && error.status === 501) return []
    throw error
  }
}

/** Access tokens outlive the revocation of sessions and would come back to life with the account. */
async function revokeTokens(client: MattermostClient, accountId: string): Promise<void> {
  for (;;) {
    const tokens = await orNone(client.getUserAccessTokensForUser(accountId, 0, 200))
    for (const token of tokens) await client.revokeUserAccessToken(token.id)
    if (tokens.length < 200) return
  }
}

/** What acts in the person's name without a session: webhooks and bots. */
async function stopMachinery(client: MattermostClient, accountId: string): Promise<void> {
  for (const hook of await orNone(client.listHooks('incoming'))) {
    if (hook.user_id === accountId) await client.removeIncomingWebhook(hook.id)
  }
  for (const hook of await orNone(client.listHooks('outgoing'))) {
    if (hook.user_id === accountId) await client.removeOutgoingWebhook(hook.id)
  }
  for (const botId of await orNone(client.listBotsOf(accountId))) await client.disableBot(botId)
}

/**
 * Takes the sign-in away, deactivates and ends what is open, in this order: a sign-in would reactivate the account. The
 * new binding is not a number, so that no sign-in can ever match it.
 */
export const closeAccount: Step = async (work) => {
  const { client, person, service, desired } = work
  const found = await findAccount(work)
  if (found?.origin !== 'created') return false
  const { user } = found
  work.learn({ accountId: user.id, origin: 'created', username: user.username })
  const isClosed = bindingOf(user, work) === 'closed'
  if (!isClosed) await bind(client, user.id, service, `revoked-${person.ssoId}-${desired.epoch}`)
  work.learn({ signIn: 'closed', signInEpoch: desired.epoch })
  const isActive = user.delete_at === 0
  if (isActive) await client.updateUserActive(user.id, false)
  await client.revokeAllSessionsForUser(user.id)
  await revokeTokens(client, user.id)
  await stopMachinery(client, user.id)
  const after = await client.getUser(user.id)
  const sessions = await client.getSessions(user.id)
  if (after.delete_at === 0 || sessions.length > 0) throw changedMeanwhile({ accountId: user.id })
  return !isClosed || isActive
}
