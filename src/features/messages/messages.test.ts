import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insertTemplate, rollOut } from '../../../test/support/factories.ts'
import { createTestApp, type TestApp } from '../../../test/support/test-app.ts'

let portal: TestApp
let templateId: string
let numbers: Record<string, number>

const numberOf = (municipality: string): number => {
  const number = numbers[municipality]
  if (!number) throw new Error(`No task in ${municipality}`)
  return number
}

beforeAll(async () => {
  portal = await createTestApp()
  templateId = await insertTemplate(portal)
  numbers = await rollOut(portal, { templateId, municipalities: ['Korsbæk', 'Aarhus', 'Odense'] })
})
afterAll(() => portal.close())

const threadOf = async (municipality: string) => {
  const { rows } = await portal.owner.query(
    'select owner_name, waiting_since, answer_due_on from message_thread where task_number = $1',
    [numberOf(municipality)],
  )
  return rows[0]
}

test('a question waits for the central body with the promised day, an answer ends the waiting', async () => {
  const [anders, signe] = [await portal.as('Anders'), await portal.as('Signe')]
  const asked = await anders.post(`/opgaver/${numberOf('Korsbæk')}/beskeder`, {
    body: 'Må vi give rollen til to?',
  })
  expect(asked.statusCode).toBe(303)
  expect(await threadOf('Korsbæk')).toMatchObject({
    owner_name: null,
    waiting_since: portal.clock.now(),
    answer_due_on: '2026-11-25',
  })

  const inbox = await signe.get('/beskeder')
  expect(inbox.payload).toContain('Må vi give rollen til to?')
  expect(inbox.payload).toContain('25-11-2026')

  const answered = await signe.post(`/opgaver/${numberOf('Korsbæk')}/beskeder`, { body: 'Ja, gerne to.' })
  expect(answered.statusCode).toBe(303)
  expect(await threadOf('Korsbæk')).toEqual({
    owner_name: 'Signe Bruun',
    waiting_since: null,
    answer_due_on: null,
  })
  const { rows } = await portal.owner.query(
    'select author_side, body from message where task_number = $1 order by sent_at, id',
    [numberOf('Korsbæk')],
  )
  expect(rows).toEqual([
    { author_side: 'municipality', body: 'Må vi give rollen til to?' },
    { author_side: 'central', body: 'Ja, gerne to.' },
  ])
  expect((await signe.get('/beskeder')).payload).toContain('Ingen venter på svar')
})

test('a message that is too long is refused and shown again, so that nothing typed is lost', async () => {
  const anders = await portal.as('Anders')
  const text = `Begyndelsen ${'æ'.repeat(10_001)}`
  const answer = await anders.post(`/opgaver/${numberOf('Korsbæk')}/noter`, { body: text })
  expect(answer.statusCode).toBe(422)
  expect(answer.payload).toContain('Begyndelsen ææ')
  expect(answer.payload).toContain('Skriv højst 10.000 tegn.')
})

test('an empty message is refused and nothing is written', async () => {
  const anders = await portal.as('Anders')
  const before = await portal.owner.query('select count(*) from message')
  const answer = await anders.post(`/opgaver/${numberOf('Korsbæk')}/beskeder`, { body: '   ' })
  expect(answer.statusCode).toBe(422)
  expect((await portal.owner.query('select count(*) from message')).rows).toEqual(before.rows)
})

describe('another municipality', () => {
  test.each(['/beskeder', '/noter', '/beskeder/laest'])(
    'finds nothing at %s of a foreign task',
    async (path) => {
      const lone = await portal.as('Lone')
      const answer = await lone.post(`/opgaver/${numberOf('Korsbæk')}${path}`, { body: 'Hej' })
      expect(answer.statusCode).toBe(404)
      const { rows } = await portal.owner.query(`select 1 from message where author_name = 'Lone Dahl'`)
      expect(rows).toEqual([])
    },
  )
})

