import { expect, test } from 'vitest'
import { openCertificationPortal } from '../../../test/support/certification-portal.ts'
import { openPortal } from '../../../test/support/provisioning-portal.ts'
import type { TestApp } from '../../../test/support/test-app.ts'
import { civilDay } from '../../kernel/civil-day.ts'
import { assignRole, promiseRole } from '../assignments/index.ts'
import { turnDay } from '../assignments/turn-of-day.ts'
import { answerItems, decideBrake, rerunRound } from '../certification/index.ts'
import { endRole } from '../roles/actions-ending.ts'
import type { EvidenceFile } from './domain/evidence-file.ts'
import { verifyEvidence } from './domain/verification.ts'

/** Korsbæk's file as it stands, which must be whole whatever has happened. */
async function wholeFile(portal: TestApp): Promise<EvidenceFile['statement']> {
  const answer = await (await portal.as('Katrine')).get('/dokumentation/fil')
  expect(answer.statusCode).toBe(200)
  const verdict = verifyEvidence(answer.payload, new Map())
  expect(verdict.outcome, verdict.lines.join('\n')).toBe('whole')
  return (JSON.parse(answer.payload) as EvidenceFile).statement
}

test('a round that paused and removed holders, one of whom was answered for late', async () => {
  const c = await openCertificationPortal()
  try {
    for (const name of ['Katrine', 'Signe', 'Omar'] as const) await c.portal.actor(name)
    const removing = await c.newRole('Prøverolle', { nonResponse: 'remove', graceDays: 3 })
    const pausing = await c.newRole('Anden rolle', { nonResponse: 'suspend', graceDays: 3 })
    for (const [role, name] of [
      [removing, 'Person A'],
      [removing, 'Person B'],
      [pausing, 'Person C'],
      [pausing, 'Person D'],
    ] as const)
      await c.hold(role, await c.newUser(name))
    const id = await c.start({ roleIds: [removing, pausing] })
    await wholeFile(c.portal)
    await c.portal.owner.query(`update role set name = name || ' med nyt navn' where id = $1`, [removing])
    await c.day('2027-01-04T09:00:00Z')
    for (const roleId of [removing, pausing])
      await c.portal.act('Omar', (ctx) => decideBrake(ctx, { roundId: id, roleId, decision: 'approved' }))
    for (const at of ['2027-01-05T09:00:00Z', '2027-01-08T09:00:00Z', '2027-01-12T09:00:00Z']) {
      await c.day(at)
      await wholeFile(c.portal)
    }
    const before = await wholeFile(c.portal)
    const line = before.certifications[0]?.items.find(({ userName }) => userName === 'Person C')
    await c.portal.act('Katrine', (ctx) => answerItems(ctx, [{ itemId: line?.id ?? '', answer: 'keep' }]))
    const [round] = (await wholeFile(c.portal)).certifications
    expect(round?.items.map((item) => [item.userName, item.withoutAnswer, item.answers.length])).toEqual([
      ['Person C', null, 1],
      ['Person D', 'suspended', 0],
      ['Person A', 'removed', 0],
      ['Person B', 'removed', 0],
    ])
    // As it was called when the round began.
    expect(round?.items.at(-1)?.roleName).toBe('Prøverolle')
  } finally {
    await c.close()
  }
})

test('a round that was asked again names the one that took its lines over', async () => {
  const c = await openCertificationPortal()
  try {
    for (const name of ['Katrine', 'Signe', 'Omar'] as const) await c.portal.actor(name)
    const roleId = await c.newRole('Prøverolle', { nonResponse: 'remove', graceDays: 14 })
    await c.hold(roleId, await c.newUser('Person A'))
    const roundId = await c.start({ roleIds: [roleId], name: 'Runden', closesOn: civilDay('2026-12-11') })
    await c.day('2026-12-12T09:00:00Z')
    const again = { roundId, closesOn: civilDay('2027-01-06'), name: 'Runden, igen' }
    const { id: later } = await c.portal.act('Signe', (ctx) => rerunRound(ctx, again))
    await c.day('2027-01-20T09:00:00Z')
    const rounds = (await wholeFile(c.portal)).certifications
    expect(rounds.map(({ items }) => items[0])).toMatchObject([
      { withoutAnswer: 'askedAgain', askedAgainIn: later },
      { withoutAnswer: 'held', askedAgainIn: null },
    ])
    const report = await (await c.portal.as('Katrine')).get(`/bekraeftelser/${roundId}/rapport?format=csv`)
    expect(report.payload).toContain('Spurgt igen i »Runden, igen«')
  } finally {
    await c.close()
  }
})

test('a role that ended for everybody, with somebody who waited for it and a line that fell', async () => {
  const c = await openCertificationPortal()
  try {
    for (const name of ['Katrine', 'Signe'] as const) await c.portal.actor(name)
    const roleId = await c.newRole('Udgår', { opens: true })
    const { id: userId } = await c.portal.actor('Anders')
    await c.portal.act('Katrine', (ctx) => assignRole(ctx, { roleId, userId }))
    const promised = { roleId, name: 'Nina Berg', email: 'nina@korsbaek.example' }
    await c.portal.act('Katrine', (ctx) => promiseRole(ctx, promised))
    await c.start({ roleIds: [roleId] })
    const draft = { endsBefore: civilDay('2026-12-10'), reason: 'Den lukker.', replacedById: null }
    await c.portal.act('Signe', (ctx) => endRole(ctx, { roleId, draft }))
    await wholeFile(c.portal)
    c.portal.clock.moveTo('2026-12-10T09:00:00Z')
    await turnDay(c.portal.app.world)
    await c.day('2026-12-10T10:00:00Z')
    const file = await wholeFile(c.portal)
    expect(file.assignments).toMatchObject([
      {
        userName: 'Anders Skov',
        roleName: 'Udgår',
        ended: { byName: 'Tværs', at: '2026-12-10T09:00:00.000Z' },
      },
    ])
    const ended = file.events.find(({ event }) => event.type === 'assignment.ended')
    expect(ended?.event.facts).toMatchObject({ cause: 'roleEnded', endsWithRole: true })
    expect(file.pendingAssignments).toMatchObject([{ personName: 'Nina Berg', outcome: 'refused' }])
    expect(file.certifications[0]?.items).toMatchObject([{ withoutAnswer: 'elsewhere' }])
  } finally {
    await c.close()
  }
})

test('an access that opened, closed and opened again', async () => {
  const p = await openPortal()
  try {
    await p.connectAnew()
    const roleId = await p.newRole('Deltager', [{ team: 'kommuner', channels: ['varsler'] }])
    const states: (string | undefined)[] = []
    for (let turn = 0; turn < 2; turn++) {
      const id = await p.give('Anders', roleId)
      await p.runDue()
      states.push((await wholeFile(p.portal)).accesses[0]?.state)
      p.portal.clock.moveTo(new Date(p.portal.clock.now().getTime() + 60_000).toISOString())
      await p.end(id)
      states.push((await wholeFile(p.portal)).accesses[0]?.state)
      await p.runDue()
      states.push((await wholeFile(p.portal)).accesses[0]?.state)
      p.portal.clock.moveTo(new Date(p.portal.clock.now().getTime() + 60_000).toISOString())
    }
    expect(states).toEqual(['active', 'active', 'closed', 'active', 'active', 'closed'])
  } finally {
    await p.close()
  }
})
