import { describe, expect, test } from 'vitest'
import { useCertificationPortal } from '../../../test/support/certification-portal.ts'
import type { Context } from '../../kernel/context.ts'
import { holdRoles } from '../assignments/index.ts'
import { carryOutDue } from './actions/carrying-out.ts'
import { closeRound } from './actions/closing.ts'
import { decideBrake } from './actions/deciding.ts'
import { asAssigner } from './actions/rights.ts'
import { recount, saveCompleted } from './store/answers.ts'
import { lockOwnParts } from './store/carrying-out.ts'
import { lockParts, lockRound } from './store/closing.ts'

const c = useCertificationPortal('Katrine', 'Lone', 'Signe', 'Omar', 'Anders')

/** A moment one transaction waits for and another brings about. */
function moment() {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { comes: promise, bring: resolve }
}

async function roundAbout(nonResponse: 'remove' | 'suspend') {
  const roleId = await c.newRole('Prøverolle', { nonResponse, graceDays: 0 })
  for (const name of ['Person A', 'Person B', 'Person C']) await c.hold(roleId, await c.newUser(name))
  return { roleId, roundId: await c.start({ roleIds: [roleId] }) }
}

/** Until one transaction waits for a lock of another. */
async function somebodyWaits(): Promise<'waits'> {
  for (;;) {
    const [found] = await c.rows(
      `select count(*)::int as waiting from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    )
    if (found?.waiting > 0) return 'waits'
  }
}

/** Whether the work waits as long as the other transaction has what it holds; both end. */
async function waitsFor(holding: (ctx: Context) => Promise<void>, work: () => Promise<unknown>) {
  const [held, over] = [moment(), moment()]
  const holder = c.portal.act('Katrine', async (ctx) => {
    await holding(ctx)
    held.bring()
    await over.comes
  })
  await held.comes
  const worker = work().then(() => 'done' as const)
  const seen = await Promise.race([worker, somebodyWaits()])
  over.bring()
  await Promise.all([holder, worker])
  return seen
}

describe('nobody waits for each other', () => {
  test('a close under way, and an answer that writes its part twice', async () => {
    const { roundId } = await roundAbout('remove')
    await c.rows(`update certification_item set consequence = 'elsewhere', consequence_at = now()`)
    const [closing, answering] = [moment(), moment()]
    const close = c.portal.act('Signe', async (ctx) => {
      await lockRound(ctx, roundId)
      closing.bring()
      await answering.comes
      await lockParts(ctx, roundId)
    })
    const answer = c.portal.act('Katrine', async (ctx) => {
      await closing.comes
      await recount(ctx, [roundId])
      answering.bring()
      return await saveCompleted(ctx)
    })
    const [, completed] = await Promise.all([close, answer])
    expect(completed.map((part) => part.roundId)).toEqual([roundId])
  })

  test('who decides on the brake waits for the parts before the lines are written', async () => {
    const { roleId, roundId } = await roundAbout('remove')
    await c.portal.act('Signe', (ctx) => closeRound(ctx, roundId))
    const decide = () =>
      c.portal.act('Omar', (ctx) => decideBrake(ctx, { roundId, roleId, decision: 'approved' }))
    expect(await waitsFor(lockOwnParts, decide)).toBe('waits')
  })

  test('pauses are written only once their roles are held', async () => {
    const { roleId, roundId } = await roundAbout('suspend')
    await c.portal.act('Signe', (ctx) => closeRound(ctx, roundId))
    await c.rows(`update certification_item set consequence = 'suspended'`)
    const work = () => c.portal.act('Katrine', (ctx) => carryOutDue(asAssigner(ctx)))
    expect(await waitsFor((ctx) => holdRoles(ctx, [roleId]), work)).toBe('waits')
    expect(await c.rows('select from assignment where suspended_at is not null')).toHaveLength(3)
  })
})
