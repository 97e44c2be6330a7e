import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  type CertificationPortal,
  openCertificationPortal,
} from '../../../test/support/certification-portal.ts'
import { rowsOf, unzip } from '../../../test/support/read-workbook.ts'
import { civilDay } from '../../kernel/civil-day.ts'
import { answerItems } from './actions/answering.ts'
import { decideBrake } from './actions/deciding.ts'
import { workInAll } from './work/queues.ts'

let c: CertificationPortal
beforeAll(async () => {
  c = await openCertificationPortal()
  for (const name of ['Katrine', 'Lone', 'Signe', 'Omar', 'Ib'] as const) await c.portal.as(name)
})
afterAll(() => c.close())

let id: string
let rolloutId: string

const one = async <T>(statement: string, values: unknown[] = []): Promise<T> =>
  (await c.portal.owner.query(statement, values)).rows[0]
const taskOf = (municipality: string) =>
  one<{ number: number; status: string; outcome: string | null }>(
    'select number::int, status, outcome from task where organisation_id = $1',
    [c.portal.organisation(municipality)],
  )

/** Korsbæk answers for one of two, Aarhus for all, Odense for nobody; then the round is settled. */
beforeEach(async () => {
  await c.clear()
  const roleId = await c.newRole('Prøverolle', { nonResponse: 'suspend' })
  const [a] = [await c.newUser('Person A'), await c.hold(roleId, await c.newUser('Person B'))]
  await c.hold(roleId, a)
  await c.hold(roleId, await c.newUser('Aage Aarhus', 'Aarhus'), 'Aarhus')
  await c.hold(roleId, await c.newUser('Ove Odense', 'Odense'), 'Odense')
  id = await c.start({ roleIds: [roleId], closesOn: civilDay('2026-12-11') })
  const lines = await c.lines(id)
  const keep = (name: string) => ({
    itemId: lines.find((line) => line.user_name === name)?.id ?? '',
    answer: 'keep' as const,
  })
  await c.portal.act('Katrine', (ctx) => answerItems(ctx, [keep('Person A')]))
  await c.portal.act('Lone', (ctx) => answerItems(ctx, [keep('Aage Aarhus')]))
  await c.day('2026-12-12T09:00:00Z')
  await c.portal.act('Omar', (ctx) => decideBrake(ctx, { roundId: id, roleId, decision: 'approved' }))
  await c.day('2026-12-13T09:00:00Z')
  await c.day('2026-12-27T09:00:00Z')
  await workInAll(c.portal.app.world, id)
  rolloutId = (await one<{ id: string }>('select id from rollout')).id
})

