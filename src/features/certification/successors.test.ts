import { beforeEach, describe, expect, test } from 'vitest'
import {
  type LineFields,
  type RoleRules,
  useCertificationPortal,
} from '../../../test/support/certification-portal.ts'
import type { Browser } from '../../../test/support/test-app.ts'
import { turnDay } from '../assignments/turn-of-day.ts'
import { workInAll } from './work/queues.ts'

/** Who takes over from one who is replaced (C1), and what becomes of them when the answer is corrected (C5). */

const c = useCertificationPortal('Signe')
let katrine: Browser

beforeEach(async () => {
  katrine = await c.portal.as('Katrine')
})
/** A round about a role that Birgit and Jonas hold. */
async function openRound(rules: RoleRules = {}) {
  const roleId = await c.newRole(`Prøverolle ${c.portal.clock.newId()}`, { hasPrimary: true, ...rules })
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
    await c.rows(`select user_name from assignment where role_id = $1 and is_primary and ended_at is null`, [
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
    const changed = await c.rows(
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

describe('two replaced by two', () => {
  test('at once, and one after the other: who is on the way out takes no place', async () => {
    const [nina, ole] = [await c.newUser('Nina Falk'), await c.newUser('Ole Dam')]
    const first = await openRound({ maximum: 2, opens: true })
    expect(await answer(first.id, replace(first.jonas, ole), replace(first.birgit, nina))).toBe(303)
    expect(await c.holders(first.roleId)).toHaveLength(4)
    // The primary one's own successor is it, whoever was given the role first.
    expect(await primary(first.roleId)).toEqual(['Nina Falk'])
    const second = await openRound({ maximum: 2, opens: true })
    expect(await answer(second.id, replace(second.birgit, nina))).toBe(303)
    expect(await answer(second.id, replace(second.jonas, ole))).toBe(303)
    expect(await c.holders(second.roleId)).toHaveLength(4)
  })
})

const mads = { name: 'Mads Friis', email: 'mads.friis@korsbaek.example' }
const promise = (line: string, { name, email } = mads): Fields => ({
  ...{ [`svar-${line}`]: 'replace', [`efter-${line}`]: 'ny' },
  ...{ [`ny-navn-${line}`]: name, [`ny-mail-${line}`]: email },
})
const promises = () =>
  c.rows('select id, name, outcome, replaces, given_by_name from pending_assignment order by id')
const outcomes = async () => (await promises()).map(({ name, outcome }) => [name, outcome])
const work = () => workInAll(c.portal.app.world, null)
const textOf = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const page = async (round: string): Promise<string> => (await katrine.get(`/bekraeftelser/${round}`)).body

describe('a successor who has not signed in yet (R3)', () => {
  beforeEach(async () => {
    await c.rows(`delete from session where user_id in (select id from user_account where name = 'Mads Friis');
      delete from user_account where name = 'Mads Friis'`)
  })

  test('is promised the role; whoever is replaced keeps it until the first sign-in', async () => {
    const { roleId, id, birgit } = await openRound({ maximum: 2 })
    // Hidden by the style sheet for as long as the newcomer is chosen, for whom the other sentence is true.
    expect(await page(id)).toContain(
      '<p class="tv-note tv-when-user">Birgit Lang har rollen, til du gemmer.</p>',
    )
    expect(await answer(id, promise(birgit))).toBe(303)
    expect(await page(id)).not.toContain('Birgit Lang har rollen, til du gemmer.')
    expect(await c.holders(roleId)).toEqual(['Birgit Lang', 'Jonas Vium'])
    const [promised] = await promises()
    const [line] = await c.lines(id)
    expect(promised).toMatchObject({ name: 'Mads Friis', replaces: line?.held_assignment_id, outcome: null })
    const shown = await page(id)
    expect(textOf(shown)).toContain(
      'Mads Friis får rollen ved sit første login. Birgit Lang har rollen til og med 22-12-2026.',
    )
    expect(shown).toContain(`href="/roller/${roleId}/afventende/${promised?.id}/vejledning"`)
    const [told] = await c.events('certificationItem.answered')
    expect(told?.facts).toMatchObject({ answer: 'replace', successorName: 'Mads Friis', isNewcomer: true })

    await c.portal.as('Mads')
    await work()
    expect(await c.holders(roleId)).toEqual(['Jonas Vium', 'Mads Friis'])
    expect(await primary(roleId)).toEqual(['Mads Friis'])
    expect((await c.lines(id))[0]).toMatchObject({
      ...{ successor_id: (await c.portal.actor('Mads')).id, successor_outcome: 'tookEffect' },
      replaced_at: expect.any(Date),
    })
  })

  test('keeps the one replaced until the access works, where the role opens one', async () => {
    const { roleId, id, birgit } = await openRound({ opens: true })
    await answer(id, promise(birgit))
    await c.portal.as('Mads')
    await work()
    expect(await c.holders(roleId)).toEqual(['Birgit Lang', 'Jonas Vium', 'Mads Friis'])
    await c.rows(
      `insert into provisioning_record (organisation_id, user_id, connector, epoch, presence, state, active_since, updated_at)
       select a.organisation_id, a.user_id, 'manual', assignment_epoch(a.organisation_id, a.user_id, '2026-11-23'),
         'present', 'active', now(), now() from assignment a where a.user_name = 'Mads Friis'`,
    )
    await work()
    expect(await c.holders(roleId)).toEqual(['Jonas Vium', 'Mads Friis'])
  })

  test('does not come within 30 days: the role ends all the same, and the line says so', async () => {
    const { roleId, id, birgit } = await openRound()
    await answer(id, promise(birgit))
    await c.day('2026-12-22T09:00:00Z')
    expect(await c.holders(roleId)).toEqual(['Birgit Lang', 'Jonas Vium'])
    await c.day('2026-12-23T09:10:00Z')
    expect(await c.holders(roleId)).toEqual(['Jonas Vium'])
    c.portal.clock.moveTo('2026-12-23T23:00:00Z')
    await turnDay(c.portal.app.world)
    await c.day('2026-12-23T23:10:00Z')
    expect(await outcomes()).toEqual([['Mads Friis', 'expired']])
    expect(await c.holders(roleId)).toEqual(['Jonas Vium'])
    katrine = await c.portal.as('Katrine')
    const shown = textOf(await page(id))
    expect(shown).toContain('Mads Friis, loggede ikke på')
    expect(shown).toContain('Mads Friis loggede ikke på inden 30 dage.')
    // The round is open still: corrected, the role is given back.
    expect(await answer(id, keep(birgit))).toBe(303)
    expect(await c.holders(roleId)).toEqual(['Birgit Lang', 'Jonas Vium'])
  })

  test('a correction takes the promise back, whatever the new answer', async () => {
    const nina = await c.newUser('Nina Falk')
    const { roleId, id, birgit } = await openRound({ maximum: 2 })
    for (const corrected of [keep(birgit), replace(birgit, nina), withdraw(birgit)]) {
      await answer(id, promise(birgit))
      expect((await outcomes()).at(-1)).toEqual(['Mads Friis', null])
      expect(await answer(id, corrected)).toBe(303)
      expect((await outcomes()).at(-1)).toEqual(['Mads Friis', 'withdrawn'])
      await answer(id, keep(birgit))
      expect(await c.holders(roleId)).toEqual(['Birgit Lang', 'Jonas Vium'])
    }
    expect(await c.events('pendingAssignment.withdrawn')).toHaveLength(3)
    await c.portal.as('Mads')
    expect(await c.holders(roleId)).toEqual(['Birgit Lang', 'Jonas Vium'])
  })

  test('corrected after the first sign-in: the successor’s role ends', async () => {
    const { roleId, id, birgit } = await openRound()
    await answer(id, promise(birgit))
    await c.portal.as('Mads')
    // Before the work has come round to it, too.
    expect(await answer(id, keep(birgit))).toBe(303)
    expect(await c.holders(roleId)).toEqual(['Birgit Lang', 'Jonas Vium'])
    expect(await primary(roleId)).toEqual(['Birgit Lang'])
  })

  test('a sign-in and a correction at the same time: one of them is last, nothing is left over', async () => {
    const { roleId, id, birgit } = await openRound()
    await answer(id, promise(birgit))
    await Promise.all([c.portal.as('Mads'), answer(id, keep(birgit))])
    expect(await c.holders(roleId)).toEqual(['Birgit Lang', 'Jonas Vium'])
  })

  test('two replaced by the same newcomer: one promise, taken back with the last of them', async () => {
    const { roleId, id, birgit, jonas } = await openRound({ maximum: 2 })
    await answer(id, promise(birgit), promise(jonas))
    expect(await outcomes()).toEqual([['Mads Friis', null]])
    await answer(id, withdraw(birgit))
    expect(await outcomes()).toEqual([['Mads Friis', null]])
    await answer(id, keep(jonas))
    expect(await outcomes()).toEqual([['Mads Friis', 'withdrawn']])
    expect(await c.holders(roleId)).toEqual(['Jonas Vium'])
  })

  test('two replaced, and the newcomer comes: both go, and one corrected afterwards leaves the other’s', async () => {
    const { roleId, id, birgit, jonas } = await openRound({ maximum: 2 })
    await answer(id, promise(birgit))
    await answer(id, promise(jonas))
    await c.portal.as('Mads')
    await work()
    expect(await c.holders(roleId)).toEqual(['Mads Friis'])
    await answer(id, withdraw(birgit))
    expect(await c.holders(roleId)).toEqual(['Mads Friis'])
    await answer(id, keep(jonas))
    expect(await c.holders(roleId)).toEqual(['Jonas Vium'])
  })

  test('a promise made on the role’s own page stays when the answer is corrected', async () => {
    const { roleId, id, birgit } = await openRound()
    const made = await katrine.post(`/roller/${roleId}/tildelinger`, { kendt: 'nej', ...mads })
    expect(made.statusCode).toBe(303)
    await answer(id, promise(birgit))
    expect(await outcomes()).toEqual([['Mads Friis', null]])
    await answer(id, keep(birgit))
    expect(await outcomes()).toEqual([['Mads Friis', null]])
  })

  test('said again, or saved beside another row, it stays as it is', async () => {
    const { id, birgit, jonas } = await openRound()
    await answer(id, promise(birgit))
    const same = { [`svar-${birgit}`]: 'replace', [`efter-${birgit}`]: 'som-foer' }
    expect(await page(id)).toMatch(
      /<option value="som-foer" selected[^>]*>Mads Friis \(har ikke logget på endnu\)/,
    )
    expect(await answer(id, same, keep(jonas))).toBe(303)
    expect(await answer(id, promise(birgit))).toBe(303)
    expect(await c.rows('select count(*)::int as answers from certification_answer')).toEqual([
      { answers: 2 },
    ])
    expect(await outcomes()).toEqual([['Mads Friis', null]])
  })

  test('naming another newcomer gives no new 30 days', async () => {
    const { roleId, id, birgit } = await openRound()
    await answer(id, promise(birgit))
    c.portal.clock.moveTo('2026-12-20T09:00:00Z')
    katrine = await c.portal.as('Katrine')
    await answer(id, promise(birgit, { name: 'Ny Navn', email: 'ny@korsbaek.example' }))
    expect(await outcomes()).toEqual([
      ['Mads Friis', 'withdrawn'],
      ['Ny Navn', null],
    ])
    await c.day('2026-12-23T09:10:00Z')
    expect(await c.holders(roleId)).toEqual(['Jonas Vium'])
  })

  test('typed, and a user already: that user is given the role', async () => {
    await c.portal.as('Mads')
    const { roleId, id, birgit } = await openRound()
    await answer(id, promise(birgit, { name: 'M. Friis', email: 'MADS.friis@korsbaek.example' }))
    expect(await promises()).toEqual([])
    expect(await c.holders(roleId)).toEqual(['Jonas Vium', 'Mads Friis'])
  })

  test.each([
    ['no name', { name: ' ', email: mads.email }, 'Skriv personens navn.', 'ny-navn'],
    ['no address', { name: 'Mads Friis', email: 'mads' }, 'Skriv en arbejdsmail.', 'ny-mail'],
    ['too long', { name: 'x'.repeat(201), email: mads.email }, 'Skriv højst 200 tegn.', 'ny-navn'],
  ])('%s: said at its field, and what was typed is kept', async (_name, wrong, sentence, field) => {
    const { id, birgit } = await openRound()
    const shown = await katrine.post(`/bekraeftelser/${id}/svar`, promise(birgit, wrong))
    expect(shown.statusCode).toBe(422)
    expect(shown.body).toContain(sentence)
    expect(shown.body).toContain(`href="#${field}-${birgit}"`)
    expect(shown.body).toContain(`value="${wrong.email}"`)
    expect(await promises()).toEqual([])
  })

  test('a promise withdrawn on the role’s page, or refused at the sign-in, is told at the line', async () => {
    const { roleId, id, birgit, jonas } = await openRound({ maximum: 2 })
    await answer(id, promise(birgit))
    const [{ id: promised }] = (await promises()) as [{ id: string }]
    await katrine.post(`/roller/${roleId}/afventende/${promised}/fortryd`)
    await work()
    expect(textOf(await page(id))).toContain('Rollen til Mads Friis er trukket tilbage.')
    await answer(id, promise(jonas))
    await c.rows('update role set retired_at = now()')
    await c.portal.as('Mads')
    await work()
    const shown = textOf(await page(id))
    expect(shown).toContain('Mads Friis loggede på, men reglerne for rollen sagde nej.')
    expect(shown).toContain('Jonas Vium har rollen til og med 22-12-2026.')
  })

  test('by API, with the UUID; the line says where the promise stands', async () => {
    const { id, birgit } = await openRound()
    const machine = await c.portal.apiClient('Korsbæk')
    const path = `/api/v1/certification-items/${birgit}/answer`
    const userUuid = '0b5a1c00-0000-4000-8000-000000000003'
    const body = { answer: 'replace', newcomer: { ...mads, userUuid } }
    const given = await machine.put(path, body, { 'if-match': '*' })
    expect(given.statusCode).toBe(200)
    expect(given.json()).toMatchObject({
      ...{
        successorId: null,
        successorName: 'Mads Friis',
        successorState: 'waiting',
        replacesBy: '2026-12-23',
      },
      successorPendingId: (await promises())[0]?.id,
    })
    expect(given.body).not.toContain(mads.email)
    const both = { ...body, successorId: birgit }
    expect((await machine.put(path, both, { 'if-match': '*' })).json().type).toContain('two-successors')
    const bad = { ...body, newcomer: { name: 'Mads', email: 'mads' } }
    expect((await machine.put(path, bad, { 'if-match': '*' })).json().type).toContain('newcomer-email')
    const central = await c.portal.apiClient('KOMBIT')
    const seen = await central.get(`/api/v1/certification-items?round=${id}`)
    const line = seen.json().items.find((item: { id: string }) => item.id === birgit)
    expect(line).toMatchObject({ successorName: 'Mads Friis', successorState: 'waiting' })
    expect(seen.body).not.toContain(mads.email)
  })
})
