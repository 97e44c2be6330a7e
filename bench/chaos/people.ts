import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Actor, Side } from '../../src/kernel/actor.ts'
import { permissionsOf, type UserSystemRole } from '../../src/kernel/permissions.ts'

/** Sees and changes everything. */
export type Owner = Pick<pg.Pool, 'query'>

/** What a role opens. */
export interface Place {
  readonly team: string
  readonly channels: readonly string[]
}

export interface OpeningRole {
  readonly id: string
  readonly name: string
  readonly opens: readonly Place[]
}

export interface ChaosPerson {
  readonly id: string
  readonly index: number
  readonly email: string
  readonly organisationId: number
  /** The cookie of their open session. */
  readonly cookie: string
}

export interface People {
  readonly persons: readonly ChaosPerson[]
  readonly roles: readonly OpeningRole[]
  administratorOf(organisationId: number): Actor
  readonly editor: Actor
  readonly operator: Actor
}

/** Overlapping, and in two teams, so that one role's end leaves some of another's places. */
const roleOpens: readonly (readonly Place[])[] = [
  [{ team: 'kommuner', channels: ['varsler'] }],
  [{ team: 'kommuner', channels: ['advisering', 'teknisk-sparring', 'varsler'] }],
  [
    { team: 'beredskab', channels: ['vagt'] },
    { team: 'kommuner', channels: ['varsler'] },
  ],
]

/** Few enough of each that there are namesakes. */
const firstNames = [
  'Anne',
  'Bjørn',
  'Åse',
  'Søren',
  'Ærinda',
  'Jean-Luc',
  'Zoë',
  'Ib',
  'Dorte',
  'Carl',
  'Fie',
]
const lastNames = [
  'Jensen',
  'Møller',
  'Ågaard',
  'Sørensen',
  'Lund',
  'Krogh',
  'Bæk',
  'Łaski',
  'Ng',
  'Holm',
  'Friis',
  'Dahl',
  'Skov',
]

const personsInEach = 5

/** The same at each run. */
const idOf = (kind: number, index: number): string =>
  `00000000-000${kind}-4000-8000-${String(index).padStart(12, '0')}`

interface Row {
  readonly id: number
  readonly name: string
  readonly kind: Side
}

function actorOf(organisation: Row, id: string, name: string, role: UserSystemRole): Actor {
  return {
    kind: 'user',
    id,
    name,
    side: organisation.kind,
    organisationId: organisation.id,
    organisationName: organisation.name,
    systemRoles: [role],
    permissions: permissionsOf([role]),
  }
}

async function insertUser(
  owner: Owner,
  user: { id: string; name: string; email: string; organisationId: number; role: UserSystemRole },
  at: Date,
): Promise<void> {
  await owner.query(
    `insert into user_account (id, organisation_id, name, email, system_roles, first_signed_in_at, last_signed_in_at)
     values ($1, $2, $3, $4, array[$5], $6, $6)`,
    [user.id, user.organisationId, user.name, user.email, user.role, at],
  )
}

/** Opened in the future: it does not end before the run does. */
async function insertSession(
  owner: Owner,
  userId: string,
  organisationId: number,
  at: Date,
): Promise<string> {
  const token = `chaos-${userId}`
  await owner.query(
    `insert into session (token_hash, user_id, organisation_id, system_roles, created_at, last_seen_at, door)
     values ($1, $2, $3, '{bruger}', $4, $4, 'demo')`,
    [
      createHash('sha256').update(token).digest(),
      userId,
      organisationId,
      new Date(at.getTime() + 30 * 86_400_000),
    ],
  )
  return `__Host-tvaers_session=${token}`
}

async function insertRole(owner: Owner, index: number, at: Date): Promise<OpeningRole> {
  const role = { id: idOf(7, index), name: `Mattermost ${index + 1}`, opens: roleOpens[index] ?? [] }
  await owner.query(
    `insert into role (id, name, kind, non_response, grace_days, certification_months)
     values ($1, $2, 'crossCutting', $3, 0, 12)`,
    [role.id, role.name, index === 0 ? 'remove' : 'suspend'],
  )
  await owner.query(
    `insert into role_version (role_id, version, purpose, tasks, valid_from, created_at, created_by, created_by_name, rules)
     values ($1, 1, 'Formål', 'Opgaver', '2026-01-01', $2, $1, 'Signe Bruun', role_rules($1))`,
    [role.id, at],
  )
  for (const { team, channels } of role.opens)
    await owner.query(
      `insert into role_access (role_id, connector, team, channels) values ($1, 'mattermost', $2, $3)`,
      [role.id, team, channels],
    )
  return role
}

/** People of several municipalities with an administrator each, and the roles they may be given. */
export async function loadPeople(owner: Owner, count: number, at: Date): Promise<People> {
  const { rows } = await owner.query<Row>('select id, name, kind from organisation order by id')
  const central = rows.find(({ kind }) => kind === 'central')
  const municipalities = rows
    .filter(({ kind }) => kind === 'municipality')
    .slice(0, Math.ceil(count / personsInEach))
  if (!central) throw new Error('There is no central body.')
  const roles: OpeningRole[] = []
  for (const index of roleOpens.keys()) roles.push(await insertRole(owner, index, at))
  const administrators = new Map<number, Actor>()
  for (const [index, municipality] of municipalities.entries()) {
    const user = { id: idOf(2, index), name: 'Katrine Holm', role: 'klik_administrator' as const }
    const email = `administrator${index}@kommune.example`
    await insertUser(owner, { ...user, email, organisationId: municipality.id }, at)
    administrators.set(municipality.id, actorOf(municipality, user.id, user.name, user.role))
  }
  const persons: ChaosPerson[] = []
  for (let index = 0; index < count; index++) {
    const municipality = municipalities[index % municipalities.length]
    if (!municipality) throw new Error('There are no municipalities.')
    const name = `${firstNames[index % firstNames.length]} ${lastNames[index % lastNames.length]}`
    const [id, email] = [idOf(1, index), `person${index}@kommune.example`]
    await insertUser(owner, { id, name, email, organisationId: municipality.id, role: 'bruger' }, at)
    const cookie = await insertSession(owner, id, municipality.id, at)
    persons.push({ id, index, email, organisationId: municipality.id, cookie })
  }
  return {
    persons,
    roles,
    administratorOf(organisationId) {
      const found = administrators.get(organisationId)
      if (!found) throw new Error('Nobody administers that municipality.')
      return found
    },
    editor: actorOf(central, idOf(3, 0), 'Signe Bruun', 'kombit_redaktoer'),
    operator: actorOf(central, idOf(3, 1), 'Omar Nielsen', 'kombit_drift'),
  }
}