describe('a round that ends where nobody answered (T4)', () => {
  test('leaves a task that the portal closed, and in which it answered nothing', async () => {
    const { number } = await taskOf('Korsbæk')
    const page = (await (await c.portal.as('Katrine')).get(`/opgaver/${number}`)).payload
    const words = page.replace(/<[^>]*>/g, '')
    expect(words).toMatch(
      /Opgaven lukkede af sig selv 27-12-2026 kl\. \d\d:\d\d\. Bekræftelsen er afsluttet\. 1 linje fik ikke svar\./,
    )
    expect(words).not.toContain('Tværs svarede')
    expect(words).toContain('Se svarene')
    expect(words).not.toContain('ret svarene')
  })

  test('lapses there, and counts as participation where somebody did', async () => {
    expect(await taskOf('Odense')).toMatchObject({ status: 'completed', outcome: 'lapsed' })
    for (const name of ['Korsbæk', 'Aarhus'])
      expect(await taskOf(name)).toMatchObject({ status: 'completed', outcome: 'participated' })
  })

  test('the numbers of the roll-out tell it apart: neither answered nor overdue', async () => {
    const client = await c.portal.apiClient('KOMBIT')
    const { numbers, municipalities } = (await client.get(`/api/v1/rollouts/${rolloutId}/progress`)).json()
    expect(numbers).toEqual({
      ...{ total: 3, answered: 2, participated: 2, optedOut: 0, lapsed: 1 },
      ...{ inProgress: 0, notStarted: 0, overdue: 0 },
    })
    expect(municipalities.map((one: { name: string; state: string }) => one.state).sort()).toEqual([
      'completed',
      'completed',
      'lapsed',
    ])
    const { items } = (await client.get('/api/v1/rollouts')).json()
    expect(items).toMatchObject([{ participated: 2, optedOut: 0, lapsed: 1, overdue: 0 }])
  })

  test('pages and spreadsheet say so, and the curve counts no answer', async () => {
    const signe = await c.portal.as('Signe')
    const page = (await signe.get(`/udrulninger/${rolloutId}`)).payload
    expect(page).toContain('2 af 3 kommuner har svaret. Ingen er over fristen.')
    expect(page).toContain(`<a href="/udrulninger/${rolloutId}?status=lukket-uden-svar#mangler">`)
    expect(page).not.toContain('Mangler at svare')
    const list = (await signe.get(`/udrulninger/${rolloutId}?status=lukket-uden-svar`)).payload
    expect(list).toContain('Odense')
    expect(list).toContain('Lukket uden svar')
    const { payload } = await signe.get(`/udrulninger/${rolloutId}/udtraek.csv`)
    const line = payload.split('\r\n').find((row) => row.includes('Odense'))
    // No day of an answer stands there.
    expect(line).toContain(';Lukket uden svar;11-12-2026;;')
    const start = (await signe.get('/')).payload
    expect(start).not.toContain(rolloutId)
  })

  test('the round’s own page, API and workbook tell the same', async () => {
    const signe = await c.portal.as('Signe')
    const page = (await signe.get(`/bekraeftelser/${id}`)).payload
    expect(page).toContain('Lukket uden svar')
    expect(page).not.toContain('Over fristen, ikke påbegyndt')
    const client = await c.portal.apiClient('KOMBIT')
    const { municipalities } = (await client.get(`/api/v1/certification-rounds/${id}/progress`)).json()
    const counts = municipalities.map((one: Record<string, unknown>) => [
      one.name,
      one.answered,
      one.undecided,
    ])
    expect(counts).toEqual([
      ['Korsbæk Kommune', 1, 1],
      ['Odense Kommune', 0, 1],
      ['Aarhus Kommune', 1, 0],
    ])
    const parts = unzip((await signe.get(`/bekraeftelser/${id}/rapport?format=xlsx`)).rawPayload)
    expect(rowsOf(parts, 2).map((cells) => [cells.A, cells.E, cells.F])).toEqual([
      ['Kommune', 'Har fået svar', 'Mangler svar'],
      ['Korsbæk Kommune', '1', '1'],
      ['Odense Kommune', '0', '1'],
      ['Aarhus Kommune', '1', '0'],
    ])
  })

  test('the task’s page, list, history and API say that it was closed without an answer', async () => {
    const { number } = await taskOf('Odense')
    const signe = await c.portal.as('Signe')
    const page = (await signe.get(`/opgaver/${number}`)).payload
    expect(page).toContain('Odense Kommune nåede ikke at svare, før opgaven blev lukket.')
    expect(page).toContain('Opgaven blev lukket uden svar: Bekræftelsen er afsluttet. Ingen svarede.')
    expect(page).not.toMatch(/har fuldført opgaven|Besvaret</)
    const list = (await signe.get('/opgaver?status=lukket-uden-svar')).payload
    expect(list).toContain(`#${number}`)
    expect(list).not.toContain(`#${(await taskOf('Korsbæk')).number}`)
    const client = await c.portal.apiClient('Odense')
    expect((await client.get(`/api/v1/tasks/${number}`)).json()).toMatchObject({
      state: 'lapsed',
      answer: { outcome: 'lapsed', reason: null, byName: 'Tværs' },
    })
    const { items } = (await client.get('/api/v1/tasks?status=lapsed')).json()
    expect(items).toMatchObject([{ number, state: 'lapsed' }])
  })

  test('an answer that comes late after all is participation, and the history keeps both', async () => {
    const line = (await c.lines(id)).find(({ user_name }) => user_name === 'Ove Odense')
    const client = await c.portal.apiClient('Odense')
    const answer = await client.put(
      `/api/v1/certification-items/${line?.id}/answer`,
      { answer: 'keep' },
      { 'if-match': '*' },
    )
    expect(answer.statusCode, answer.payload).toBe(200)
    expect(await taskOf('Odense')).toMatchObject({ status: 'completed', outcome: 'participated' })
    const types = (
      await c.portal.owner.query(
        `select type from event where organisation_id = $1 and subject_type = 'task' order by id`,
        [c.portal.organisation('Odense')],
      )
    ).rows
    expect(types.map(({ type }) => type)).toEqual([
      'task.received',
      'task.lapsed',
      'task.reopened',
      'task.completed',
    ])
  })
})
