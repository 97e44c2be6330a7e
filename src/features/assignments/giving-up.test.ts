import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Browser, createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { demoRoles, mattermostRoleName } from '../../demo/demo-roles.ts'
import { NotFound } from '../../kernel/errors.ts'
import { countingQueries } from '../../platform/db/query-count.ts'
import { createRole, type RoleDraft } from '../roles/index.ts'
import { endBatch, giveBatch } from './actions-batch.ts'
import { assignRole, promiseRole } from './index.ts'
import { turnDay } from './turn-of-day.ts'

let portal: TestApp
let katrine: Browser
let anders: Browser
let roleId: string
const ids = { anders: '', mads: '', katrine: '' }

const makeRole = async (change: Partial<RoleDraft> = {}): Promise<string> => {
  const draft = demoRoles.find((role) => role.name === mattermostRoleName)
  if (!draft) throw new Error('No demo role')
  return (await portal.act('Signe', (ctx) => createRole(ctx, { ...draft, ...change }))).id
}

beforeAll(async () => {
  portal = await createTestApp()
  katrine = await portal.as('Katrine')
  anders = await portal.as('Anders')
  ids.katrine = (await portal.actor('Katrine')).id
  ids.anders = (await portal.actor('Anders')).id
  ids.mads = (await portal.actor('Mads')).id
})
afterAll(() => portal.close())
beforeEach(async () => {
  roleId = await makeRole()
})
afterEach(async () => {
  await portal.owner.query(
    'truncate pending_assignment, resignation, assignment, role_access, role_version, event; delete from role',
  )
})

const give = async (userId = ids.anders, role = roleId): Promise<string> =>
  (await portal.act('Katrine', (ctx) => assignRole(ctx, { roleId: role, userId }))).id

const held = async () =>
  (
    await portal.owner.query<{ user_name: string; is_primary: boolean }>(
      'select user_name, is_primary from assignment where ended_at is null order by user_name',
    )
  ).rows

const textOf = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const noticeOf = (answer: { cookies: { name: string; value: string }[] }): string =>
  Buffer.from(
    answer.cookies.find(({ name }) => name === 'tvaers_notice')?.value ?? '',
    'base64url',
  ).toString()

