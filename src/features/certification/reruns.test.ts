import { expect, test } from 'vitest'
import { useCertificationPortal } from '../../../test/support/certification-portal.ts'
import { closeRound } from './actions/closing.ts'

const c = useCertificationPortal('Katrine', 'Signe', 'Omar')

/** A closed round that was to cost nobody anything, of roles that say otherwise by themselves. */
async function closedWith(nonResponse: 'keep' | 'remove', graceDays: number | null) {
  const roleId = await c.newRole('Prøverolle', { nonResponse: 'remove', graceDays: 7 })
  for (const name of ['Person A', 'Person B']) await c.hold(roleId, await c.newUser(name))
  await c.hold(roleId, await c.newUser('Aage Aarhus', 'Aarhus'), 'Aarhus')
  const id = await c.start({ roleIds: [roleId], nonResponse, graceDays })
  await c.portal.act('Signe', (ctx) => closeRound(ctx, id))
  return { roleId, id }
}

test('a round again does without an answer what the first one said, and says so before it starts', async () => {
  const { id } = await closedWith('keep', null)
  const signe = await c.portal.as('Signe')
  const form = await signe.get(`/bekraeftelser/${id}/igen`)
  expect(form.payload).toContain('Ingen mister noget, heller ikke hvis ingen svarer.')
  const central = await c.portal.apiClient('KOMBIT')
  const path = `/api/v1/certification-rounds/${id}/reruns`
  const dry = await central.post(`${path}?dryRun=true`, { closesOn: '2027-01-31' })
  expect([dry.statusCode, dry.json()]).toMatchObject([
    200,
    { people: 3, asked: 2, losses: [], roles: [{ nonResponse: 'keep', losesOn: null }] },
  ])
  expect(await c.rows('select id from certification_round')).toHaveLength(1)
  const sent = await signe.post(`/bekraeftelser/${id}/igen`, { closesOn: '31-01-2027' })
  expect(sent.statusCode).toBe(303)
  expect(
    await c.rows(`select asked.non_response from certification_round r
      join certification_round_role asked on asked.round_id = r.id where r.kind = 'rerun'`),
  ).toEqual([{ non_response: 'keep' }])
})

test('the day is weighed before it is sent, and a wrong one is told at its field', async () => {
  const { id } = await closedWith('remove', 30)
  const signe = await c.portal.as('Signe')
  const weighed = await signe.get(`/bekraeftelser/${id}/igen?closesOn=31-01-2027`)
  expect(weighed.payload).toContain(
    '3 personer i 2 kommuner mister rollen eller adgangen den 02-03-2027, hvis ingen svarer.',
  )
  expect(weighed.payload).toContain('Start den nye runde, der lukker 31-01-2027')
  for (const [day, sentence] of [
    ['23-11-2026', 'Runden kan tidligst lukke i morgen.'],
    ['snart', 'Skriv, hvornår runden skal lukke.'],
  ]) {
    const wrong = await signe.get(`/bekraeftelser/${id}/igen?closesOn=${day}`)
    expect(wrong.payload).toContain(sentence)
    expect(wrong.payload).not.toContain('Start den nye runde')
  }
  const central = await c.portal.apiClient('KOMBIT')
  const started = await central.post(`/api/v1/certification-rounds/${id}/reruns`, { closesOn: '2027-01-31' })
  expect(started.json().roles).toMatchObject([{ nonResponse: 'remove', graceDays: 30 }])
})

test('where everybody is in another open round, the page says so and offers nothing', async () => {
  const { id, roleId } = await closedWith('keep', null)
  await c.start({ roleIds: [roleId] })
  const signe = await c.portal.as('Signe')
  const page = (await signe.get(`/bekraeftelser/${id}/igen`)).payload
  expect(page).toContain('Der er ingen at spørge om igen')
  expect(page).toMatch(/<button[^>]*aria-disabled="true"/)
  const sent = await signe.post(`/bekraeftelser/${id}/igen`, { closesOn: '31-01-2027' })
  expect(sent.statusCode).toBe(422)
  expect(await c.rows(`select id from certification_round where kind = 'rerun'`)).toEqual([])
})

test('an open round cannot be asked again, and the page says why', async () => {
  const roleId = await c.newRole('Prøverolle')
  await c.hold(roleId, await c.newUser('Person A'))
  const id = await c.start({ roleIds: [roleId] })
  const signe = await c.portal.as('Signe')
  const page = await signe.get(`/bekraeftelser/${id}/igen`)
  expect(page.payload).toContain('Runden er åben endnu. Luk den først.')
  expect(page.payload).not.toContain('Start den nye runde')
})

test('an administrator who has left is nobody who can answer', async () => {
  const roleId = await c.newRole('Prøverolle')
  await c.hold(roleId, await c.newUser('Person Ry', 'Aarhus'), 'Aarhus')
  const administrator = await c.newUser('Lone Dahl', 'Aarhus', true)
  const central = await c.portal.apiClient('KOMBIT')
  const lacking = async () =>
    (
      await central.post('/api/v1/certification-rounds?dryRun=true', {
        name: 'Runde',
        roleIds: [roleId],
        closesOn: '2026-12-31',
      })
    ).json().lackAdministrator
  expect(await lacking()).toEqual([])
  const id = await c.start({ roleIds: [roleId] })
  await c.rows('update user_account set left_at = now() where id = $1', [administrator])
  expect((await (await c.portal.as('Signe')).get(`/bekraeftelser/${id}`)).payload).toContain(
    'Ingen KLIK-administrator',
  )
  await c.rows('delete from certification_answer; delete from certification_item where true')
  expect(await lacking()).toEqual(['Aarhus'])
})
