import { startRound } from '../../src/features/certification/index.ts'
import { tellWhatHappened } from '../../src/features/notifications/work.ts'
import { civilDay } from '../../src/kernel/civil-day.ts'
import type { Route } from '../../src/platform/http/route.ts'
import { insertHolder, insertRole, insertTemplate, rollOut } from './factories.ts'
import { multipartForm } from './multipart.ts'
import { addressOf } from './route-addresses.ts'
import type { TestApp } from './test-app.ts'

/** Words that stand in Korsbæk's inside and nowhere else. */
export const secrets = {
  message: 'hemmelig-besked',
  note: 'hemmelig-note',
  file: 'hemmelig-fil',
  reason: 'hemmelig-begrundelse',
  promised: 'hemmelig-lovet',
  proposed: 'hemmelig-foreslået',
  letter: 'hemmeligt-brev',
} as const

/** One of everything a municipality can have, in Korsbæk; and a task of the same template in Aarhus. */
export interface KorsbaekThings {
  readonly number: number
  readonly roleId: string
  readonly templateId: string
  readonly rolloutId: string
  readonly assignmentId: string
  readonly attachmentId: string
  readonly userId: string
  /** Of the KLIK-administrator's own. */
  readonly ownAssignmentId: string
  readonly pendingId: string
  readonly resignationId: string
  readonly deputyId: string
  /** A letter to the role that only Korsbæk got, and Katrine's notification of it. */
  readonly letterId: string
  readonly notificationId: string
  /** A mail to somebody of Korsbæk. */
  readonly mailId: string
  readonly certificationRoundId: string
  readonly certificationItemId: string
  /** A sign-in of the KLIK-administrator's. */
  readonly sessionId: string
}

export async function makeKorsbaekThings(portal: TestApp): Promise<KorsbaekThings> {
  const katrine = await portal.as('Katrine')
  await portal.as('Anders')
  const roleId = await insertRole(portal, 'Prøverolle')
  const templateId = await insertTemplate(portal, { title: 'Prøveopgave' })
  const numbers = await rollOut(portal, { templateId, municipalities: ['Korsbæk', 'Aarhus'] })
  const number = numbers.Korsbæk as number
  const assignmentId = await insertHolder(portal, roleId, 'Anders')
  await katrine.post(`/opgaver/${number}/beskeder`, { body: secrets.message })
  await katrine.post(`/opgaver/${number}/noter`, { body: secrets.note })
  const form = multipartForm({ name: `${secrets.file}.txt`, content: Buffer.from('indhold') })
  await katrine.request({ method: 'POST', url: `/opgaver/${number}/filer`, ...form })
  await katrine.post(`/opgaver/${number}/fravalg`, { reason: secrets.reason, version: '1' })
  const other = await insertRole(portal, 'Anden prøverolle')
  const ownAssignmentId = await insertHolder(portal, other, 'Katrine')
  const resigned = await insertHolder(portal, other, 'Anders')
  await resign(portal, resigned)
  await promiseRoleTo(portal, roleId)
  await appoint(portal)
  const signe = await portal.as('Signe')
  await signe.post(`/rollegalleri/${roleId}/breve`, {
    ...{ id: portal.clock.newId(), target: 'holders', audience: 'list' },
    ...{
      organisationIds: String(portal.organisation('Korsbæk')),
      subject: secrets.letter,
      body: secrets.letter,
    },
  })
  await tellWhatHappened(portal.app.world)
  await portal.owner.query(
    `insert into notification (organisation_id, user_id, event_id, reason, subject_type, subject_id, facts, actor_name, at)
     select organisation_id, $1, event_id, reason, subject_type, subject_id, facts, actor_name, at from notification
     where reason = 'letter'`,
    [(await portal.actor('Katrine')).id],
  )
  const plan = {
    name: 'Prøverunde',
    roleIds: [roleId],
    audience: { kind: 'all' },
    closesOn: civilDay('2026-12-31'),
    nonResponse: 'asRole',
    graceDays: null,
  } as const
  const round = await portal.act('Signe', (ctx) => startRound(ctx, plan))
  const one = async (statement: string) =>
    (await portal.owner.query<{ id: string }>(statement)).rows[0]?.id ?? ''
  return {
    number,
    roleId,
    templateId,
    rolloutId: await one('select id from rollout order by published_at, id limit 1'),
    assignmentId,
    attachmentId: await one('select id from attachment limit 1'),
    letterId: await one('select id from role_mail limit 1'),
    notificationId: await one(
      `select id from notification where user_id = '${(await portal.actor('Katrine')).id}'`,
    ),
    mailId: await one(
      `select m.id from notification_mail m join organisation o on o.id = m.organisation_id
       where o.short_name = 'Korsbæk' limit 1`,
    ),
    certificationRoundId: round.id,
    certificationItemId: await one('select id from certification_item limit 1'),
    userId: await one(`select id from user_account where name = 'Anders Skov'`),
    ownAssignmentId,
    pendingId: await one('select id from pending_assignment limit 1'),
    resignationId: await one('select id from resignation limit 1'),
    deputyId: await one('select id from deputy limit 1'),
    sessionId: await one(
      `select s.id from session s join user_account u on u.id = s.user_id where u.name = 'Katrine Holm' limit 1`,
    ),
  }
}

