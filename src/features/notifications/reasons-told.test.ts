import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { insertTemplate, rollOut } from '../../../test/support/factories.ts'
import { kommuner, openPortal, type ProvisioningPortal } from '../../../test/support/provisioning-portal.ts'
import type { CastName } from '../../../test/support/test-app.ts'
import { civilDay } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { promiseRole, resignRole } from '../assignments/index.ts'
import { turnDay } from '../assignments/turn-of-day.ts'
import type { StandIn } from '../provisioning/connectors/mattermost/target-for-tests.ts'
import { reconcileQueue } from '../provisioning/work/reconcile-queues.ts'
import { assignPeople } from '../tasks/index.ts'
import { appointDeputy, endDeputy } from '../users/index.ts'
import { type Reason, toldEvents } from './domain.ts'
import { wordsOf } from './reason-words.ts'
import { tellWhatHappened } from './work.ts'

// What the features themselves emit, and what it is to those it concerns: a fact by another name would tell nobody.

let p: ProvisioningPortal
let standIn: StandIn
let roleId: string

beforeAll(async () => {
  p = await openPortal()
  for (const name of ['Katrine', 'Anders', 'Omar', 'Signe'] as const) await p.portal.actor(name)
})
afterAll(() => p.close())
beforeEach(async () => {
  standIn = await p.connectAnew()
  roleId = await p.newRole('Prøverolle', [kommuner])
  await p.portal.owner.query(
    'update notification_horizon set event_id = coalesce((select max(id) from event), event_id)',
  )
})
afterEach(async () => {
  for (const table of [
    'notification',
    'notification_mail',
    'notification_told',
    'pending_assignment',
    'deputy',
    'resignation',
  ])
    await p.portal.owner.query(`delete from ${table}`)
  await p.clear()
})

/** Tells, and says what there is new to each: 'Anders: Du har fået rollen …'. */
async function told(): Promise<string[]> {
  await tellWhatHappened(p.portal.app.world)
  const { rows } = await p.portal.owner.query<{
    name: string
    reason: Reason
    facts: Record<string, string>
    actorName: string
    subjectId: string
  }>(
    `select u.name, n.reason, n.facts, n.actor_name as "actorName", n.subject_id as "subjectId"
     from notification n join user_account u on u.id = n.user_id order by n.event_id, 1`,
  )
  await p.portal.owner.query('delete from notification')
  return rows.map((row) => `${row.name.split(' ')[0]}: ${wordsOf(row, 'da').title}`)
}

const act = <T>(name: CastName, work: (ctx: Context) => Promise<T>) => p.portal.act(name, work)
const later = (seconds: number) =>
  p.portal.clock.moveTo(new Date(p.portal.clock.now().getTime() + seconds * 1000).toISOString())

test('every event that somebody is told of is emitted by a feature', async () => {
  const files = (await readdir('src/features', { recursive: true })).filter(
    (name) => /\.tsx?$/.test(name) && !/\.test\.|^(notifications|audit)\/(domain|event-words)/.test(name),
  )
  const sources = await Promise.all(files.map((name) => readFile(join('src/features', name), 'utf8')))
  const all = sources.join('\n')
  const notFound = toldEvents.filter((type) => {
    const [thing = '', what = ''] = type.split('.')
    return !all.includes(`'${type}'`) && !new RegExp(`\`${thing}\\.\\$\\{[^\`]*\\b${what}\\b`).test(all)
  })
  expect(notFound).toEqual([])
})

test('whoever is made responsible', async () => {
  const templateId = await insertTemplate(p.portal, { title: 'Ret listen' })
  const number = (await rollOut(p.portal, { templateId, municipalities: ['Korsbæk'] })).Korsbæk ?? 0
  await told()
  const responsibleId = (await p.portal.actor('Anders')).id
  await act('Katrine', (ctx) => assignPeople(ctx, { number, expectedVersion: 1, responsibleId }))
  expect(await told()).toEqual([`Anders: Du er ansvarlig for »Ret listen« (#${number})`])
})

