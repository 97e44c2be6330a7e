import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { RoundPlan } from '../../src/features/certification/domain/round.ts'
import { startRound } from '../../src/features/certification/index.ts'
import { turnCertificationDay } from '../../src/features/certification/work/queues.ts'
import { civilDay } from '../../src/kernel/civil-day.ts'
import type { World } from '../../src/platform/http/world.ts'
import type { Queue } from '../../src/platform/jobs/jobs.ts'
import { type CastName, createTestApp, type TestApp } from './test-app.ts'

/** One holder's line as the tests look at it. */
export interface LineFields {
  id: string
  user_name: string
  answer: string | null
  consequence: string | null
  held_assignment_id: string
  successor_assignment_id: string | null
  access_closed_at: Date | null
  access_outcome: string | null
  replaced_at: Date | null
  is_self_answered: boolean
  is_late: boolean
}

export interface RoleRules {
  readonly nonResponse?: 'keep' | 'suspend' | 'remove'
  readonly graceDays?: number
  readonly months?: number | null
  readonly maximum?: number | null
  readonly hasPrimary?: boolean
  /** Where it opens an access; true: by hand. */
  readonly opens?: boolean | readonly string[]
}

/** The portal with what tests of the confirmation arrange. */
export interface CertificationPortal {
  readonly portal: TestApp
  newRole(name: string, rules?: RoleRules): Promise<string>
  /** Somebody who has signed in, beside the cast. @returns their id */
  newUser(name: string, organisation?: string, isAdministrator?: boolean): Promise<string>
  /** @returns the assignment's id */
  hold(roleId: string, userId: string, organisation?: string, more?: { primary?: boolean }): Promise<string>
  start(plan: Partial<RoundPlan> & Pick<RoundPlan, 'roleIds'>, by?: CastName): Promise<string>
  lines(roundId: string): Promise<LineFields[]>
  /** Names of those who hold the role today, by name. */
  holders(roleId: string, organisation?: string): Promise<string[]>
  events(
    type: string,
  ): Promise<{ subject_id: string; organisation_id: number; facts: Record<string, unknown> }[]>
  /** Moves the clock and does what the hourly job does. */
  day(now: string): Promise<void>
  /** What happened to somebody of Korsbæk, handed to who listens. */
  hear(queue: (world: World) => Queue, userId: string): Promise<void>
  /** As the database's owner. */
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of them.
  rows(statement: string, values?: unknown[]): Promise<any[]>
  userId(name: CastName): Promise<string>
  clear(): Promise<void>
  close(): Promise<void>
}

/**
 * The portal of a test file, empty before each test; filled in before the first.
 * @param cast who have signed in; a municipality without an administrator among them is asked nothing
 */
export function useCertificationPortal(...cast: readonly CastName[]): CertificationPortal {
  const portal = {} as CertificationPortal
  beforeAll(async () => {
    Object.assign(portal, await openCertificationPortal())
    for (const name of cast) await portal.portal.actor(name)
  })
  afterAll(() => portal.close())
  beforeEach(() => portal.clear())
  return portal
}