/** Anders gives up a role and proposes somebody. */
async function resign(portal: TestApp, assignmentId: string): Promise<void> {
  const anders = await portal.as('Anders')
  const successor = { efterfoelger: 'ny', name: secrets.proposed, email: 'ny@korsbaek.example' }
  await anders.post(`/mine-roller/${assignmentId}/sig-fra`, { reason: secrets.reason, ...successor })
}

async function promiseRoleTo(portal: TestApp, roleId: string): Promise<void> {
  const katrine = await portal.as('Katrine')
  const person = { name: secrets.promised, email: 'kommer@korsbaek.example' }
  await katrine.post(`/roller/${roleId}/tildelinger`, { kendt: 'nej', ...person })
}

/** Anders acts for Katrine from some day to come: today he is as everybody knows him. */
async function appoint(portal: TestApp): Promise<void> {
  const katrine = await portal.as('Katrine')
  const { id } = await portal.actor('Anders')
  const days = { startsOn: '01-12-2026', lastDay: '31-12-2026' }
  await katrine.post('/stedfortraeder', { userId: id, ...days })
}

/** What `:id` names, by the first words that fit the path. */
const kinds: readonly (readonly [RegExp, keyof KorsbaekThings])[] = [
  [/notification-choices/, 'userId'],
  [/role-letters/, 'letterId'],
  [/notifikationer\/log|notification-mails/, 'mailId'],
  [/notif/, 'notificationId'],
  [/mine-sessioner/, 'sessionId'],
  [/certification-items/, 'certificationItemId'],
  [/bekraeftelser|certification/, 'certificationRoundId'],
  [/attachments|filer/, 'attachmentId'],
  [/afventende|pending-assignments/, 'pendingId'],
  [/forslag|resignations/, 'resignationId'],
  [/stedfortraeder|deputies/, 'deputyId'],
  [/sig-fra/, 'ownAssignmentId'],
  [/users/, 'userId'],
  [/assignments|tildelinger/, 'assignmentId'],
  [/rolle|roles/, 'roleId'],
  [/udrulninger|rollouts/, 'rolloutId'],
]

/** A route's address at Korsbæk's things. */
export function addressAt(route: Route, things: KorsbaekThings): string {
  const found = kinds.find(([path]) => path.test(route.path))
  return addressOf(route, {
    number: String(things.number),
    id: things[found?.[1] ?? 'templateId'] as string,
    userId: things.userId,
    roleId: things.roleId,
    organisationId: '1',
    templateId: things.templateId,
    letterId: things.letterId,
  })
}

/** What each changing route needs to get past its input, so that only the reach is left to refuse. */
export const validInput: Readonly<Record<string, Record<string, string>>> = {
  'POST /opgaver/:number/fravalg': { reason: 'Vi er ikke med', version: '1' },
  'POST /opgaver/:number/startdato': { startsOn: '24-12-2026', version: '1' },
  'POST /opgaver/:number/personer': { version: '1' },
  'POST /opgaver/:number/fuldfoert': { version: '1' },
  'POST /opgaver/:number/i-gang': { version: '1' },
  'POST /opgaver/:number/genaabn': { version: '1' },
  'POST /opgaver/:number/beskeder': { body: 'Hej' },
  'POST /opgaver/:number/noter': { body: 'Hej' },
  'POST /roller/:roleId/tildelinger/:id/afslut': { reason: 'Er rejst' },
  'PUT /api/v1/tasks/:number/opt-out': { reason: 'Vi er ikke med' },
  'POST /api/v1/tasks/:number/messages': { body: 'Hej' },
  'POST /api/v1/tasks/:number/internal-notes': { body: 'Hej' },
  'PUT /api/v1/certification-items/:id/answer': { answer: 'keep' },
  'DELETE /api/v1/assignments/:id': { reason: 'Er rejst' },
  'POST /fratraedelse/:userId': { reason: 'Er rejst' },
  'POST /fratraedelse/:userId/ny-stilling': { title: 'It-chef' },
  'POST /api/v1/users/:id/moves': { title: 'It-chef' },
  'POST /mine-roller/:id/sig-fra': { efterfoelger: 'ingen' },
  'PUT /api/v1/resignations/:id/settlement': { outcome: 'given' },
  'PATCH /api/v1/tasks/:number': { startsOn: '2026-12-24' },
}