describe('internal notes', () => {
  test('stay inside the side that wrote them, in the table and in the events', async () => {
    const [katrine, signe] = [await portal.as('Katrine'), await portal.as('Signe')]
    await katrine.post(`/opgaver/${numberOf('Korsbæk')}/noter`, { body: 'Jonas er på barsel til marts.' })
    await signe.post(`/opgaver/${numberOf('Korsbæk')}/noter`, { body: 'Ring til dem i næste uge.' })
    const seenBy = (name: 'Katrine' | 'Signe' | 'Omar' | 'Lone') =>
      portal.act(name, async (ctx) => {
        const { listNotes } = await import('./queries.ts')
        const key = { organisationId: portal.organisation('Korsbæk'), number: numberOf('Korsbæk') }
        // Asked for everybody's notes, the policy of the table still shows one's own side alone.
        return (await listNotes(ctx, key)).map((note) => note.body)
      })
    expect(await seenBy('Katrine')).toEqual(['Jonas er på barsel til marts.'])
    expect(await seenBy('Signe')).toEqual(['Ring til dem i næste uge.'])
    expect(await seenBy('Lone')).toEqual([])
    const { rows } = await portal.owner.query(
      `select inside_of, actor_organisation_id from event where type = 'internalNote.written' order by id`,
    )
    expect(rows.map((row) => row.inside_of === row.actor_organisation_id)).toEqual([true, true])
  })

  test('the database shows nobody the other side’s, whatever the query asks', async () => {
    const seen = async (role: string, reach: number) => {
      await portal.owner.query('begin')
      await portal.owner.query(`set local role ${role}`)
      await portal.owner.query(`select set_config('app.reach', $1, true)`, [String(reach)])
      const { rows } = await portal.owner.query('select body from internal_note')
      await portal.owner.query('rollback')
      return rows.map((row) => row.body)
    }
    expect(await seen('tvaers_central', portal.organisation('KOMBIT'))).toEqual(['Ring til dem i næste uge.'])
    expect(await seen('tvaers_app', portal.organisation('Korsbæk'))).toEqual([
      'Jonas er på barsel til marts.',
    ])
    expect(await seen('tvaers_app', portal.organisation('Aarhus'))).toEqual([])
    await expect(seen('tvaers_jobs', 1)).rejects.toThrow(/permission denied/)
    await portal.owner.query('rollback')
  })
})

describe('one answer to all who asked the same', () => {
  test('reaches each chosen thread, joins the questions and answers, and names no asker', async () => {
    const [anders, lone, signe] = [
      await portal.as('Anders'),
      await portal.as('Lone'),
      await portal.as('Signe'),
    ]
    await anders.post(`/opgaver/${numberOf('Korsbæk')}/beskeder`, { body: 'Hvornår åbner adgangen?' })
    await lone.post(`/opgaver/${numberOf('Aarhus')}/beskeder`, { body: 'Hvor hurtigt får man adgang?' })
    const form = await signe.get(`/beskeder/svar-alle/${templateId}`)
    expect(form.statusCode).toBe(200)
    expect(form.payload).toContain('Aarhus')
    const answer = await signe.post(`/beskeder/svar-alle/${templateId}`, {
      question: 'Hvornår åbner adgangen?',
      answer: 'Få sekunder efter, at rollen er givet.',
      numbers: [String(numberOf('Korsbæk')), String(numberOf('Aarhus'))],
    })
    expect(answer.statusCode).toBe(303)
    const { rows } = await portal.owner.query(
      `select task_number, question_id is not null as for_all from message where body like 'Få sekunder%' order by task_number`,
    )
    const chosen = [numberOf('Korsbæk'), numberOf('Aarhus')].sort((a, b) => a - b)
    expect(rows).toEqual(
      chosen
        .map((number) => ({ task_number: String(number), for_all: true }))
        .map((row) => ({ ...row, task_number: Number(row.task_number) })),
    )
    const questions = await portal.owner.query('select question, answer from question')
    expect(questions.rows).toEqual([
      { question: 'Hvornår åbner adgangen?', answer: 'Få sekunder efter, at rollen er givet.' },
    ])
    expect((await threadOf('Aarhus')).waiting_since).toBeNull()
  })

  test('is shown again with what was typed when nobody is chosen', async () => {
    const signe = await portal.as('Signe')
    const answer = await signe.post(`/beskeder/svar-alle/${templateId}`, {
      question: 'Spørgsmål?',
      answer: 'Mit lange svar',
    })
    expect(answer.statusCode).toBe(409)
    expect(answer.payload).toContain('Mit lange svar')
    expect(answer.payload).toContain('Vælg mindst én kommune')
  })

  test('is the central body’s alone', async () => {
    const katrine = await portal.as('Katrine')
    const answer = await katrine.post(`/beskeder/svar-alle/${templateId}`, {
      question: 'a',
      answer: 'b',
      numbers: '1',
    })
    expect(answer.statusCode).toBe(403)
  })
})
