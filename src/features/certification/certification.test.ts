import { describe, expect, test } from 'vitest'
import {
  type CertificationPortal,
  useCertificationPortal,
} from '../../../test/support/certification-portal.ts'
import { civilDay } from '../../kernel/civil-day.ts'
import { answerItems } from './actions/answering.ts'
import { closeRound } from './actions/closing.ts'
import { decideBrake } from './actions/deciding.ts'
import { rerunRound } from './actions/rerunning.ts'
import type { GivenAnswer } from './domain/item.ts'
import { leaverQueue, workInAll } from './work/queues.ts'

// Longer than a file should be: all of these share one portal on a database of its own, which takes longer to open than they to run.

const c = useCertificationPortal('Katrine', 'Lone', 'Signe', 'Omar', 'Anders')

const answer = (...answers: GivenAnswer[]) => c.portal.act('Katrine', (ctx) => answerItems(ctx, answers))
const close = (id: string) => c.portal.act('Signe', (ctx) => closeRound(ctx, id))
const work = () => workInAll(c.portal.app.world, null)

async function withHolders(count: number, rules: Parameters<CertificationPortal['newRole']>[1] = {}) {
  const roleId = await c.newRole('Prøverolle', rules)
  const users: string[] = []
  for (let index = 0; index < count; index++) {
    users.push(await c.newUser(`Person ${String.fromCharCode(65 + index)}`))
    await c.hold(roleId, users[index] as string, 'Korsbæk', {
      primary: index === 0 && rules.hasPrimary === true,
    })
  }
  return { roleId, users }
}

describe('a round begins (C1)', () => {
  test('freezes the holders, gives each municipality with one its task, and tells both sides', async () => {
    const { roleId } = await withHolders(2)
    await c.hold(roleId, await c.newUser('Aage Aarhus', 'Aarhus'), 'Aarhus')
    const id = await c.start({ roleIds: [roleId] })
    expect((await c.lines(id)).map((line) => line.user_name)).toEqual(['Person A', 'Person B', 'Aage Aarhus'])
    const parts = await c.rows(
      `select o.short_name, m.item_count, m.undecided, t.priority, t.due_on::text, tt.answer_path
       from certification_municipality m join organisation o on o.id = m.organisation_id
         join task t on t.organisation_id = m.organisation_id and t.number = m.task_number
         join task_template tt on tt.id = t.template_id order by 1`,
    )
    const task = { priority: 'mandatory', due_on: '2026-12-31', answer_path: `/bekraeftelser/${id}` }
    expect(parts).toEqual([
      { short_name: 'Korsbæk', item_count: 2, undecided: 2, ...task },
      { short_name: 'Aarhus', item_count: 1, undecided: 1, ...task },
    ])
    expect((await c.events('certification.opened')).map((event) => event.facts.undecided)).toEqual([1, 2])
    expect(await c.events('certificationRound.started')).toHaveLength(1)
  })

  test('what changes afterwards is not in it', async () => {
    const { roleId, users } = await withHolders(1)
    const id = await c.start({ roleIds: [roleId] })
    await c.rows(`update user_account set name = 'Gift Navn' where id = $1`, [users[0]])
    await c.hold(roleId, await c.newUser('Person Ny'))
    expect((await c.lines(id)).map((line) => line.user_name)).toEqual(['Person A'])
  })

  test('nobody is asked about in two open rounds, and a round about nobody is none', async () => {
    const { roleId } = await withHolders(1)
    await c.start({ roleIds: [roleId] })
    await expect(c.start({ roleIds: [roleId] })).rejects.toThrow('roleIds')
  })
})