describe('a holder gives up a role (R6)', () => {
  const resign = (id: string, form: Record<string, string> = {}) =>
    anders.post(`/mine-roller/${id}/sig-fra`, { efterfoelger: 'ingen', ...form })

  test('sees what follows first; it ends at once and the administrator is told', async () => {
    const id = await give()
    expect(textOf((await anders.get('/mine-roller')).body)).toContain('Jeg har ikke længere rollen')
    const page = textOf((await anders.get(`/mine-roller/${id}/sig-fra`)).body)
    expect(page).toContain('du mister den adgang, den giver. Så har ingen hos jer rollen.')
    expect((await resign(id)).statusCode).toBe(303)
    expect(await held()).toEqual([])
    const { rows } = await portal.owner.query(
      "select type, facts from event where type in ('assignment.resigned', 'assignment.ended') order by id",
    )
    expect(rows).toMatchObject([
      { type: 'assignment.resigned', facts: { userName: 'Anders Skov', proposedSuccessor: null } },
      { type: 'assignment.ended', facts: { cause: 'resigned' } },
    ])
    expect((await resign(id)).statusCode).toBe(409)
  })

  test('proposes a user: the administrator gives the role with one click, and the primary goes with it', async () => {
    await resign(await give(), { efterfoelger: 'kendt', userId: ids.mads })
    expect(await held()).toEqual([])
    const start = await countingQueries(() => katrine.get('/'))
    expect(start.queries).toBeLessThanOrEqual(7)
    expect(textOf(start.result.body)).toContain('Anders Skov har sagt fra og foreslår Mads Friis')
    const action = /action="(\/forslag\/[^/]+\/giv)"/.exec(start.result.body)?.[1] ?? ''
    expect((await katrine.post(action)).statusCode).toBe(303)
    expect(await held()).toEqual([{ user_name: 'Mads Friis', is_primary: true }])
    expect((await katrine.post(action)).statusCode).toBe(409)
    expect((await katrine.get('/')).body).not.toContain('/forslag/')
  })

  test('proposes somebody who has not signed in: promised with one click', async () => {
    const person = { name: 'Nina Falk', email: 'nina.falk@korsbaek.example' }
    await resign(await give(), { efterfoelger: 'ny', ...person })
    const role = await katrine.get(`/roller/${roleId}`)
    expect(textOf(role.body)).toContain('Rollen begynder ved første login.')
    const action = /action="(\/forslag\/[^/]+\/giv)"/.exec(role.body)?.[1] ?? ''
    expect((await katrine.post(action)).headers.location).toMatch(/vejledning$/)
    const { rows } = await portal.owner.query('select name, is_primary from pending_assignment')
    expect(rows).toEqual([{ name: 'Nina Falk', is_primary: true }])
  })

  test('a proposal can be dismissed', async () => {
    await resign(await give(), { efterfoelger: 'kendt', userId: ids.mads })
    const action = /action="(\/forslag\/[^/]+\/afvis)"/.exec((await katrine.get('/')).body)?.[1] ?? ''
    expect((await katrine.post(action)).statusCode).toBe(303)
    expect(await held()).toEqual([])
  })

  const outcomes = async () =>
    (
      await portal.owner.query(
        `select s.outcome, s.settled_by_name as by, e.facts ->> 'outcome' as told from resignation s
         left join event e on e.type = 'assignment.proposalSettled'`,
      )
    ).rows

  test('who holds the role already is not to choose, and cannot be proposed', async () => {
    const id = await give()
    await give(ids.mads)
    const page = (await anders.get(`/mine-roller/${id}/sig-fra`)).body
    expect(page).toContain(`<option value="${ids.katrine}"`)
    expect(page).not.toContain(`<option value="${ids.mads}"`)
    const answer = await resign(id, { efterfoelger: 'kendt', userId: ids.mads })
    expect(answer.statusCode).toBe(422)
    expect(textOf(answer.body)).toContain('Mads Friis har allerede rollen. Foreslå en anden, eller ingen.')
    expect(await held()).toHaveLength(2)
  })

  test('given to the proposed person in another way, the proposal is settled', async () => {
    await resign(await give(), { efterfoelger: 'kendt', userId: ids.mads })
    await give(ids.mads)
    expect(await outcomes()).toEqual([{ outcome: 'given', by: 'Katrine Holm', told: 'given' }])
    expect((await katrine.get('/')).body).not.toContain('/forslag/')
  })

  test('promised to the proposed newcomer in another way, the proposal is settled', async () => {
    const person = { name: 'Nina Falk', email: 'nina.falk@korsbaek.example' }
    await resign(await give(), { efterfoelger: 'ny', ...person })
    await portal.act('Katrine', (ctx) =>
      promiseRole(ctx, { roleId, ...person, email: 'Nina.Falk@korsbaek.example' }),
    )
    expect(await outcomes()).toEqual([{ outcome: 'given', by: 'Katrine Holm', told: 'given' }])
  })

  test.each(['anders', 'mads'] as const)('it falls when %s leaves', async (who) => {
    await resign(await give(), { efterfoelger: 'kendt', userId: ids.mads })
    try {
      await katrine.post(`/fratraedelse/${ids[who]}`, { reason: 'Er stoppet', til: 'ingen' })
      expect(await outcomes()).toEqual([{ outcome: 'lapsed', by: 'Tværs', told: 'lapsed' }])
      expect((await katrine.get('/')).body).not.toContain('/forslag/')
    } finally {
      await portal.owner.query('update user_account set left_at = null where id = $1', [ids[who]])
    }
  })

  test('what waits in vain from before is tidied by the turn of the day, once', async () => {
    await give(ids.mads)
    await resign(await give(), { efterfoelger: 'ingen' })
    await portal.owner.query(`update resignation set successor_id = $1, successor_name = 'Mads Friis'`, [
      ids.mads,
    ])
    expect((await katrine.get('/')).body).toContain('/forslag/')
    await turnDay(portal.app.world)
    await turnDay(portal.app.world)
    expect(await outcomes()).toEqual([{ outcome: 'given', by: 'Tværs', told: 'given' }])
  })

  test('what a rule refuses is said on the role’s page, where another can be chosen', async () => {
    const only = await makeRole({ name: 'Kun én', maximumHolders: 1, minimumHolders: 1 })
    await resign(await give(ids.anders, only), { efterfoelger: 'kendt', userId: ids.mads })
    const action = /action="(\/forslag\/[^/]+\/giv)"/.exec((await katrine.get('/')).body)?.[1] ?? ''
    await give(ids.katrine, only)
    const answer = await katrine.post(action)
    expect(answer.statusCode).toBe(409)
    const page = textOf(answer.body)
    expect(page).toContain('Højst én person kan have rollen ad gangen.')
    expect(page).toContain('Katrine Holm')
    expect(page).not.toContain('Det gik ikke')
    expect(await outcomes()).toMatchObject([{ outcome: null }])
  })

  test('only of one’s own', async () => {
    const id = await give(ids.mads)
    expect((await anders.get(`/mine-roller/${id}/sig-fra`)).statusCode).toBe(404)
    expect((await resign(id)).statusCode).toBe(404)
    expect(await held()).toHaveLength(1)
  })

  const faulty: [string, Record<string, string>, string][] = [
    ['nobody chosen', { efterfoelger: 'kendt' }, 'Vælg en person.'],
    ['no e-mail', { efterfoelger: 'ny', name: 'Nina' }, 'Den skal have et @'],
    ['oneself', { efterfoelger: 'ny', name: 'A', email: 'anders.skov@korsbaek.example' }, 'end dig selv'],
  ]
  test.each(faulty)('%s: a sentence, and nothing ends', async (_name, form, sentence) => {
    const answer = await resign(await give(), form)
    expect([answer.statusCode, answer.body.includes(sentence)]).toEqual([422, true])
    expect(await held()).toHaveLength(1)
  })

  test('by API the administrator’s machine sees and settles proposals', async () => {
    await resign(await give(), { efterfoelger: 'kendt', userId: ids.mads })
    const client = await portal.apiClient('Korsbæk')
    const [found] = (await client.get('/api/v1/resignations?waiting=true')).json().items
    expect(found).toMatchObject({ userName: 'Anders Skov', successorName: 'Mads Friis', outcome: null })
    const path = `/api/v1/resignations/${found.id}`
    expect((await client.put(`${path}/settlement`, { outcome: 'given' })).json()).toMatchObject({
      outcome: 'given',
    })
    expect((await client.get('/api/v1/resignations?waiting=true')).json().items).toEqual([])
    expect((await client.get(path)).json().settledByName).toBe('Maskine i Korsbæk')
  })
})

