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

describe('what is asked while an answer is being written', () => {
  const path = (municipality: string) => `/opgaver/${numberOf(municipality)}/beskeder`
  const seenUntilIn = (html: string): string =>
    /name="seenUntil" value="([^"]+)"/.exec(html)?.[1] ?? 'missing'

  test('still waits, with a promise of its own', async () => {
    const [anders, signe] = [await portal.as('Anders'), await portal.as('Signe')]
    await anders.post(path('Korsbæk'), { body: 'Første spørgsmål?' })
    const seenUntil = seenUntilIn((await signe.get(`/opgaver/${numberOf('Korsbæk')}`)).payload)
    portal.clock.moveTo('2026-11-23T09:05:00Z')
    await anders.post(path('Korsbæk'), { body: 'Andet spørgsmål?' })
    await signe.post(path('Korsbæk'), { body: 'Svar på det første.', seenUntil })
    expect(await threadOf('Korsbæk')).toMatchObject({
      waiting_since: new Date('2026-11-23T09:05:00Z'),
      answer_due_on: '2026-11-25',
    })
    await signe.post(path('Korsbæk'), { body: 'Svar på det andet.', seenUntil: '2026-11-23T09:05:00.000Z' })
    expect(await threadOf('Korsbæk')).toMatchObject({ waiting_since: null, answer_due_on: null })
  })

  test('still waits when one answer goes to all', async () => {
    const [anders, lone, signe] = [
      await portal.as('Anders'),
      await portal.as('Lone'),
      await portal.as('Signe'),
    ]
    await anders.post(path('Korsbæk'), { body: 'Det samme?' })
    await lone.post(path('Aarhus'), { body: 'Det samme!' })
    const seenUntil = seenUntilIn((await signe.get(`/beskeder/svar-alle/${templateId}`)).payload)
    portal.clock.moveTo('2026-11-23T09:10:00Z')
    await lone.post(path('Aarhus'), { body: 'Og noget andet?' })
    const numbers = [String(numberOf('Korsbæk')), String(numberOf('Aarhus'))]
    const answer = { question: 'Det samme?', answer: 'Ja, det samme.', numbers, seenUntil }
    await signe.post(`/beskeder/svar-alle/${templateId}`, answer)
    expect((await threadOf('Korsbæk')).waiting_since).toBeNull()
    expect((await threadOf('Aarhus')).waiting_since).toEqual(new Date('2026-11-23T09:10:00Z'))
  })

  test('one answer to all goes once, also when it is sent twice at the same moment', async () => {
    const [anders, signe] = [await portal.as('Anders'), await portal.as('Signe')]
    await anders.post(path('Korsbæk'), { body: 'Én gang?' })
    const fields = { question: 'Én gang?', answer: 'Kun én gang.', numbers: String(numberOf('Korsbæk')) }
    const answers = await Promise.all(
      [1, 2].map(() => signe.post(`/beskeder/svar-alle/${templateId}`, fields)),
    )
    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([303, 422])
    const { rows } = await portal.owner.query(`select 1 from message where body = 'Kun én gang.'`)
    expect(rows).toHaveLength(1)
  })
})

test('a thread that is not there cannot be taken, and nothing is told of it', async () => {
  const signe = await portal.as('Signe')
  const answer = await signe.post(`/beskeder/${numberOf('Odense')}/tag`)
  expect(answer.statusCode).toBe(404)
  const { rows } = await portal.owner.query(`select 1 from event where type = 'message.threadTaken'`)
  expect(rows).toEqual([])
})