/** Confirmations on a database of their own; Katrine and Lone are the administrators. */
export async function openCertificationPortal(
  now?: string,
  environment: Record<string, string> = {},
): Promise<CertificationPortal> {
  const portal = await createTestApp({ ...(now ? { now } : {}), environment })
  const { owner, clock } = portal
  return {
    portal,
    async newRole(name, rules = {}) {
      const id = clock.newId()
      const { nonResponse = 'keep', graceDays = 14, months = 12, maximum = null, hasPrimary = false } = rules
      await owner.query(
        `insert into role (id, name, kind, non_response, grace_days, certification_months, maximum_holders, has_primary)
         values ($1, $2, 'crossCutting', $3, $4, $5, $6, $7)`,
        [id, name, nonResponse, graceDays, months, maximum, hasPrimary],
      )
      await owner.query(
        `insert into role_version (role_id, version, purpose, tasks, valid_from, created_at, created_by, created_by_name, rules)
         values ($1, 1, 'Formål', 'Opgaver', '2026-01-01', $2, $1, 'Signe Bruun', role_rules($1))`,
        [id, clock.now()],
      )
      const opens = rules.opens === true ? ['manual'] : rules.opens || []
      for (const connector of opens)
        await owner.query(
          `insert into role_access (role_id, connector, team, channels) values ($1, $2, $3, '{}')`,
          [id, connector, name],
        )
      return id
    },
    async newUser(name, organisation = 'Korsbæk', isAdministrator = false) {
      const id = clock.newId()
      await owner.query(
        `insert into user_account (id, organisation_id, name, system_roles, first_signed_in_at, last_signed_in_at)
         values ($1, $2, $3, $4, $5, $5)`,
        [
          id,
          portal.organisation(organisation),
          name,
          isAdministrator ? ['klik_administrator'] : ['bruger'],
          clock.now(),
        ],
      )
      return id
    },
    async hold(roleId, userId, organisation = 'Korsbæk', more = {}) {
      const id = clock.newId()
      await owner.query(
        `insert into assignment (organisation_id, id, role_id, user_id, user_name, is_primary, starts_on, given_by,
           given_by_name, given_at, started_at)
         select $1, $2, $3, $4, u.name, $5, $6::timestamptz::date, $4, 'Katrine Holm', $6, $6
         from user_account u where u.id = $4`,
        [portal.organisation(organisation), id, roleId, userId, more.primary ?? false, clock.now()],
      )
      return id
    },
    async start(plan, by = 'Signe') {
      const whole: RoundPlan = {
        name: 'Årlig bekræftelse 2026',
        audience: { kind: 'all' },
        closesOn: civilDay('2026-12-31'),
        nonResponse: 'asRole',
        graceDays: null,
        ...plan,
      }
      return (await portal.act(by, (ctx) => startRound(ctx, whole))).id
    },
    async lines(roundId) {
      const { rows } = await owner.query<LineFields>(
        'select * from certification_item where round_id = $1 order by user_name, id',
        [roundId],
      )
      return rows
    },
    async holders(roleId, organisation) {
      const { rows } = await owner.query<{ user_name: string }>(
        `select user_name from assignment where role_id = $1 and ended_at is null
           and ($2::int is null or organisation_id = $2) order by user_name`,
        [roleId, organisation ? portal.organisation(organisation) : null],
      )
      return rows.map((row) => row.user_name)
    },
    async events(type) {
      const { rows } = await owner.query(
        'select subject_id, organisation_id, facts from event where type = $1 order by id',
        [type],
      )
      return rows
    },
    async day(at) {
      clock.moveTo(at)
      await turnCertificationDay(portal.app.world)
    },
    async hear(queue, userId) {
      const about = { organisationId: portal.organisation('Korsbæk'), subjectType: 'user', subjectId: userId }
      await queue(portal.app.world).handle(about, { id: 'job' })
    },
    rows: async (statement, values = []) => (await owner.query(statement, values)).rows,
    userId: async (name) => (await portal.actor(name)).id,
    async clear() {
      clock.moveTo(now ?? '2026-11-23T09:00:00Z')
      await owner.query(
        `truncate certification_answer, certification_item, certification_reminder, certification_municipality,
           certification_round_role, certification_round, certification_schedule, provisioning_step,
           provisioning_record, task_answer, message, message_thread, internal_note, task, rollout,
           task_template_link, task_template_appendix, question, task_template_version, task_template,
           notification, notification_mail, notification_told, pending_assignment, assignment, role_ending, role_access, role_version, event cascade`,
      )
      await owner.query(`delete from role; delete from pgboss.job`)
      await owner.query(`delete from user_account u where not exists (select from session s where s.user_id = u.id)
        and u.name not in ('Katrine Holm', 'Lone Dahl', 'Signe Bruun', 'Omar Nielsen', 'Anders Skov')`)
    },
    close: () => portal.close(),
  }
}