test('a role given, the access it opens, its end and the access closed', async () => {
  const assignmentId = await p.give('Anders', roleId)
  await p.runDue()
  expect(await told()).toEqual([
    'Anders: Du har fået rollen »Prøverolle«',
    'Anders: Du har adgang til Mattermost',
  ])
  await p.end(assignmentId)
  await p.runDue()
  expect(await told()).toEqual([
    'Anders: Du har ikke længere rollen »Prøverolle«',
    'Anders: Din adgang til Mattermost er lukket',
  ])
})

test('a role given up is told to the administrator, not to who gave it up', async () => {
  const assignmentId = await p.give('Anders', roleId)
  await told()
  await act('Anders', (ctx) => resignRole(ctx, { assignmentId }))
  expect(await told()).toContain('Katrine: Anders Skov har ikke længere rollen »Prøverolle«')
  expect((await told()).filter((line) => line.startsWith('Anders'))).toEqual([])
})

test('a promised role: kept at the first sign-in, or lapsed after thirty days', async () => {
  const promised = { roleId, name: 'Mads Friis', email: 'mads.friis@korsbaek.example' }
  await act('Katrine', (ctx) => promiseRole(ctx, promised))
  await told()
  await p.portal.as('Mads')
  expect(await told()).toEqual([
    'Mads: Du har fået rollen »Prøverolle«',
    'Katrine: Mads Friis har logget på og har nu rollen »Prøverolle«',
  ])
  const other = await p.newRole('En anden', [])
  await act('Katrine', (ctx) =>
    promiseRole(ctx, { roleId: other, name: 'Per Holst', email: 'per.holst@korsbaek.example' }),
  )
  await told()
  later(32 * 86_400)
  await turnDay(p.portal.app.world)
  expect(await told()).toEqual(['Katrine: Per Holst nåede ikke at logge på'])
})

test('a deputy is told of the beginning and of the end', async () => {
  const userId = (await p.portal.actor('Anders')).id
  const { id } = await act('Katrine', (ctx) =>
    appointDeputy(ctx, { userId, endsBefore: civilDay('2026-12-24') }),
  )
  await tellWhatHappened(p.portal.app.world)
  const inbox = (await (await p.portal.as('Anders')).get('/notifikationer')).body
  expect(inbox.replaceAll(/<[^>]+>/g, '')).toContain('Det gælder fra 23-11-2026 til og med 23-12-2026.')
  expect(await told()).toEqual(['Anders: Du er udpeget som stedfortræder for Katrine Holm'])
  await act('Katrine', (ctx) => endDeputy(ctx, id))
  expect(await told()).toEqual(['Anders: Du er ikke længere stedfortræder for Katrine Holm'])
})

test('a server out of order: operations, and whoever waits for it', async () => {
  await p.give('Anders', roleId)
  await told()
  await standIn.strike({ tokenDead: true })
  await p.runDue()
  expect((await told()).sort()).toEqual([
    'Anders: Din adgang til Mattermost er ikke åbnet endnu',
    'Omar: Mattermost er på pause',
  ])
})

test('drift: an account reactivated, one no longer linked, and a reconciliation that stopped', async () => {
  const reconcile = async () => {
    later(60)
    await reconcileQueue(p.workshop, ['mattermost']).handle({}, { id: 'job' })
  }
  const accountOf = async (name: 'Anders' | 'Katrine') => (await p.record(name)).account_id ?? ''
  const assignmentId = await p.give('Anders', roleId)
  await p.give('Katrine', roleId)
  await p.runDue()
  await p.end(assignmentId)
  await p.runDue()
  await told()
  await standIn.api('PUT', `/users/${await accountOf('Anders')}/active`, { active: true })
  const team = (await standIn.api('GET', `/teams/name/${standIn.team}`)).body.id
  await standIn.api('POST', `/teams/${team}/members`, {
    team_id: team,
    user_id: await accountOf('Anders'),
  })
  await standIn.api('PUT', `/users/${await accountOf('Katrine')}/password`, { new_password: 'Kodeord-1234' })
  await reconcile()
  expect((await told()).sort()).toEqual([
    'Omar: Anders Skov var inde i Mattermost uden en rolle',
    'Omar: Kontoen for Katrine Holm var ikke koblet til Tværs’ login',
  ])
  await standIn.strike({ rules: [{ kind: 'drop', times: 99 }] })
  await reconcile()
  expect(await told()).toContain('Omar: Afstemningen med Mattermost stoppede')
})
