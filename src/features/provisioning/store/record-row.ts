import { sql } from 'kysely'
import type { Context } from '../../../kernel/context.ts'
import { db } from '../../../platform/db/database.ts'
import type { GrantKey } from '../../access/index.ts'
import type { Facts, Known } from '../connectors/connector.ts'
import type { TeamAccess } from '../domain.ts'
import type { RecordState } from '../domain-states.ts'
import type { WorkState } from '../domain-work.ts'

/** Why the last attempt did not get through: a code, and ids for whoever settles it. */
export interface LastError {
  readonly code: string
  readonly facts: Facts
  readonly step: string | null
}

/** One person's record at one target. */
export interface RecordRow extends GrantKey, Known, WorkState {
  readonly ssoId: number
  readonly marker: string
  readonly mayAdopt: boolean
  readonly managed: readonly TeamAccess[]
  readonly handAccount: boolean
  readonly handPlaces: readonly TeamAccess[]
  readonly state: RecordState
  readonly waitingStep: string | null
  readonly attempt: number
  readonly failingSince: Date | null
  readonly escalatedAt: Date | null
  readonly lastError: LastError | null
  readonly activeSince: Date | null
  readonly closedAt: Date | null
  readonly claim: string | null
  /** The account is gone for good, an operator has said: a new one is to be made. */
  readonly startsOver: boolean
  /** The version of the assignments at which its removal waits for an operator, or was refused (the brake). */
  readonly heldBackEpoch: number | null
}

const columns = sql`organisation_id as "organisationId", user_id as "userId", connector, sso_id as "ssoId", marker,
  account_id as "accountId", origin, username, sign_in as "signIn", sign_in_epoch as "signInEpoch",
  may_adopt as "mayAdopt", epoch, presence, wanted, managed, hand_account as "handAccount",
  hand_places as "handPlaces", state, waiting_step as "waitingStep", attempt, next_attempt_at as "nextAttemptAt",
  failing_since as "failingSince", escalated_at as "escalatedAt", last_error as "lastError",
  active_since as "activeSince", closed_at as "closedAt", claim, claimed_until as "claimedUntil",
  starts_over as "startsOver", (
    select max(p.epoch) from removal_hold_person p join removal_hold h on h.id = p.hold_id
    where p.organisation_id = provisioning_record.organisation_id and p.user_id = provisioning_record.user_id
      and p.connector = provisioning_record.connector and h.decision is distinct from 'approved') as "heldBackEpoch"`

export const ofKey = (key: GrantKey) =>
  sql<boolean>`organisation_id = ${key.organisationId} and user_id = ${key.userId}::uuid
    and connector = ${key.connector}`

/** The record, locked against other workers until the transaction ends when `forUpdate`. */
export async function findRecord(
  ctx: Pick<Context, 'tx'>,
  key: GrantKey,
  forUpdate = false,
): Promise<RecordRow | null> {
  const { rows } = await sql<RecordRow>`
    select ${columns} from provisioning_record where ${ofKey(key)} ${forUpdate ? sql`for update` : sql``}`.execute(
    db(ctx),
  )
  return rows[0] ?? null
}
