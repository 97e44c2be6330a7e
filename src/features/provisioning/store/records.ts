import { sql } from 'kysely'
import type { Context } from '../../../kernel/context.ts'
import { db } from '../../../platform/db/database.ts'
import type { ComputedGrant, GrantKey } from '../../access/index.ts'
import type { Learned } from '../connectors/connector.ts'
import type { TeamAccess } from '../domain.ts'
import type { Followed } from '../domain-work.ts'
import { type LastError, ofKey } from './record-row.ts'

/** How long a worker has a person before another may take over; renewed at every step. */
const claimFor = 60_000

const presenceOf = (grant: ComputedGrant): Followed['presence'] => (grant.open ? 'present' : 'absent')

const claimedUntil = (ctx: Pick<Context, 'now'>): Date => new Date(ctx.now.getTime() + claimFor)

/** A record with a sign-on number and a marker of its own; nothing when another worker was first. */
export async function insertRecord(ctx: Context, grant: ComputedGrant): Promise<void> {
  await sql`
    insert into provisioning_record (organisation_id, user_id, connector, epoch, presence, state, updated_at)
    values (${grant.organisationId}, ${grant.userId}::uuid, ${grant.connector}, 0, 'absent', 'preparing', ${ctx.now})
    on conflict do nothing`.execute(db(ctx))
}

/** What the work of a new version starts from; saved before the first step, so that a crash forgets no place. */
export interface Beginning {
  readonly managed: readonly TeamAccess[]
  readonly handAccount: boolean
  readonly handPlaces: readonly TeamAccess[]
}

export async function saveBeginning(ctx: Context, grant: ComputedGrant, beginning: Beginning): Promise<void> {
  await sql`
    update provisioning_record set epoch = ${grant.epoch}, presence = ${presenceOf(grant)},
      wanted = ${JSON.stringify(grant.opens)}, managed = ${JSON.stringify(beginning.managed)},
      hand_account = ${beginning.handAccount}, hand_places = ${JSON.stringify(beginning.handPlaces)},
      state = 'preparing', waiting_step = null, attempt = 0, next_attempt_at = null, failing_since = null,
      escalated_at = null, last_error = null, updated_at = ${ctx.now}
    where ${ofKey(grant)}`.execute(db(ctx))
  await watchPlaces(ctx, grant.connector, beginning.managed)
}

/** Notes places whose members reconciliation looks at, also once nobody's role opens them any more. */
async function watchPlaces(ctx: Context, connector: string, places: readonly TeamAccess[]): Promise<void> {
  await sql`
    insert into watched_place (connector, team, channel, last_open_at)
    select ${connector}, place ->> 'team', channel, ${ctx.now}
    from jsonb_array_elements(${JSON.stringify(places)}::jsonb) place,
      lateral (select '' union select jsonb_array_elements_text(place -> 'channels')) as named (channel)
    on conflict do nothing`.execute(db(ctx))
}

/** Forgets an account that is gone for good. The sign-in number stays: it is the person's, and never given anew. */
export async function saveStartOver(ctx: Context, key: GrantKey): Promise<void> {
  await sql`
    update provisioning_record set starts_over = false, account_id = null, origin = null, username = null,
      sign_in = null, sign_in_epoch = null
    where ${ofKey(key)}`.execute(db(ctx))
}

/** The assignments have a new version that asks for the same. */
export async function saveEpoch(ctx: Context, grant: ComputedGrant): Promise<void> {
  await sql`update provisioning_record set epoch = ${grant.epoch} where ${ofKey(grant)}`.execute(db(ctx))
}

/** @returns the token that the worker's later writes must carry */
export async function saveClaim(ctx: Context, key: GrantKey): Promise<string> {
  const claim = ctx.newId()
  await sql`
    update provisioning_record set claim = ${claim}::uuid, claimed_until = ${claimedUntil(ctx)}
    where ${ofKey(key)}`.execute(db(ctx))
  return claim
}

export interface Claim {
  readonly key: GrantKey
  readonly token: string
}

/**
 * Saves what a reading or a step found out and keeps the claim alive. A word that an account may be taken over is used up
 * once the person has one.
 * @returns false when another worker has taken over: nothing was saved then
 */
export async function saveLearned(ctx: Context, claim: Claim, learned: Learned): Promise<boolean> {
  const names = {
    accountId: 'account_id',
    origin: 'origin',
    username: 'username',
    signIn: 'sign_in',
    signInEpoch: 'sign_in_epoch',
  } as const
  const found = (Object.keys(names) as (keyof typeof names)[])
    .filter((name) => learned[name] !== undefined)
    .map((name) => sql`, ${sql.ref(names[name])} = ${learned[name]}`)
  if (learned.accountId) found.push(sql`, may_adopt = false`)
  const { numAffectedRows } = await sql`
    update provisioning_record set claimed_until = ${claimedUntil(ctx)} ${sql.join(found, sql``)}
    where ${ofKey(claim.key)} and claim = ${claim.token}::uuid`.execute(db(ctx))
  return numAffectedRows === 1n
}

/** Gives the person up without a result, for the next worker to go on. */
export async function releaseClaim(ctx: Context, claim: Claim): Promise<void> {
  await sql`
    update provisioning_record set claim = null, claimed_until = null
    where ${ofKey(claim.key)} and claim = ${claim.token}::uuid`.execute(db(ctx))
}

/** How the work stands when a worker leaves it. */
export interface Settled {
  readonly state: 'active' | 'closed' | 'waitingManual' | 'failed' | 'paused' | 'held'
  readonly waitingStep?: string
  readonly attempt?: number
  readonly nextAttemptAt?: Date
  readonly failingSince?: Date
  readonly escalatedAt?: Date | null
  readonly lastError?: LastError
}

/**
 * Writes the result and gives the person up. What is proven gone is no longer managed, and a word that an account may be
 * taken over lasts no longer than the work it was given for.
 */
export async function saveSettled(ctx: Context, key: GrantKey, settled: Settled): Promise<void> {
  const { state } = settled
  const proven = state === 'active' || state === 'closed'
  await sql`
    update provisioning_record set state = ${state}, waiting_step = ${settled.waitingStep ?? null},
      attempt = ${settled.attempt ?? 0}, next_attempt_at = ${settled.nextAttemptAt ?? null},
      failing_since = ${settled.failingSince ?? null}, escalated_at = ${settled.escalatedAt ?? null},
      last_error = ${settled.lastError ? JSON.stringify(settled.lastError) : null}::jsonb,
      verified_at = case when ${proven} then ${ctx.now}::timestamptz else verified_at end,
      active_since = case ${state} when 'active' then coalesce(active_since, ${ctx.now}::timestamptz)
        when 'closed' then null else active_since end,
      closed_at = case ${state} when 'closed' then ${ctx.now}::timestamptz when 'active' then null else closed_at end,
      managed = case ${state} when 'closed' then '[]' else managed end,
      may_adopt = may_adopt and not ${proven},
      claim = null, claimed_until = null, updated_at = ${ctx.now}
    where ${ofKey(key)}`.execute(db(ctx))
}