describe('several at once (R2)', () => {
  test('one role to several: each is told, and one refusal stops none', async () => {
    await give()
    const answer = await katrine.post(`/roller/${roleId}/giv-flere`, {
      userIds: [ids.anders, ids.mads, ids.katrine],
    })
    expect(answer.statusCode).toBe(303)
    const notice = noticeOf(answer)
    expect(notice).toContain('2 fik rollen')
    expect(notice).toContain('Katrine Holm, Mads Friis.')
    expect(notice).toContain('Anders Skov: Anders Skov har allerede rollen.')
    expect(await held()).toHaveLength(3)
    const { rows } = await portal.owner.query(
      "select facts ->> 'userName' as name from event where type = 'assignment.started' order by id",
    )
    expect(rows.map((row) => row.name)).toEqual(['Anders Skov', 'Katrine Holm', 'Mads Friis'])
  })

  test('the last place goes to one of them', async () => {
    const only = await makeRole({ name: 'Kun én', maximumHolders: 1, minimumHolders: 1 })
    const results = await portal.act('Katrine', (ctx) =>
      giveBatch(ctx, { roleId: only, userIds: [ids.anders, ids.mads] }),
    )
    expect(results.map(({ name, refusal }) => [name, refusal?.code ?? null])).toEqual([
      ['Anders Skov', null],
      ['Mads Friis', 'maximum-holders'],
    ])
  })

  test('a batch of many costs no more statements than one of few', async () => {
    const cost = async (userIds: string[]) =>
      (
        await countingQueries(() =>
          portal.act('Katrine', async (ctx) =>
            giveBatch(ctx, { roleId: await makeRole({ name: `R${userIds.length}` }), userIds }),
          ),
        )
      ).queries
    expect(await cost([ids.anders, ids.mads, ids.katrine])).toBe(await cost([ids.anders]))
  })

  test('end several with one reason; fewer than the minimum is said, and stops nobody', async () => {
    const three = await makeRole({ name: 'Tre', minimumHolders: 2 })
    const assignments = [
      await give(ids.anders, three),
      await give(ids.mads, three),
      await give(ids.katrine, three),
    ]
    const page = await katrine.get(`/roller/${three}/afslut-flere`)
    expect(textOf(page.body)).toContain('Rollen kræver mindst 2 personer. I har 3 personer nu.')
    const answer = await katrine.post(`/roller/${three}/afslut-flere`, {
      assignmentIds: assignments.slice(0, 2),
      reason: 'Holdet er lukket',
    })
    expect(noticeOf(answer)).toContain('Rollen kræver mindst 2 personer. I har så kun én person.')
    expect(await held()).toEqual([{ user_name: 'Katrine Holm', is_primary: false }])
    const { rows } = await portal.owner.query(
      'select distinct end_reason from assignment where ended_at is not null',
    )
    expect(rows).toEqual([{ end_reason: 'Holdet er lukket' }])
  })

  test('nothing chosen: a sentence', async () => {
    expect((await katrine.post(`/roller/${roleId}/giv-flere`)).body).toContain('Vælg mindst én.')
    const answer = await katrine.post(`/roller/${roleId}/afslut-flere`, { reason: 'x' })
    expect([answer.statusCode, answer.body.includes('Vælg mindst én.')]).toEqual([422, true])
  })

  test('the page before one ends says when too few are left', async () => {
    const two = await makeRole({ name: 'To', minimumHolders: 2 })
    const id = await give(ids.anders, two)
    await give(ids.mads, two)
    const page = textOf((await katrine.get(`/roller/${two}/tildelinger/${id}/afslut`)).body)
    expect(page).toContain('Rollen kræver mindst 2 personer. I har så kun én person.')
  })

  test('others’ assignments are not found, and one’s own end beside them', async () => {
    const lone = await portal.actor('Lone')
    const theirs = await portal.act('Lone', (ctx) => assignRole(ctx, { roleId, userId: lone.id }))
    const end = (assignmentIds: string[]) =>
      portal.act('Katrine', (ctx) => endBatch(ctx, { assignmentIds, reason: 'Slut' }))
    await expect(end([theirs.id])).rejects.toThrow(NotFound)
    const results = await end([await give(), theirs.id])
    expect(results.map(({ refusal }) => refusal?.code ?? null)).toEqual([null, 'not-found'])
    expect(await held()).toMatchObject([{ user_name: 'Lone Dahl' }])
  })

  test('by API: a row for each', async () => {
    const client = await portal.apiClient('Korsbæk')
    const nobody = '0b5a1c00-0000-4000-8000-0000000000ff'
    const given = await client.post('/api/v1/assignment-batches', {
      ...{ kind: 'give', roleId, userIds: [ids.anders, nobody] },
    })
    expect(given.statusCode).toBe(200)
    expect(given.json().results).toMatchObject([
      { id: ids.anders, outcome: 'done', code: null },
      { id: nobody, outcome: 'refused', code: 'not-a-user' },
    ])
    const assignmentIds = [given.json().results[0].assignmentId]
    const end = () =>
      client.post('/api/v1/assignment-batches', { kind: 'end', assignmentIds, reason: 'Slut' })
    expect((await end()).json().results).toMatchObject([{ outcome: 'done', name: 'Anders Skov' }])
    expect((await end()).json().results).toMatchObject([{ outcome: 'refused', code: 'already-ended' }])
  })
})
