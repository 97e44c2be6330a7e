import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type CertificationPortal,
  openCertificationPortal,
} from '../../../test/support/certification-portal.ts'
import { civilDay } from '../../kernel/civil-day.ts'
import { answerItems } from './actions/answering.ts'
import { closeRound } from './actions/closing.ts'
import { type AnswerKind, answerKinds } from './domain/item.ts'
import { nonResponses } from './domain/round.ts'
import { workInAll } from './work/queues.ts'

let c: CertificationPortal
beforeAll(async () => {
  c = await openCertificationPortal()
  for (const name of ['Katrine', 'Signe', 'Omar'] as const) await c.portal.actor(name)
})
afterAll(() => c.close())

const rows = async (statement: string) => (await c.portal.owner.query(statement)).rows

/** A grant without an assignment that is current, not paused and a user's: there must be none (A1). */
const grantsWithoutAssignment = `
  select g.user_id from access_grant_on('2027-02-01') g where g.open and not exists (
    select from assignment a join role_access d on d.role_id = a.role_id and d.connector = g.connector
      join user_account u on u.id = a.user_id and u.organisation_id = a.organisation_id
    where a.organisation_id = g.organisation_id and a.user_id = g.user_id and a.ended_at is null
      and a.suspended_at is null and a.starts_on <= '2027-02-01')`

const someAnswers = fc.array(
  fc.record({ line: fc.nat(5), answer: fc.constantFrom<AnswerKind>(...answerKinds) }),
  { maxLength: 12 },
)

// Few runs, each on real tables: the model in the domain's own tests runs many.
test('laws over the database: holders, grants, repeated and parallel closes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 6 }),
      someAnswers,
      fc.constantFrom(...nonResponses),
      fc.boolean(),
      async (count, answers, nonResponse, opens) => {
        await c.clear()
        await c.portal.actor('Katrine')
        const roleId = await c.newRole('Rolle', { nonResponse, opens, graceDays: 14 })
        const successors: string[] = []
        for (let index = 0; index < count; index++) {
          await c.hold(roleId, await c.newUser(`Person ${index}`))
          successors.push(await c.newUser(`Successor ${index}`))
        }
        const id = await c.start({ roleIds: [roleId], closesOn: civilDay('2026-12-31') })
        const ids = (await c.lines(id)).map((line) => line.id)
        const last = new Map<number, AnswerKind>()
        for (const { line, answer } of answers) {
          const at = line % count
          last.set(at, answer)
          await c.portal.act('Katrine', (ctx) =>
            answerItems(ctx, [
              { itemId: ids[at] ?? '', answer, reason: 'Stoppet', successorId: successors[at] ?? null },
            ]),
          )
        }
        const close = () => c.portal.act('Signe', (ctx) => closeRound(ctx, id))
        await Promise.all([close(), close()])
        await close()
        await Promise.all([workInAll(c.portal.app.world, null), workInAll(c.portal.app.world, null)])
        await c.day('2027-02-01T09:00:00Z')
        const before = await rows('select count(*)::int as events from event')
        await close()
        await workInAll(c.portal.app.world, null)
        expect(await rows('select count(*)::int as events from event')).toEqual(before)

        const lines = await c.lines(id)
        for (const [at, line] of lines.entries()) {
          // A correction wins, and nobody undecided is treated as confirmed.
          expect(line.answer).toBe(last.get(at) ?? null)
          expect(line.answer === null).toBe(line.consequence !== null)
        }
        const number = (answer: AnswerKind | null) => lines.filter((line) => line.answer === answer).length
        const removed = lines.filter((line) => line.consequence === 'removed').length
        expect(await c.holders(roleId)).toHaveLength(count - number('withdraw') - removed)
        expect(await rows(grantsWithoutAssignment)).toEqual([])
        expect(await c.events('certificationRound.closed')).toHaveLength(1)
      },
    ),
    { numRuns: 8 },
  )
}, 240_000)
