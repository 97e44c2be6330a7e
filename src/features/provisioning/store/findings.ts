import { sql } from 'kysely'
import type { Context } from '../../../kernel/context.ts'
import { db } from '../../../platform/db/database.ts'
import type { GrantTarget } from '../../access/index.ts'
import type { TeamAccess } from '../domain.ts'
import { type Finding, fixedByWork } from '../domain-reconciliation.ts'

export type FindingState = 'reported' | 'asked' | 'held' | 'rejected' | 'done' | 'failed' | 'outdated'

export interface NewFinding extends Finding {
  readonly state: FindingState
}

/** All that a run found, in one statement. */
export async function insertFindings(
  ctx: Context,
  runId: string,
  findings: readonly NewFinding[],
): Promise<void> {
  const rows = findings.map(({ person, account, kind, remedy, state, places, facts }, index) => ({
    number: index + 1,
    ...{ kind, remedy, state, places, facts },
    organisation_id: person?.organisationId ?? null,
    user_id: person?.userId ?? null,
    user_name: person?.userName ?? null,
    epoch: person?.epoch ?? null,
    account_id: account?.id ?? person?.accountId ?? null,
    username: account?.username ?? person?.username ?? null,
  }))
  if (rows.length === 0) return
  await sql`
    insert into reconciliation_finding (reconciliation_id, number, kind, remedy, state, places, facts, organisation_id,
      user_id, user_name, epoch, account_id, username)
    select ${runId}::uuid, f.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as f (number int, kind text,
      remedy text, state text, places jsonb, facts jsonb, organisation_id int, user_id uuid, user_name text, epoch int,
      account_id text, username text)`.execute(db(ctx))
}

/**
 * Makes the people due whose remedy a run asked for: the worker of each reads anew, decides and proves. What was found
 * counts for that version of the assignments alone; a closed record manages again the places its account was found in.
 * @param number of one finding alone; null: of all
 * @returns them
 */
export async function askForRemedies(
  ctx: Context,
  runId: string,
  number: number | null = null,
): Promise<{ organisationId: number; userId: string; connector: GrantTarget }[]> {
  const { rows } = await sql<{ organisationId: number; userId: string; connector: GrantTarget }>`
    with asked as (
      select distinct on (f.organisation_id, f.user_id) f.organisation_id, f.user_id, f.epoch, n.connector, n.id,
        bool_or(f.remedy in ('revoke', 'bind')) over person as unbinds,
        jsonb_agg(f.places) over person as found
      from reconciliation_finding f join reconciliation n on n.id = f.reconciliation_id
      where f.reconciliation_id = ${runId}::uuid and f.state = 'asked' and f.remedy = any (${fixedByWork}::text[])
        and (${number}::int is null or f.number = ${number})
      window person as (partition by f.organisation_id, f.user_id)
      order by f.organisation_id, f.user_id)
    update provisioning_record r set state = 'preparing', next_attempt_at = null, updated_at = ${ctx.now},
      sign_in_epoch = case when a.unbinds then null else r.sign_in_epoch end,
      managed = case r.presence when 'absent' then r.managed || coalesce((
        select jsonb_agg(place) from jsonb_array_elements(a.found) list, jsonb_array_elements(list) place), '[]')
        else r.managed end
    from asked a
    where r.organisation_id = a.organisation_id and r.user_id = a.user_id and r.connector = a.connector
      and r.epoch = a.epoch and r.state in ('active', 'closed')
    returning r.organisation_id as "organisationId", r.user_id as "userId", r.connector`.execute(db(ctx))
  await sql`
    update reconciliation_finding f set state = 'outdated' from reconciliation n
    where n.id = f.reconciliation_id and f.reconciliation_id = ${runId}::uuid and f.state = 'asked'
      and f.remedy = any (${fixedByWork}::text[]) and not exists (
        select from provisioning_record r where r.organisation_id = f.organisation_id and r.user_id = f.user_id
          and r.connector = n.connector and r.epoch = f.epoch)`.execute(db(ctx))
  return rows
}

/** Asks for what one finding was only told of, or refused before. @returns it; null when there is nothing to ask for */
export async function saveFixAsked(
  ctx: Context,
  runId: string,
  number: number,
): Promise<{ connector: GrantTarget; kind: string; userName: string } | null> {
  const { rows } = await sql<{ connector: GrantTarget; kind: string; userName: string }>`
    update reconciliation_finding f set state = 'asked', decided_by_name = ${ctx.actor.name}, decided_at = ${ctx.now}
    from reconciliation n
    where n.id = f.reconciliation_id and f.reconciliation_id = ${runId}::uuid and f.number = ${number}
      and f.state in ('reported', 'rejected') and f.remedy = any (${fixedByWork}::text[])
    returning n.connector, f.kind, f.user_name as "userName"`.execute(db(ctx))
  return rows[0] ?? null
}

