import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  type CertificationPortal,
  type LineFields,
  openCertificationPortal,
  type RoleRules,
} from '../../../test/support/certification-portal.ts'
import type { Browser } from '../../../test/support/test-app.ts'

/** Who takes over from one who is replaced (C1), and what becomes of them when the answer is corrected (C5). */

let c: CertificationPortal
let katrine: Browser

beforeAll(async () => {
  c = await openCertificationPortal()
  katrine = await c.portal.as('Katrine')
  await c.portal.actor('Signe')
})
afterAll(() => c.close())
beforeEach(() => c.clear())

const rows = async (statement: string, values: unknown[] = []) =>
  (await c.portal.owner.query(statement, values)).rows

/** A round about a role that Birgit and Jonas hold. */
async function openRound(rules: RoleRules = {}) {
  const roleId = await c.newRole('Prøverolle', { hasPrimary: true, ...rules })
  for (const [index, name] of ['Birgit Lang', 'Jonas Vium'].entries())
    await c.hold(roleId, await c.newUser(name), 'Korsbæk', { primary: index === 0 })
  const id = await c.start({ roleIds: [roleId] })
  const [birgit, jonas] = (await c.lines(id)) as [LineFields, LineFields]
  return { roleId, id, birgit: birgit.id, jonas: jonas.id }
}

type Fields = Record<string, string>
const keep = (line: string): Fields => ({ [`svar-${line}`]: 'keep' })
const replace = (line: string, successorId: string): Fields => ({
  ...{ [`svar-${line}`]: 'replace', [`efter-${line}`]: successorId },
})
const withdraw = (line: string): Fields => ({
  ...{ [`svar-${line}`]: 'withdraw', [`hvorfor-${line}`]: 'Er stoppet hos os' },
})
const answer = async (round: string, ...fields: Fields[]): Promise<number> =>
  (await katrine.post(`/bekraeftelser/${round}/svar`, Object.assign({}, ...fields))).statusCode

const primary = async (roleId: string): Promise<string[]> =>
  (
    await rows(`select user_name from assignment where role_id = $1 and is_primary and ended_at is null`, [
      roleId,
    ])
  ).map((row) => row.user_name)

describe('two replaced by the same person', () => {
  test('the first corrected: the other one’s successor stays, and the role is not left vacant', async () => {
    const { roleId, id, birgit, jonas } = await openRound({ maximum: 2 })
    const nina = await c.newUser('Nina Falk')
    expect(await answer(id, replace(birgit, nina))).toBe(303)
    expect(await answer(id, replace(jonas, nina))).toBe(303)
    expect(await c.holders(roleId)).toEqual(['Nina Falk'])
    expect(await answer(id, withdraw(birgit))).toBe(303)
    expect(await c.holders(roleId)).toEqual(['Nina Falk'])
    // What the first answer gave goes on with the other line: corrected too, it ends.
    expect(await answer(id, keep(jonas))).toBe(303)
    expect(await c.holders(roleId)).toEqual(['Jonas Vium'])
  })

  test('corrected to stay, the primary one is it again', async () => {
    const { roleId, id, birgit, jonas } = await openRound()
    const nina = await c.newUser('Nina Falk')
    await answer(id, replace(birgit, nina), replace(jonas, nina))
    expect(await primary(roleId)).toEqual(['Nina Falk'])
    await answer(id, keep(birgit))
    expect(await c.holders(roleId)).toEqual(['Birgit Lang', 'Nina Falk'])
    expect(await primary(roleId)).toEqual(['Birgit Lang'])
    const changed = await rows(
      `select changes -> 'primary' as changed from event where type = 'assignment.primaryChanged' order by id`,
    )
    expect(changed.map((row) => row.changed)).toEqual([
      { from: 'Birgit Lang', to: 'Nina Falk' },
      { from: 'Nina Falk', to: 'Birgit Lang' },
    ])
  })

  test('the other one answered in the request that corrects the first', async () => {
    const { roleId, id, birgit, jonas } = await openRound()
    const nina = await c.newUser('Nina Falk')
    await answer(id, replace(birgit, nina))
    await answer(id, withdraw(birgit), replace(jonas, nina))
    expect(await c.holders(roleId)).toEqual(['Nina Falk'])
    await answer(id, keep(jonas))
    expect(await c.holders(roleId)).toEqual(['Jonas Vium'])
  })

  test('both corrected at once: the successor goes', async () => {
    const { roleId, id, birgit, jonas } = await openRound()
    const nina = await c.newUser('Nina Falk')
    await answer(id, replace(birgit, nina), replace(jonas, nina))
    await answer(id, keep(birgit), keep(jonas))
    expect(await c.holders(roleId)).toEqual(['Birgit Lang', 'Jonas Vium'])
  })

  test('by two administrators at the same time, whoever is first', async () => {
    await c.portal.actor('Lone')
    const nina = await c.newUser('Nina Falk')
    const { roleId, id, birgit, jonas } = await openRound()
    await answer(id, replace(birgit, nina))
    const both = [answer(id, replace(jonas, nina)), answer(id, withdraw(birgit))]
    expect(await Promise.all(both)).toEqual([303, 303])
    expect(await c.holders(roleId)).toEqual(['Nina Falk'])
  })
})
