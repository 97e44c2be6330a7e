import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { kommuner, openPortal, type ProvisioningPortal } from '../../../test/support/provisioning-portal.ts'
import { civilDay } from '../../kernel/civil-day.ts'
import type { EvidenceFile } from '../evidence/domain/evidence-file.ts'
import { verifyEvidence } from '../evidence/domain/verification.ts'
import { answerItems } from './actions/answering.ts'
import { closeRound } from './actions/closing.ts'
import { decideBrake } from './actions/deciding.ts'
import { startRound } from './actions/starting.ts'
import type { GivenAnswer } from './domain/item.ts'
import { turnCertificationDay, workInAll } from './work/queues.ts'

/** Roles that open Mattermost, with the worker that opens and closes there: what the round says of it (A2, C7). */
let p: ProvisioningPortal
let roleId: string

beforeAll(async () => {
  p = await openPortal()
  for (const name of ['Katrine', 'Signe', 'Omar', 'Anders'] as const) await p.portal.actor(name)
})
afterAll(() => p.close())
beforeEach(async () => {
  await p.portal.owner.query(
    'truncate certification_item, certification_municipality, certification_round_role, certification_round, task, rollout, task_template cascade',
  )
  await p.clear()
  await p.connectAnew()
  roleId = await p.newRole('Deltager', [kommuner])
})

const later = (seconds = 60) =>
  p.portal.clock.moveTo(new Date(p.portal.clock.now().getTime() + seconds * 1000).toISOString())

const start = async (nonResponse: 'keep' | 'suspend' = 'keep'): Promise<string> => {
  const plan = {
    name: 'Årlig bekræftelse',
    audience: { kind: 'all' },
    closesOn: civilDay('2026-12-11'),
  } as const
  const asked = { ...plan, roleIds: [roleId], nonResponse, graceDays: null }
  return (await p.portal.act('Signe', (ctx) => startRound(ctx, asked))).id
}

async function answer(given: Omit<GivenAnswer, 'itemId'>): Promise<void> {
  const { rows } = await p.portal.owner.query<{ id: string }>('select id from certification_item')
  const [result] = await p.portal.act('Katrine', (ctx) =>
    answerItems(ctx, [{ itemId: rows[0]?.id ?? '', ...given }]),
  )
  expect(result).toMatchObject({ result: 'saved' })
}
const withdraw = () => answer({ answer: 'withdraw', reason: 'Har fået andre opgaver' })

/** Everything that waits at Mattermost, and then what the round makes of it. */
async function settle(): Promise<void> {
  await p.runDue()
  later()
  await workInAll(p.portal.app.world, null)
}

const lineNow = async () =>
  (await p.portal.owner.query('select access_outcome, access_closed_at, replaced_at from certification_item'))
    .rows[0]
const closings = async () =>
  (await p.portal.owner.query(`select at from event where type = 'access.closed' order by id`)).rows.map(
    ({ at }) => at,
  )

/** What everybody is shown and given of the one line: page, report, and the signed file, which must be whole. */
async function told(id: string) {
  const katrine = await p.portal.as('Katrine')
  const csv = (await katrine.get(`/bekraeftelser/${id}/rapport?format=csv`)).payload
  const cells = csv.trim().split('\r\n').at(-1)?.split(';') ?? []
  const file = (await katrine.get('/dokumentation/fil')).payload
  expect(verifyEvidence(file, new Map()).outcome).toBe('whole')
  const [item] = (JSON.parse(file) as EvidenceFile).statement.certifications[0]?.items ?? []
  const anders = await (await p.portal.as('Anders')).get(`/bekraeftelser/${id}`)
  return {
    page: anders.payload,
    outcome: cells.at(-3),
    closed: cells.at(-1),
    signed: { at: item?.accessClosedAt, outcome: item?.accessOutcome },
  }
}

test('withdrawn and given again before anybody looked: the access was never seen closed', async () => {
  await p.give('Anders', roleId)
  await p.runDue()
  const id = await start()
  await withdraw()
  expect(await lineNow()).toMatchObject({ access_outcome: null })
  later(1)
  await p.give('Anders', roleId)
  await settle()
  expect(await closings()).toEqual([])
  expect(await lineNow()).toMatchObject({ access_outcome: 'continues', access_closed_at: null })
  const { page, ...said } = await told(id)
  expect(said).toEqual({
    outcome: 'Afsluttet, adgangen fortsætter gennem en anden tildeling',
    closed: 'Fortsætter gennem en anden tildeling',
    signed: { at: null, outcome: 'continues' },
  })
  expect(page).toContain('Afsluttet, adgangen fortsætter gennem en anden tildeling')
})