/** After an operator's word: what was held is asked for, or left. */
export async function saveHeldFindings(
  ctx: Context,
  runId: string,
  state: 'asked' | 'rejected',
): Promise<void> {
  await sql`
    update reconciliation_finding set state = ${state}, decided_by_name = ${ctx.actor.name}, decided_at = ${ctx.now}
    where reconciliation_id = ${runId}::uuid and state = 'held'`.execute(db(ctx))
}

export interface Stranger {
  readonly number: number
  readonly accountId: string
  readonly username: string
  readonly organisationId: number | null
  readonly userId: string | null
  readonly userName: string | null
  readonly places: readonly TeamAccess[]
  readonly connector: GrantTarget
}

const strangerColumns = sql`f.number, f.account_id as "accountId", f.username, f.organisation_id as "organisationId",
  f.user_id as "userId", f.user_name as "userName", f.places, n.connector`

/** Members to be taken out of places. */
export async function listToExpel(ctx: Pick<Context, 'tx'>, runId: string): Promise<Stranger[]> {
  const { rows } = await sql<Stranger>`
    select ${strangerColumns}
    from reconciliation_finding f join reconciliation n on n.id = f.reconciliation_id
    where f.reconciliation_id = ${runId}::uuid and f.state = 'asked' and f.remedy = 'remove'
    order by f.number`.execute(db(ctx))
  return rows
}

/** One reported member, locked. Null when there is none, or somebody has decided. */
export async function findReported(ctx: Context, runId: string, number: number): Promise<Stranger | null> {
  const { rows } = await sql<Stranger>`
    select ${strangerColumns}
    from reconciliation_finding f join reconciliation n on n.id = f.reconciliation_id
    where f.reconciliation_id = ${runId}::uuid and f.number = ${number} and f.kind = 'unmanaged'
      and f.state in ('reported', 'failed') for update of f`.execute(db(ctx))
  return rows[0] ?? null
}

export async function saveFinding(
  ctx: Context,
  runId: string,
  number: number,
  to: { state: FindingState; remedy?: 'remove' | 'none'; byActor?: boolean },
): Promise<void> {
  await sql`
    update reconciliation_finding set state = ${to.state}, remedy = coalesce(${to.remedy ?? null}, remedy),
      decided_by_name = case when ${to.byActor ?? false} then ${ctx.actor.name} else decided_by_name end,
      decided_at = case when ${to.byActor ?? false} then ${ctx.now}::timestamptz else decided_at end
    where reconciliation_id = ${runId}::uuid and number = ${number}`.execute(db(ctx))
}

/** An account that belongs there without a role, an operator has said. */
export async function insertAccepted(
  ctx: Context,
  one: { connector: GrantTarget; accountId: string; username: string },
): Promise<void> {
  await sql`
    insert into accepted_member (connector, account_id, username, accepted_at, accepted_by, accepted_by_name)
    values (${one.connector}, ${one.accountId}, ${one.username}, ${ctx.now}, ${ctx.actor.id}::uuid, ${ctx.actor.name})
    on conflict do nothing`.execute(db(ctx))
}

/** @returns the user name; null when it was not accepted */
export async function deleteAccepted(
  ctx: Context,
  connector: GrantTarget,
  accountId: string,
): Promise<string | null> {
  const { rows } = await sql<{ username: string }>`
    delete from accepted_member where connector = ${connector} and account_id = ${accountId}
    returning username`.execute(db(ctx))
  return rows[0]?.username ?? null
}

/** What operators have refused to take away: the account, and the version of the assignments it was refused at. */
export async function listRejected(
  ctx: Pick<Context, 'tx'>,
  connector: GrantTarget,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ key: string }>`
    select distinct f.account_id || ' ' || coalesce(f.epoch, 0) as key
    from reconciliation_finding f join reconciliation n on n.id = f.reconciliation_id
    where n.connector = ${connector} and f.state = 'rejected'`.execute(db(ctx))
  return new Set(rows.map(({ key }) => key))
}

/**
 * Whether a finding makes its run worth telling of: something was done, or is to be decided. What was refused before and is
 * found again is old, and what a later run has taken over stands there.
 */
export const isNews = sql<boolean>`(f.state in ('asked', 'held', 'done', 'failed')
  or f.state = 'rejected' and f.decided_at is not null)`

export const rejectionKey = ({ account, person }: Finding): string =>
  `${account?.id ?? ''} ${person?.epoch ?? 0}`