describe('answers', () => {
  test('keep, withdraw and replace do what they say, and the task completes itself', async () => {
    const { roleId, users } = await withHolders(3, { hasPrimary: true })
    const successorId = await c.newUser('Person Z')
    const id = await c.start({ roleIds: [roleId] })
    const [a, b, d] = await c.lines(id)
    const results = await answer(
      { itemId: a?.id ?? '', answer: 'replace', successorId },
      { itemId: b?.id ?? '', answer: 'withdraw', reason: 'Er stoppet' },
      { itemId: d?.id ?? '', answer: 'keep' },
    )
    expect(results.map(({ result }) => result)).toEqual(['saved', 'saved', 'saved'])
    // The role opens nothing, so nobody waits for anything.
    expect(await c.holders(roleId)).toEqual(['Person C', 'Person Z'])
    expect(await c.rows(`select user_name from assignment where is_primary and ended_at is null`)).toEqual([
      { user_name: 'Person Z' },
    ])
    const [task] = await c.rows(`select status, outcome from task`)
    expect(task).toEqual({ status: 'completed', outcome: 'participated' })
    const [completed] = await c.events('task.completed')
    expect(completed?.facts.because).toBe('Alle linjerne i bekræftelsen har fået svar.')
    expect(await c.events('certification.completed')).toHaveLength(1)
    expect(users).toHaveLength(3)
  })

  test('each is judged by itself: a bad one stops no other', async () => {
    const { roleId } = await withHolders(3)
    const id = await c.start({ roleIds: [roleId] })
    const [a, b, d] = await c.lines(id)
    const results = await answer(
      { itemId: a?.id ?? '', answer: 'withdraw' },
      { itemId: c.portal.clock.newId(), answer: 'keep' },
      { itemId: b?.id ?? '', answer: 'keep' },
      { itemId: b?.id ?? '', answer: 'keep' },
      { itemId: d?.id ?? '', answer: 'replace', successorId: await c.newUser('Lones folk', 'Aarhus') },
    )
    expect(results.map(({ result, refusal }) => refusal?.code ?? result)).toEqual([
      'missing-reason',
      'notFound',
      'saved',
      'answered-twice',
      'not-a-user',
    ])
  })

  test('a withdrawal taken back gives the role again, and a replacement taken back undoes itself', async () => {
    const { roleId } = await withHolders(2, { hasPrimary: true, maximum: 2 })
    const successorId = await c.newUser('Person Z')
    const id = await c.start({ roleIds: [roleId] })
    const [a, b] = await c.lines(id)
    await answer({ itemId: b?.id ?? '', answer: 'withdraw', reason: 'Er stoppet' })
    await answer({ itemId: a?.id ?? '', answer: 'replace', successorId })
    expect(await c.holders(roleId)).toEqual(['Person Z'])
    await answer({ itemId: b?.id ?? '', answer: 'keep' }, { itemId: a?.id ?? '', answer: 'keep' })
    expect(await c.holders(roleId)).toEqual(['Person A', 'Person B'])
    expect(await c.rows(`select user_name from assignment where is_primary and ended_at is null`)).toEqual([
      { user_name: 'Person A' },
    ])
    expect(await c.events('certificationItem.corrected')).toHaveLength(2)
    const [story] = await c.rows(`select count(*)::int as answers from certification_answer`)
    expect(story).toEqual({ answers: 4 })
  })

  test('one replaced keeps the role until the successor is in, 30 days at most', async () => {
    const { roleId } = await withHolders(1, { opens: true, maximum: 1 })
    const successorId = await c.newUser('Person Z')
    const id = await c.start({ roleIds: [roleId] })
    const [a] = await c.lines(id)
    await answer({ itemId: a?.id ?? '', answer: 'replace', successorId })
    await work()
    expect(await c.holders(roleId)).toEqual(['Person A', 'Person Z'])
    await c.rows(
      `insert into provisioning_record (organisation_id, user_id, connector, epoch, presence, state, active_since, updated_at)
       values ($1, $2, 'manual', assignment_epoch($1, $2, '2026-11-23'), 'present', 'active', now(), now())`,
      [c.portal.organisation('Korsbæk'), successorId],
    )
    await work()
    expect(await c.holders(roleId)).toEqual(['Person Z'])
  })

  test('… and after 30 days goes all the same', async () => {
    const { roleId } = await withHolders(1, { opens: true })
    const successorId = await c.newUser('Person Z')
    const id = await c.start({ roleIds: [roleId] })
    const [a] = await c.lines(id)
    await answer({ itemId: a?.id ?? '', answer: 'replace', successorId })
    await c.day('2026-12-22T09:00:00Z')
    expect(await c.holders(roleId)).toEqual(['Person A', 'Person Z'])
    await c.day('2026-12-23T09:00:00Z')
    expect(await c.holders(roleId)).toEqual(['Person Z'])
  })

  test('nobody confirms their own role, unless nobody else can (C2)', async () => {
    const roleId = await c.newRole('KLIK-administrator')
    await c.hold(roleId, await c.userId('Katrine'))
    const id = await c.start({ roleIds: [roleId] })
    const [own] = await c.lines(id)
    const other = await c.newUser('Hanne Berg', 'Korsbæk', true)
    const [refused] = await answer({ itemId: own?.id ?? '', answer: 'keep' })
    expect(refused?.refusal?.sentence.da).toContain('Hanne Berg')
    await c.rows(`update user_account set system_roles = '{bruger}' where id = $1`, [other])
    await answer({ itemId: own?.id ?? '', answer: 'keep' })
    expect((await c.lines(id))[0]).toMatchObject({ answer: 'keep', is_self_answered: true })
    expect(await c.events('certificationItem.selfAnswered')).toHaveLength(1)
  })

  test('a role that ends outside the round needs no answer', async () => {
    const { roleId } = await withHolders(1)
    const id = await c.start({ roleIds: [roleId] })
    await c.rows(`update assignment set ended_at = now(), end_reason = 'Rejst'`)
    await work()
    expect((await c.lines(id))[0]).toMatchObject({ answer: null, consequence: 'elsewhere' })
    expect(await c.rows('select undecided from certification_municipality')).toEqual([{ undecided: 0 }])
    const [lapsed] = await c.events('task.lapsed')
    expect(lapsed?.facts.because).toContain('Ingen af linjerne kræver svar længere')
  })
})

