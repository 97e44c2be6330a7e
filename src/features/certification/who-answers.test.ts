import { describe, expect, test } from 'vitest'
import { useCertificationPortal } from '../../../test/support/certification-portal.ts'

const c = useCertificationPortal('Katrine', 'Signe')

describe('what helps to decide tells what speaks against a holder', () => {
  test.each([
    [`left_at = now()`, 'left', 'Er ikke længere bruger hos jer'],
    [`system_roles = '{}'`, 'noPrivilege', 'Har mistet sin rettighed til Tværs'],
    [`mail_bounced_at = now()`, 'bouncing', 'Mails til personen kommer retur'],
  ])('%s', async (change, doubt, words) => {
    const roleId = await c.newRole('Prøverolle')
    const userId = await c.newUser('Person A')
    await c.hold(roleId, userId)
    const id = await c.start({ roleIds: [roleId] })
    const katrine = await c.portal.as('Katrine')
    const signedIn = (await katrine.get(`/bekraeftelser/${id}`)).payload
    expect(signedIn).toContain('Logget på Tværs i dag')
    await c.rows(`update user_account set ${change} where id = $1`, [userId])
    const doubted = (await katrine.get(`/bekraeftelser/${id}`)).payload
    expect(doubted).toContain(words)
    expect(doubted).not.toContain('Logget på Tværs')
    for (const client of [await c.portal.apiClient('Korsbæk'), await c.portal.apiClient('KOMBIT')])
      expect((await client.get(`/api/v1/certification-items?round=${id}`)).json().items).toMatchObject([
        { doubts: [doubt] },
      ])
  })

  test('no privilege and mails that come back are both told', async () => {
    const roleId = await c.newRole('Prøverolle')
    const userId = await c.newUser('Person A')
    await c.hold(roleId, userId)
    const id = await c.start({ roleIds: [roleId] })
    await c.rows(`update user_account set system_roles = '{}', mail_bounced_at = now() where id = $1`, [
      userId,
    ])
    expect((await (await c.portal.as('Katrine')).get(`/bekraeftelser/${id}`)).payload).toContain(
      'Har mistet sin rettighed til Tværs. Mails til personen kommer retur',
    )
  })
})

describe('a machine of the municipality and its administrators’ own roles (C2)', () => {
  async function askedAboutKatrine() {
    const roleId = await c.newRole('KLIK-administrator')
    await c.hold(roleId, await c.userId('Katrine'))
    const id = await c.start({ roleIds: [roleId] })
    const [line] = await c.lines(id)
    const korsbaek = await c.portal.apiClient('Korsbæk')
    const answer = () => korsbaek.put(`/api/v1/certification-items/${line?.id}/answer`, { answer: 'keep' })
    return { id, answer }
  }

  test('where there is another one, it cannot answer for any of them', async () => {
    const other = await c.newUser('Hanne Berg', 'Korsbæk', true)
    const { id, answer } = await askedAboutKatrine()
    const refused = await answer()
    expect(refused.statusCode).toBe(409)
    expect(refused.payload).toContain('En API-klient kan ikke bekræfte en KLIK-administrators rolle.')
    expect(await c.lines(id)).toMatchObject([{ answer: null }])
    await c.rows('delete from user_account where id = $1', [other])
  })

  test('where there is one alone, the answer is marked and listed', async () => {
    const { id, answer } = await askedAboutKatrine()
    expect((await answer()).statusCode).toBe(200)
    expect(await c.lines(id)).toMatchObject([{ answer: 'keep', is_self_answered: true }])
    expect(await c.events('certificationItem.selfAnswered')).toHaveLength(1)
  })
})

test('machines read every answer a line has had, of their own municipality alone; the central body’s of all', async () => {
  const roleId = await c.newRole('Prøverolle')
  await c.hold(roleId, await c.newUser('Person A'))
  const id = await c.start({ roleIds: [roleId] })
  const [line] = await c.lines(id)
  const path = `/api/v1/certification-items/${line?.id}/answers`
  const korsbaek = await c.portal.apiClient('Korsbæk')
  expect((await korsbaek.get(path)).json()).toEqual({ items: [], nextCursor: null })
  const katrine = await c.portal.as('Katrine')
  await katrine.post(`/bekraeftelser/${id}/svar`, { [`svar-${line?.id}`]: 'keep' })
  c.portal.clock.moveTo('2026-11-23T09:10:00Z')
  await katrine.post(`/bekraeftelser/${id}/svar`, {
    ...{ [`svar-${line?.id}`]: 'withdraw', [`hvorfor-${line?.id}`]: 'Er stoppet' },
  })
  for (const client of [korsbaek, await c.portal.apiClient('KOMBIT')])
    expect((await client.get(path)).json().items).toMatchObject([
      { answer: 'keep', reason: null, answeredByName: 'Katrine Holm', isSelfAnswered: false },
      { answer: 'withdraw', reason: 'Er stoppet', answeredAt: '2026-11-23T09:10:00.000Z' },
    ])
  expect((await (await c.portal.apiClient('Odense')).get(path)).statusCode).toBe(404)
})
