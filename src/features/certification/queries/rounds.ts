import { sql } from 'kysely'
import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Context } from '../../../kernel/context.ts'
import { NotFound } from '../../../kernel/errors.ts'
import { db } from '../../../platform/db/database.ts'
import type { NonResponse } from '../../roles/index.ts'
import { type Brake, moot } from '../domain/closing.ts'
import type { RoundAudience, RoundKind, RoundStatus } from '../domain/round.ts'
import { nearlyAll } from '../domain/schedule.ts'

export interface RoundRole {
  readonly roleId: string
  readonly roleName: string
  readonly opensAccess: boolean
  readonly nonResponse: NonResponse
  readonly graceDays: number
  readonly itemCount: number
  /** Everybody who held it at the start. */
  readonly holderCount: number
  readonly removesOn: CivilDay | null
  readonly brake: Brake | null
  readonly brakeUndecided: number | null
  readonly brakeDecidedByName: string | null
  /** A line within reach waits for an answer. */
  readonly isWaiting: boolean
}

export interface Round {
  readonly id: string
  readonly name: string
  readonly kind: RoundKind
  readonly audience: RoundAudience
  readonly basedOn: string | null
  readonly startedOn: CivilDay
  readonly startedByName: string
  readonly closesOn: CivilDay
  readonly status: RoundStatus
  readonly closedAt: Date | null
  /** Null also when it closed by itself. */
  readonly closedByName: string | null
  readonly itemCount: number
  readonly municipalityCount: number
  readonly undecided: number
  /** Lines with an answer; those that need none any more are neither this nor undecided. */
  readonly answered: number
  readonly municipalitiesLeft: number
  readonly held: number
  readonly roles: readonly RoundRole[]
}

/** Those roles in which a line within reach waits for an answer: by these the last day to answer is told. */
export const waitingRoles = ({ roles }: Pick<Round, 'roles'>): RoundRole[] =>
  roles.filter(({ isWaiting }) => isWaiting)

const roundColumns = sql`
  r.id, r.name, r.kind, r.audience, r.based_on as "basedOn", r.started_on as "startedOn",
  r.started_by_name as "startedByName", r.closes_on as "closesOn", r.status, r.closed_at as "closedAt",
  r.closed_by_name as "closedByName", n.items as "itemCount", n.parts as "municipalityCount", n.undecided,
  (select count(*)::int from certification_item l where l.round_id = r.id and l.answer is not null) as answered,
  n.left as "municipalitiesLeft",
  (select count(*)::int from certification_round_role b where b.round_id = r.id and b.brake = 'held') as held,
  (select json_agg(json_build_object('roleId', b.role_id, 'roleName', b.role_name, 'opensAccess', b.opens_access,
    'nonResponse', b.non_response, 'graceDays', b.grace_days, 'itemCount', b.item_count,
    'holderCount', b.holder_count, 'removesOn', b.removes_on, 'brake', b.brake,
    'brakeUndecided', b.brake_undecided, 'brakeDecidedByName', b.brake_decided_by_name,
    'isWaiting', b.role_id = any (n.waiting)) order by b.role_name)
    from certification_round_role b where b.round_id = r.id) as roles`

/** The numbers are those within reach: a municipality sees its own part. */
const roundSource = sql`certification_round r cross join lateral (
  select coalesce(sum(item_count), 0)::int as items, count(*)::int as parts,
    coalesce(sum(undecided), 0)::int as undecided, (count(*) filter (where undecided > 0))::int as left,
    array(select distinct l.role_id from certification_item l where l.round_id = r.id and l.answer is null
      and coalesce(l.consequence, '') <> all (${[...moot, 'removed']}::text[])) as waiting
  from certification_municipality m where m.round_id = r.id) n`

/** One round within the actor's reach, or null. */
export async function findRound(ctx: Pick<Context, 'tx'>, id: string): Promise<Round | null> {
  const { rows } = await sql<Round>`
    select ${roundColumns} from ${roundSource} where r.id = ${id}::uuid`.execute(db(ctx))
  return rows[0] ?? null
}

/** One round within the actor's reach. @throws NotFound */
export async function getRound(ctx: Pick<Context, 'tx'>, id: string): Promise<Round> {
  const round = await findRound(ctx, id)
  if (!round) throw new NotFound('certification round')
  return round
}

/** One page of rounds within the actor's reach, newest first; ids of a later round sort later. */
export async function listRounds(
  ctx: Pick<Context, 'tx'>,
  filter: {
    readonly status?: RoundStatus | undefined
    readonly after?: string | undefined
    readonly limit: number
  },
): Promise<Round[]> {
  const ofStatus = filter.status ? sql`and r.status = ${filter.status}` : sql``
  const after = filter.after
    ? sql`and (r.started_at, r.id) < (select started_at, id from certification_round where id = ${filter.after}::uuid)`
    : sql``
  const { rows } = await sql<Round>`
    select ${roundColumns} from ${roundSource} where true ${ofStatus} ${after}
    order by r.started_at desc, r.id desc limit ${filter.limit}`.execute(db(ctx))
  return rows
}