describe('the close (C3, C4)', () => {
  /** Enough holders elsewhere that a few without an answer are no crowd. */
  async function crowd(roleId: string, count = 100) {
    await c.rows(
      `with person as (insert into user_account (id, organisation_id, name, first_signed_in_at, last_signed_in_at)
         select gen_random_uuid(), $1, 'Mængde ' || n, now(), now() from generate_series(1, $3) n returning id, name)
       insert into assignment (organisation_id, id, role_id, user_id, user_name, starts_on, given_by, given_by_name, given_at)
       select $1, gen_random_uuid(), $2, id, name, '2026-01-01', id, 'Lone Dahl', now() from person`,
      [c.portal.organisation('Aarhus'), roleId, count],
    )
  }
  const onlyKorsbaek = () => ({ kind: 'list' as const, organisationIds: [c.portal.organisation('Korsbæk')] })

  test('keep: nothing is lost, and nobody undecided is treated as confirmed', async () => {
    const { roleId } = await withHolders(1)
    const id = await c.start({ roleIds: [roleId] })
    await close(id)
    expect((await c.lines(id))[0]).toMatchObject({ answer: null, consequence: 'kept' })
    expect(await c.holders(roleId)).toEqual(['Person A'])
  })

  test('suspend: the access closes, and a late answer opens it again', async () => {
    const { roleId, users } = await withHolders(1, { nonResponse: 'suspend', opens: true })
    await crowd(roleId)
    const id = await c.start({ roleIds: [roleId], audience: onlyKorsbaek() })
    await close(id)
    await work()
    const open = async () =>
      (
        await c.rows(`select open, epoch from access_grant_on('2026-11-23') where user_id = $1`, [users[0]])
      )[0]
    const paused = await open()
    expect(paused.open).toBe(false)
    expect(await c.events('assignment.suspended')).toHaveLength(1)
    const [a] = await c.lines(id)
    await answer({ itemId: a?.id ?? '', answer: 'keep' })
    const again = await open()
    expect(again.open).toBe(true)
    expect(again.epoch).toBeGreaterThan(paused.epoch)
    expect((await c.lines(id))[0]).toMatchObject({ answer: 'keep', is_late: true, consequence: null })
  })

  test('remove: after the grace, and "removed" only when it is read back', async () => {
    const { roleId, users } = await withHolders(2, { nonResponse: 'remove', opens: true, graceDays: 14 })
    await crowd(roleId)
    const id = await c.start({
      roleIds: [roleId],
      audience: onlyKorsbaek(),
      closesOn: civilDay('2026-12-11'),
    })
    const [a, b] = await c.lines(id)
    await answer({ itemId: a?.id ?? '', answer: 'keep' })
    await c.rows(
      `insert into provisioning_record (organisation_id, user_id, connector, epoch, presence, state, updated_at)
       values ($1, $2, 'manual', 1, 'present', 'active', now())`,
      [c.portal.organisation('Korsbæk'), users[1]],
    )
    await c.day('2026-12-11T20:00:00Z')
    expect(await c.rows('select status from certification_round')).toEqual([{ status: 'open' }])
    await c.day('2026-12-12T01:00:00Z')
    expect(await c.rows('select status, closed_by_name from certification_round')).toEqual([
      { status: 'closed', closed_by_name: null },
    ])
    await c.day('2026-12-24T12:00:00Z')
    expect(await c.holders(roleId, 'Korsbæk')).toEqual(['Person A', 'Person B'])
    await c.day('2026-12-25T08:00:00Z')
    expect(await c.holders(roleId, 'Korsbæk')).toEqual(['Person A'])
    expect((await c.lines(id))[1]).toMatchObject({ consequence: 'removed', access_closed_at: null })
    await c.rows(
      `update provisioning_record set state = 'closed', presence = 'absent',
      epoch = assignment_epoch(organisation_id, user_id, '2026-12-25') where user_id = $1`,
      [users[1]],
    )
    await work()
    expect((await c.lines(id))[1]?.access_closed_at).not.toBeNull()
    const [late] = await answer({ itemId: b?.id ?? '', answer: 'keep' })
    expect(late?.refusal?.code).toBe('too-late')
    const [told] = await c.events('certification.policyApplied')
    expect(told?.facts).toMatchObject({ policy: 'remove', userName: 'Person B', roleName: 'Prøverolle' })
  })

  test('the brake holds a crowd until operations approve; rejected, everybody keeps the role', async () => {
    const { roleId } = await withHolders(3, { nonResponse: 'remove', graceDays: 0 })
    const id = await c.start({ roleIds: [roleId] })
    await close(id)
    await work()
    expect((await c.lines(id)).map((line) => line.consequence)).toEqual(['held', 'held', 'held'])
    expect(await c.holders(roleId)).toHaveLength(3)
    const decide = (by: 'Signe' | 'Omar', decision: 'approved' | 'rejected') =>
      c.portal.act(by, (ctx) => decideBrake(ctx, { roundId: id, roleId, decision }))
    await expect(decide('Signe', 'approved')).rejects.toThrow('Forbidden')
    await decide('Omar', 'approved')
    await c.day('2026-12-31T09:00:00Z')
    expect(await c.holders(roleId)).toHaveLength(3)
    await c.day('2027-01-01T09:00:00Z')
    expect(await c.holders(roleId)).toEqual([])
    await expect(decide('Omar', 'rejected')).rejects.toThrow()
  })

  test('closed twice at once, it closes once', async () => {
    const { roleId } = await withHolders(2)
    const id = await c.start({ roleIds: [roleId] })
    const outcomes = await Promise.all([close(id), close(id), close(id)])
    expect(outcomes.filter(({ closedNow }) => closedNow)).toHaveLength(1)
    expect(await c.events('certificationRound.closed')).toHaveLength(1)
  })

  test('after it, an answer can no longer be corrected', async () => {
    const { roleId } = await withHolders(1)
    const id = await c.start({ roleIds: [roleId] })
    const [a] = await c.lines(id)
    await answer({ itemId: a?.id ?? '', answer: 'keep' })
    await close(id)
    const [result] = await answer({ itemId: a?.id ?? '', answer: 'withdraw', reason: 'Alligevel' })
    expect(result?.refusal?.code).toBe('round-closed')
  })

  test('a re-run asks about those without an answer alone (C5)', async () => {
    const { roleId } = await withHolders(3)
    const id = await c.start({ roleIds: [roleId] })
    const [a] = await c.lines(id)
    await answer({ itemId: a?.id ?? '', answer: 'keep' })
    const rerun = () =>
      c.portal.act('Signe', (ctx) => rerunRound(ctx, { roundId: id, closesOn: civilDay('2027-01-31') }))
    await expect(rerun()).rejects.toThrow()
    await close(id)
    const again = await rerun()
    expect((await c.lines(again.id)).map((line) => line.user_name)).toEqual(['Person B', 'Person C'])
  })
})