test('closed and then given again, before the round looked: told as closed when it was', async () => {
  await p.give('Anders', roleId)
  await p.runDue()
  const id = await start()
  await withdraw()
  later()
  await p.runDue()
  later()
  await p.give('Anders', roleId)
  await settle()
  const [at] = await closings()
  expect(at.toISOString()).toBe('2026-11-23T09:01:00.000Z')
  expect(await lineNow()).toMatchObject({ access_outcome: 'closed', access_closed_at: at })
  expect(await told(id)).toMatchObject({
    outcome: 'Afsluttet',
    closed: expect.stringContaining('23-11-2026'),
    signed: { at: at.toISOString(), outcome: 'closed' },
  })
})

test('another role that opens the same place keeps it open', async () => {
  const other = await p.newRole('En anden rolle', [{ team: 'kommuner', channels: ['varsler'] }])
  await p.give('Anders', roleId)
  await p.give('Anders', other)
  await p.runDue()
  await start()
  await withdraw()
  await settle()
  expect(await p.record('Anders')).toMatchObject({ state: 'active' })
  expect(await lineNow()).toMatchObject({ access_outcome: 'continues', access_closed_at: null })
})

test('another role that opens another place keeps nothing of it open', async () => {
  const other = await p.newRole('En anden rolle', [{ team: 'andre', channels: [] }])
  await p.give('Anders', roleId)
  await p.runDue()
  await start()
  await withdraw()
  await p.give('Anders', other)
  await settle()
  // The stand-in has no such team: the work waits there, and so does the round.
  expect(await p.record('Anders')).toMatchObject({ state: 'held', wanted: [{ team: 'andre', channels: [] }] })
  expect(await lineNow()).toMatchObject({ access_outcome: null })
  const at = '2026-11-23T10:00:00Z'
  await p.portal.owner.query(`update provisioning_record set state = 'active', verified_at = $1`, [at])
  await workInAll(p.portal.app.world, null)
  expect(await lineNow()).toMatchObject({ access_outcome: 'closed', access_closed_at: new Date(at) })
})

test('withdrawn before anything was opened: there was none to close', async () => {
  await p.give('Anders', roleId)
  const id = await start()
  await withdraw()
  await workInAll(p.portal.app.world, null)
  expect(await lineNow()).toMatchObject({ access_outcome: 'none', access_closed_at: null })
  expect(await told(id)).toMatchObject({ outcome: 'Afsluttet', closed: 'Ingen adgang at lukke' })
})

test('one replaced is told as replaced, the access closing, until it was read back; then the round can end', async () => {
  await p.give('Anders', roleId)
  await p.runDue()
  const id = await start()
  await answer({ answer: 'replace', successorId: (await p.portal.actor('Katrine')).id })
  await settle()
  expect(await lineNow()).toMatchObject({ access_outcome: null, replaced_at: expect.any(Date) })
  expect(await told(id)).toMatchObject({
    page: expect.stringContaining('Erstattet af Katrine Holm, adgangen lukkes'),
    outcome: 'Erstattet, adgangen lukkes',
    closed: '',
    signed: { at: null, outcome: null },
  })
  const status = async () => (await p.portal.owner.query('select status from certification_round')).rows
  for (const day of ['2026-12-12T09:00:00Z', '2026-12-27T09:00:00Z']) {
    p.portal.clock.moveTo(day)
    await turnCertificationDay(p.portal.app.world)
  }
  expect(await status()).toEqual([{ status: 'closed' }])
  await settle()
  const [at] = await closings()
  const { page, ...said } = await told(id)
  expect(page).toContain('Erstattet af Katrine Holm')
  expect(page).not.toContain('adgangen lukkes')
  expect(said).toEqual({
    outcome: 'Erstattet',
    closed: expect.stringContaining('27-12-2026'),
    signed: { at: at.toISOString(), outcome: 'closed' },
  })
  await turnCertificationDay(p.portal.app.world)
  expect(await status()).toEqual([{ status: 'settled' }])
})

test('one on pause the same; answered for late, nothing was closed for good', async () => {
  await p.give('Anders', roleId)
  await p.runDue()
  const id = await start('suspend')
  await p.portal.act('Signe', (ctx) => closeRound(ctx, id))
  await p.portal.act('Omar', (ctx) => decideBrake(ctx, { roundId: id, roleId, decision: 'approved' }))
  await workInAll(p.portal.app.world, null)
  expect(await told(id)).toMatchObject({ outcome: 'Uden svar: sat på pause, adgangen lukkes', closed: '' })
  await settle()
  const [at] = await closings()
  expect(await told(id)).toMatchObject({
    page: expect.stringContaining('Uden svar, sat på pause<'),
    outcome: 'Uden svar: sat på pause',
    signed: { at: at.toISOString(), outcome: 'closed' },
  })
  await answer({ answer: 'keep' })
  expect(await lineNow()).toMatchObject({ access_outcome: null, access_closed_at: null })
  await settle()
  expect(await told(id)).toMatchObject({ outcome: 'Fortsætter', closed: '' })
})