/** Names of the rounds that begin like this one, so that another is found that is free. */
export async function listNamesLike(ctx: Pick<Context, 'tx'>, name: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct name from certification_round
    where starts_with(lower(regexp_replace(btrim(name), '\\s+', ' ', 'g')), lower(${name}))`.execute(db(ctx))
  return rows.map((row) => row.name)
}

/** A municipality's part of a round. */
export interface Part {
  readonly organisationId: number
  readonly name: string
  readonly shortName: string
  readonly code: string | null
  readonly region: string | null
  readonly isTest: boolean
  readonly itemCount: number
  readonly undecided: number
  /** Lines with an answer; those that need none any more are neither this nor undecided. */
  readonly answered: number
  readonly taskNumber: number | null
  readonly administrators: readonly string[]
}

/** Every municipality of a round, in Danish order; one statement. */
export async function listRoundParts(ctx: Pick<Context, 'tx'>, roundId: string): Promise<Part[]> {
  const { rows } = await sql<Part>`
    select m.organisation_id as "organisationId", o.name, o.short_name as "shortName", o.code, o.region,
      o.is_test as "isTest", m.item_count as "itemCount", m.undecided, m.task_number as "taskNumber",
      (select count(*)::int from certification_item i where i.round_id = m.round_id
        and i.organisation_id = m.organisation_id and i.answer is not null) as answered,
      array(select u.name from present_user() u where u.organisation_id = o.id
        and 'klik_administrator' = any (u.system_roles) order by u.name) as administrators
    from certification_municipality m join organisation o on o.id = m.organisation_id
    where m.round_id = ${roundId}::uuid order by o.short_name, o.id`.execute(db(ctx))
  return rows
}

/** What was answered and what came of the rest, by role; one statement. */
export interface RoleOutcome {
  readonly roleId: string
  readonly keep: number
  readonly withdraw: number
  readonly replace: number
  readonly none: number
  readonly late: number
  readonly kept: number
  readonly suspended: number
  readonly grace: number
  readonly held: number
  readonly elsewhere: number
  readonly returned: number
  /** Taken over by a round again. */
  readonly askedAgain: number
  /** Taken away for want of an answer; `removed` only when what became of the access was read back, if there was one. */
  readonly removing: number
  readonly removed: number
  /** Withdrawn by the municipality, and the access read back as closed, if there was one. */
  readonly withdrawnClosed: number
}

export async function listOutcomes(ctx: Pick<Context, 'tx'>, roundId: string): Promise<RoleOutcome[]> {
  const count = (condition: ReturnType<typeof sql>, name: string) =>
    sql`(count(*) filter (where ${condition}))::int as ${sql.id(name)}`
  const isReadBack = sql`(not asked.opens_access or i.access_outcome is not null)`
  const of = (consequence: string) => sql`i.consequence = ${consequence}`
  const { rows } = await sql<RoleOutcome>`
    select i.role_id as "roleId", ${count(sql`i.answer = 'keep'`, 'keep')},
      ${count(sql`i.answer = 'withdraw'`, 'withdraw')}, ${count(sql`i.answer = 'replace'`, 'replace')},
      ${count(sql`i.answer is null`, 'none')}, ${count(sql`i.is_late`, 'late')}, ${count(of('kept'), 'kept')},
      ${count(of('suspended'), 'suspended')}, ${count(of('grace'), 'grace')}, ${count(of('held'), 'held')},
      ${count(of('elsewhere'), 'elsewhere')}, ${count(of('returned'), 'returned')}, ${count(of('askedAgain'), 'askedAgain')},
      ${count(sql`i.consequence = 'removed' and not ${isReadBack}`, 'removing')},
      ${count(sql`i.consequence = 'removed' and ${isReadBack}`, 'removed')},
      ${count(sql`i.answer = 'withdraw' and ${isReadBack} and i.access_outcome is distinct from 'continues'`, 'withdrawnClosed')}
    from certification_item i
      join certification_round_role asked on asked.round_id = i.round_id and asked.role_id = i.role_id
    where i.round_id = ${roundId}::uuid group by i.role_id`.execute(db(ctx))
  return rows
}

/** A role with its plan. */
export interface PlannedRole {
  readonly roleId: string
  readonly roleName: string
  readonly months: number
  readonly nonResponse: NonResponse
  /** The role ends then: no round starts by itself meanwhile. */
  readonly endsBefore: CivilDay | null
  readonly isOn: boolean
  readonly anchorOn: CivilDay | null
  readonly lastDueOn: CivilDay | null
  /** The start of the latest round of all municipalities that asked about nearly everybody: `countsForPlan`. */
  readonly lastRoundOn: CivilDay | null
}

/** Roles that are to be confirmed at intervals, with when; by name. */
export async function listPlan(ctx: Pick<Context, 'tx'>): Promise<PlannedRole[]> {
  const { rows } = await sql<PlannedRole>`
    select r.id as "roleId", r.name as "roleName", r.certification_months as months, r.non_response as "nonResponse",
      (select e.ends_before from role_ending e where e.role_id = r.id and e.over_at is null) as "endsBefore",
      coalesce(s.is_on, false) as "isOn", s.anchor_on as "anchorOn", s.last_due_on as "lastDueOn",
      (select max(round.started_on) from certification_round_role asked
        join certification_round round on round.id = asked.round_id and round.kind = 'regular'
          and round.audience ->> 'kind' = 'all'
        where asked.role_id = r.id and asked.item_count > 0
          and asked.item_count >= asked.holder_count * ${nearlyAll}::numeric) as "lastRoundOn"
    from role r left join certification_schedule s on s.role_id = r.id
    where r.certification_months is not null and r.retired_at is null order by r.name`.execute(db(ctx))
  return rows
}