describe('by the clock', () => {
  test('reminders go to those who lack answers, each once, the latest missed one alone (C5)', async () => {
    const { roleId } = await withHolders(1)
    await c.hold(roleId, await c.newUser('Aage Aarhus', 'Aarhus'), 'Aarhus')
    const id = await c.start({ roleIds: [roleId], closesOn: civilDay('2026-12-31') })
    const mine = (await c.lines(id)).find((line) => line.user_name === 'Person A')
    const told = async () =>
      (await c.events('certification.reminderDue')).map((event) => [event.organisation_id, event.facts.days])
    await c.day('2026-11-30T09:00:00Z')
    expect(await told()).toEqual([])
    const [korsbaek, aarhus] = [c.portal.organisation('Korsbæk'), c.portal.organisation('Aarhus')]
    await c.day('2026-12-01T09:00:00Z')
    await c.day('2026-12-01T10:00:00Z')
    expect((await told()).sort()).toEqual(
      [
        [aarhus, 30],
        [korsbaek, 30],
      ].sort(),
    )
    await answer({ itemId: mine?.id ?? '', answer: 'keep' })
    // The server was down over the reminders of 20 and 10 days.
    await c.day('2026-12-22T09:00:00Z')
    await c.day('2026-12-28T09:00:00Z')
    await c.day('2027-01-05T09:00:00Z')
    await c.day('2027-01-06T09:00:00Z')
    expect((await told()).slice(2)).toEqual([
      [aarhus, 10],
      [aarhus, 3],
      [aarhus, -5],
    ])
  })

  test('a planned round starts by itself, also when the server was down that day, and never twice', async () => {
    const { roleId } = await withHolders(1)
    await c.rows(
      `insert into certification_schedule (role_id, anchor_on, changed_at, changed_by_name) values ($1, '2026-11-25', now(), 'Signe Bruun')`,
      [roleId],
    )
    await c.day('2026-11-24T23:30:00Z')
    const started = async () =>
      await c.rows('select name, started_on::text, closes_on::text from certification_round')
    expect(await started()).toEqual([
      { name: 'Årlig bekræftelse 2026, Prøverolle', started_on: '2026-11-25', closes_on: '2027-01-04' },
    ])
    await c.day('2026-11-27T09:00:00Z')
    expect(await started()).toHaveLength(1)
    await c.day('2028-01-03T09:00:00Z')
    await c.day('2028-01-04T09:00:00Z')
    expect((await started()).map((round) => round.started_on).sort()).toEqual(['2026-11-25', '2028-01-03'])
    expect(await c.rows('select last_due_on::text from certification_schedule')).toEqual([
      { last_due_on: '2027-11-25' },
    ])
  })

  test('one who leaves gets a round of their own at once (C6)', async () => {
    const { roleId, users } = await withHolders(2)
    const other = await c.newRole('En anden rolle')
    await c.hold(other, users[0] as string)
    await c.rows(`update user_account set system_roles = '{}' where id = $1`, [users[0]])
    const leave = () => c.hear(leaverQueue, users[0] as string)
    await leave()
    await leave()
    const rounds = await c.rows('select id, kind, closes_on::text, name from certification_round')
    expect(rounds).toMatchObject([{ kind: 'leaver', closes_on: '2026-12-07', name: 'Stoppet: Person A' }])
    expect(await c.lines(rounds[0].id)).toHaveLength(2)
    const [text] = await c.rows(
      `select title || goal || description || assignment as text from task_template_version`,
    )
    expect(text.text).not.toContain('Person A')
    await c.day('2026-12-08T09:00:00Z')
    expect(await c.holders(roleId)).toEqual(['Person B'])
    expect(await c.holders(other)).toEqual([])
  })
})
