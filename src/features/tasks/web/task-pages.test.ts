import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  insertHolder,
  insertRole,
  insertTemplate,
  korsbaekTask,
  linkTemplates,
  rollOut,
} from '../../../../test/support/factories.ts'
import { type Browser, createTestApp, type TestApp } from '../../../../test/support/test-app.ts'
import { civilDay } from '../../../kernel/civil-day.ts'
import { countingQueries } from '../../../platform/db/query-count.ts'
import { sendMessage, writeNote } from '../../messages/index.ts'
import { completeTask, optOutTask } from '../actions/answering.ts'

let portal: TestApp
let katrine: Browser
let anders: Browser
let lone: Browser
let signe: Browser
let templateId: string

beforeAll(async () => {
  portal = await createTestApp()
  ;[katrine, anders, lone, signe] = [
    await portal.as('Katrine'),
    await portal.as('Anders'),
    await portal.as('Lone'),
    await portal.as('Signe'),
  ]
  templateId = await insertTemplate(portal)
})
afterAll(() => portal.close())

const words = (html: string): string => html.replace(/<[^>]+>/g, '')
/** Labels and headings as they are read, from the top. */
const labels = (html: string): string[] =>
  [...html.slice(html.indexOf('<main')).matchAll(/<(h2|h3|dt)[^>]*>(.*?)<\/\1>/g)].map((match) =>
    words(match[2] ?? ''),
  )
/** What stands under one of them, up to the next. */
const under = (html: string, label: string): string =>
  words(
    html
      .split(`>${label}</`)[1]
      ?.split(/<(?:h2|h3|dt)\b/)[0]
      ?.replace(/^\w+>/, '') ?? '',
  ).trim()
const row = async (number: number) =>
  (await portal.owner.query('select * from task where number = $1', [number])).rows[0]

describe('the page', () => {
  test('shows every section of the real page in its order, also when empty (T3)', async () => {
    const number = await korsbaekTask(portal, { templateId, dueOn: civilDay('2026-11-14') })
    const { payload, statusCode } = await katrine.get(`/opgaver/${number}`)
    expect(statusCode).toBe(200)
    expect(labels(payload)).toEqual([
      'Løs opgaven, og markér den som fuldført',
      ...['Deadline', 'Prioritet', 'Status', 'Ansvarlig', 'Udfører', 'Startdato', 'Slutdato', 'Påmindelser'],
      ...['Mål', 'Beskrivelse', 'Opgaven', 'Metode og fremgangsmåde', 'Resultat'],
      ...['Anbefalet ansvarlig og udfører', 'Anbefalet ansvarlig', 'Anbefalet udfører'],
      ...[
        'Kvalitetskriterier',
        'Historik',
        'Interne noter',
        'Forudsætninger',
        'Opgaven er tæt relateret til',
      ],
      ...['Projekt', 'Fase', 'Tema', 'Kommune', 'Eksterne bilag', 'Tilføjede filer', 'Beskeder'],
    ])
    const toc = payload.indexOf('På denne side')
    const body = payload.slice(0, toc) + payload.slice(payload.indexOf('<h2', toc))
    for (const label of [
      ...['Ansvarlig', 'Udfører', 'Startdato', 'Mål', 'Opgaven', 'Metode og fremgangsmåde', 'Resultat'],
      ...['Anbefalet ansvarlig', 'Anbefalet udfører', 'Kvalitetskriterier', 'Forudsætninger'],
      ...['Opgaven er tæt relateret til', 'Eksterne bilag'],
    ])
      expect(under(body, label), label).toMatch(/^-/)
    expect(payload.match(/<h1/g)).toHaveLength(1)
    expect(payload).toContain('Rød: fristen er overskredet med 9 dage')
    expect(payload).toContain(
      'Kun Korsbæk Kommune. KOMBIT, leverandører og andre kommuner kan ikke se noterne.',
    )
    expect(payload).toContain('KOMBIT svarer inden for 2 arbejdsdage.')
    expect(payload.match(/button-primary/g)).toHaveLength(1)
  })

  test('renders the text as nested steps and names who the administrator is', async () => {
    await portal.actor('Katrine')
    const written = await insertTemplate(portal, {
      method: '1. Læs\n2. Giv rollen\n   1. Har personen et login\n   2. Ellers opret personen',
      recommendedPerformer: 'KLIK-administrator',
      description: '<script>alert(1)</script> **Vigtigt**',
    })
    const number = await korsbaekTask(portal, { templateId: written })
    const own = (await katrine.get(`/opgaver/${number}`)).payload
    expect(own).toMatch(/<ol>\s*<li>Læs<\/li>\s*<li>Giv rollen\s*<ol>/)
    expect(own).toContain('(hos jer: dig)')
    expect(own).toContain('<strong>Vigtigt</strong>')
    expect(own).not.toContain('<script>alert')
    expect((await anders.get(`/opgaver/${number}`)).payload).toContain('(hos jer: Katrine Holm)')
    expect((await signe.get(`/opgaver/${number}`)).payload).toContain('(hos kommunen: Katrine Holm)')
  })

  test('costs at most six queries, however much is on it', async () => {
    const number = await korsbaekTask(portal, { templateId })
    for (const body of ['Et', 'To', 'Tre'])
      await portal.act('Katrine', (ctx) => sendMessage(ctx, { number, body, answerDays: 2 }))
    const { queries, result } = await countingQueries(() => katrine.get(`/opgaver/${number}`))
    expect(result.statusCode).toBe(200)
    expect(queries).toBeLessThanOrEqual(6)
  })

  test('speaks English too', async () => {
    const number = await korsbaekTask(portal, { templateId })
    const { payload } = await katrine.request({
      method: 'GET',
      url: `/opgaver/${number}`,
      cookies: { tvaers_language: 'en' },
    })
    expect(payload).toContain('Mark as completed')
    expect(payload).not.toContain('Markér som fuldført')
  })
})

describe('a task that asks for a role (T10)', () => {
  test('leads to the role, questions a completion, and completes once somebody holds it', async () => {
    const roleId = await insertRole(portal, 'Deltager i cybersamarbejdsplatform')
    const number = await korsbaekTask(portal, {
      templateId: await insertTemplate(portal, { boundRoleId: roleId }),
    })
    const before = (await katrine.get(`/opgaver/${number}`)).payload
    expect(before).toContain(`href="/roller/${roleId}?opgave=${number}"`)
    expect(before).toContain(`href="/opgaver/${number}/fuldfoert"`)
    expect((await anders.get(`/opgaver/${number}`)).payload).toContain(
      'Kun jeres KLIK-administrator kan give rollen.',
    )
    const refused = await katrine.post(`/opgaver/${number}/fuldfoert`, { version: '1' })
    expect(refused.statusCode).toBe(409)
    expect(refused.payload).toContain('tv-error-summary')
    const question = await katrine.get(`/opgaver/${number}/fuldfoert`)
    expect(question.payload).toContain('Ingen hos jer har rollen.')
    const empty = await katrine.post(`/opgaver/${number}/fuldfoert`, { version: '1', reason: ' ' })
    expect(empty.statusCode).toBe(422)
    expect(empty.payload).toContain('Skriv kort, hvorfor opgaven er fuldført')
    expect((await row(number)).status).toBe('notStarted')
    await insertHolder(portal, roleId, 'Anders')
    expect((await katrine.get(`/opgaver/${number}`)).payload).toContain('Anders Skov har rollen.')
    const done = await katrine.post(`/opgaver/${number}/fuldfoert`, { version: '1' })
    expect([done.statusCode, done.headers.location]).toEqual([303, `/opgaver/${number}`])
    expect(await row(number)).toMatchObject({ status: 'completed', outcome: 'participated' })
    await portal.owner.query(
      `update assignment set ended_at = now(), end_reason = 'Fratrådt' where role_id = $1`,
      [roleId],
    )
    expect((await katrine.get(`/opgaver/${number}`)).payload).toContain('Ingen har rollen længere')
  })
})

describe('answering', () => {
  test('opting out asks why, keeps what was typed, is never red, and can be taken back', async () => {
    const number = await korsbaekTask(portal, { templateId, dueOn: civilDay('2026-01-01') })
    expect((await katrine.get(`/opgaver/${number}/fravalg`)).payload).toContain('Hvorfor deltager I ikke?')
    const empty = await katrine.post(`/opgaver/${number}/fravalg`, { version: '1', reason: '  ' })
    expect(empty.statusCode).toBe(422)
    expect(empty.payload).toContain('Skriv kort, hvorfor I ikke deltager.')
    const done = await katrine.post(`/opgaver/${number}/fravalg`, {
      version: '1',
      reason: 'Vi har en aftale\nmed nabokommunen',
    })
    expect(done.statusCode).toBe(303)
    const shown = (await katrine.get(`/opgaver/${number}`)).payload
    expect(shown).toContain('I deltager ikke')
    expect(shown).toContain('Vi har en aftale<br/>med nabokommunen')
    expect(shown).not.toContain('tv-signal-red')
    expect((await signe.get(`/opgaver/${number}`)).payload).toContain('Korsbæk Kommune deltager ikke')
    expect((await katrine.get(`/opgaver/${number}/genaabn`)).payload).toContain('Genåbn opgaven?')
    expect((await katrine.post(`/opgaver/${number}/genaabn`, { version: '2' })).statusCode).toBe(303)
    const again = (await katrine.get(`/opgaver/${number}`)).payload
    expect(again).toContain('genåbnede opgaven. Svaret var: deltager ikke.')
    expect(again).toContain('tv-signal-red')
  })

  test('a form drawn before somebody else’s change is a conflict; the text is kept', async () => {
    const number = await korsbaekTask(portal, { templateId })
    await portal.act('Anders', (ctx) => completeTask(ctx, { number }))
    await anders.post(`/opgaver/${number}/genaabn`, {})
    const stale = await katrine.post(`/opgaver/${number}/fravalg`, {
      version: '1',
      reason: 'Min lange tekst',
    })
    expect(stale.statusCode).toBe(409)
    expect(stale.payload).toContain('Min lange tekst')
    expect(stale.payload).toContain('name="version" value="3"')
    const told = words(stale.payload)
    expect(told).toContain('En anden har ændret opgaven, mens du skrev. Din tekst er bevaret.')
    expect(told).toContain('23-11-2026 kl. 10:00: Anders Skov genåbnede opgaven.')
    expect((await row(number)).status).toBe('inProgress')
  })

  test('a button pressed after somebody else’s change tells of it, and of no text', async () => {
    const number = await korsbaekTask(portal, { templateId })
    await anders.post(`/opgaver/${number}/i-gang`, { version: '1' })
    const told = words((await katrine.post(`/opgaver/${number}/fuldfoert`, { version: '1' })).payload)
    expect(told).toContain('En anden har ændret opgaven, siden du åbnede siden.')
    expect(told).toContain('Anders Skov gik i gang med opgaven.')
    expect(told).not.toContain('Din tekst er bevaret')
  })

  test('whoever holds the role stops the opt-out, with the way to end it', async () => {
    const roleId = await insertRole(portal, 'Deltager')
    const number = await korsbaekTask(portal, {
      templateId: await insertTemplate(portal, { boundRoleId: roleId }),
    })
    await insertHolder(portal, roleId, 'Anders')
    const sentence = 'Anders Skov har rollen. Afslut rollen først, hvis I ikke vil deltage.'
    const shown = (await katrine.get(`/opgaver/${number}`)).payload
    expect(shown).toContain(`${sentence} <a href="/roller/${roleId}?opgave=${number}">Gå til rollen</a>`)
    expect(shown).not.toContain(`/opgaver/${number}/fravalg`)
    const refused = await katrine.get(`/opgaver/${number}/fravalg`)
    expect(refused.statusCode).toBe(409)
    expect(refused.payload).toContain(sentence)
    expect(refused.payload).toContain(`href="/opgaver/${number}"`)
    const sent = await katrine.post(`/opgaver/${number}/fravalg`, { reason: 'Nej tak' })
    expect([sent.statusCode, (await row(number)).status]).toEqual([409, 'notStarted'])
  })

  test('a colleague reads who can opt out and reopen, and cannot', async () => {
    const number = await korsbaekTask(portal, { templateId })
    const open = words((await anders.get(`/opgaver/${number}`)).payload)
    expect(open).toContain('Katrine Holm kan sige, at I ikke deltager.')
    const refused = await anders.post(`/opgaver/${number}/fravalg`, { reason: 'Nej' })
    expect(refused.statusCode).toBe(403)
    expect(refused.payload).toContain(`href="/opgaver/${number}"`)
    expect(refused.payload).toContain('href="/klik-administrator"')
    await katrine.post(`/opgaver/${number}/fravalg`, { reason: 'Nej' })
    const answered = words((await anders.get(`/opgaver/${number}`)).payload)
    expect(answered).toContain('Katrine Holm kan genåbne opgaven.')
    expect((await anders.post(`/opgaver/${number}/genaabn`)).statusCode).toBe(403)
  })

  test('a long reason is folded, in the box and in the history', async () => {
    const number = await korsbaekTask(portal, { templateId })
    const reason = 'Vi har vores egen løsning. '.repeat(70)
    const tooLong = await katrine.post(`/opgaver/${number}/fravalg`, { reason: reason.repeat(2) })
    expect(tooLong.payload).toContain('Skriv højst 2.000 tegn.')
    expect((await katrine.post(`/opgaver/${number}/fravalg`, { reason })).statusCode).toBe(303)
    const { payload } = await katrine.get(`/opgaver/${number}`)
    expect(payload).toContain('Vis hele begrundelsen')
    expect(payload).toContain('Vis det hele')
  })

  test('a mandatory task says why there is no way out (T5)', async () => {
    const number = await korsbaekTask(portal, { templateId, priority: 'mandatory' })
    const { payload } = await katrine.get(`/opgaver/${number}`)
    expect(payload).toContain('Opgaven er obligatorisk')
    expect(payload).not.toContain(`/opgaver/${number}/fravalg`)
    expect((await katrine.get(`/opgaver/${number}/fravalg`)).statusCode).toBe(409)
  })

  test('unmet prerequisites are a warning with the list, and a wall only when the template says so (T7)', async () => {
    const first = await insertTemplate(portal, { title: 'Læs vejledningen' })
    const firstNumber = await korsbaekTask(portal, { templateId: first })
    const then = await insertTemplate(portal, { title: 'Skift koder' })
    const wall = await insertTemplate(portal, { title: 'Skift flere koder', isPrerequisiteWall: true })
    for (const from of [then, wall])
      await linkTemplates(portal, { from, to: first, kind: 'prerequisite', title: 'Læs vejledningen' })
    const warned = await korsbaekTask(portal, { templateId: then })
    expect((await katrine.get(`/opgaver/${warned}`)).payload).toContain('Noget bør være på plads først')
    const walled = await korsbaekTask(portal, { templateId: wall })
    expect((await katrine.post(`/opgaver/${walled}/fuldfoert`)).payload).toContain(`#${firstNumber}`)
    expect((await katrine.post(`/opgaver/${warned}/fuldfoert`)).statusCode).toBe(303)
    expect([(await row(walled)).status, (await row(warned)).status]).toEqual(['notStarted', 'completed'])
  })
})

describe('people and start day', () => {
  test('are chosen on forms of their own and told in the history from old to new', async () => {
    const number = await korsbaekTask(portal, { templateId, dueOn: civilDay('2026-12-24') })
    const [a, k] = [await portal.actor('Anders'), await portal.actor('Katrine')]
    const form = (await katrine.get(`/opgaver/${number}/personer`)).payload
    expect(form).toContain('Anders Skov, It-sikkerhed')
    expect(form).not.toContain('Lone Dahl')
    await katrine.post(`/opgaver/${number}/personer`, {
      version: '1',
      responsibleId: k.id,
      performerId: a.id,
    })
    await katrine.post(`/opgaver/${number}/personer`, { version: '2', responsibleId: k.id, performerId: '' })
    await anders.post(`/opgaver/${number}/startdato`, { version: '3', startsOn: '01-12-2026' })
    const payload = words((await katrine.get(`/opgaver/${number}`)).payload)
    expect(payload).toContain(
      'Katrine Holm valgte sig selv som ansvarlig. Katrine Holm valgte Anders Skov som udfører.',
    )
    expect(payload).toContain('Katrine Holm fjernede Anders Skov som udfører.')
    expect(payload).toContain('Anders Skov satte startdatoen til 01-12-2026.')
    expect(await row(number)).toMatchObject({ status: 'inProgress', starts_on: '2026-12-01', version: 4 })
  })

  test('a conflict shows what stands there now, and keeps only what was touched', async () => {
    const number = await korsbaekTask(portal, { templateId })
    const [a, k] = [await portal.actor('Anders'), await portal.actor('Katrine')]
    const drawn = { version: '1', wasResponsibleId: '', wasPerformerId: '' }
    await katrine.post(`/opgaver/${number}/personer`, { ...drawn, responsibleId: a.id, performerId: a.id })
    const stale = await katrine.post(`/opgaver/${number}/personer`, {
      ...drawn,
      responsibleId: k.id,
      performerId: '',
    })
    expect(stale.statusCode).toBe(409)
    const text = words(stale.payload)
    expect(text).toContain('En anden har ændret opgaven, mens du valgte. Dine valg er bevaret.')
    expect(text).toContain('Katrine Holm valgte Anders Skov som ansvarlig.')
    expect(text.match(/Nu står der: Anders Skov\./g)).toHaveLength(1)
    const chosen = [...stale.payload.matchAll(/<option value="([^"]*)" selected/g)].map((match) => match[1])
    expect(chosen).toEqual([k.id, a.id])
    expect(stale.payload).toContain(`name="wasResponsibleId" value="${a.id}"`)
  })

  test('what somebody else changed elsewhere on the task is no conflict', async () => {
    const number = await korsbaekTask(portal, { templateId, dueOn: civilDay('2026-12-24') })
    await anders.post(`/opgaver/${number}/startdato`, { version: '1', startsOn: '01-12-2026' })
    const drawn = { version: '1', wasResponsibleId: '', wasPerformerId: '' }
    const { id } = await portal.actor('Anders')
    const named = await katrine.post(`/opgaver/${number}/personer`, { ...drawn, performerId: id })
    expect(named.statusCode).toBe(303)
    const day = { version: '1', wasStartsOn: '', startsOn: '02-12-2026' }
    const stale = await katrine.post(`/opgaver/${number}/startdato`, day)
    expect(stale.statusCode).toBe(409)
    expect(stale.payload).toContain('value="02-12-2026"')
    expect(words(stale.payload)).toContain('Nu står der: 01-12-2026.')
    expect(words(stale.payload)).toContain('Anders Skov satte startdatoen til 01-12-2026.')
  })

  test('a day that is no day, or after the deadline, is refused at its field with the text kept', async () => {
    const number = await korsbaekTask(portal, { templateId, dueOn: civilDay('2026-12-24') })
    for (const [typed, sentence] of [
      ['31-02-2026', '31-02-2026 findes ikke i kalenderen.'],
      ['25-12-2026', 'Startdatoen ligger efter fristen'],
    ] as const) {
      const answer = await katrine.post(`/opgaver/${number}/startdato`, { startsOn: typed })
      expect(answer.statusCode).toBe(422)
      expect(answer.payload).toContain(sentence)
      expect(answer.payload).toContain(`value="${typed}"`)
    }
    expect((await row(number)).starts_on).toBeNull()
  })
})

describe('both sides (T9)', () => {
  test('messages are seen by both, notes by their own side alone', async () => {
    const number = await korsbaekTask(portal, { templateId })
    await portal.act('Anders', (ctx) => sendMessage(ctx, { number, body: 'Må vi være to?', answerDays: 2 }))
    await portal.act('Katrine', (ctx) => writeNote(ctx, { number, body: 'Internt i Korsbæk' }))
    await portal.act('Signe', (ctx) => writeNote(ctx, { number, body: 'Internt hos KOMBIT' }))
    portal.clock.moveTo('2026-11-23T10:00:00Z')
    await portal.act('Signe', (ctx) => sendMessage(ctx, { number, body: 'Ja, gerne.', answerDays: 2 }))
    portal.clock.moveTo('2026-11-23T09:00:00Z')
    const own = (await katrine.get(`/opgaver/${number}`)).payload
    const theirs = (await signe.get(`/opgaver/${number}`)).payload
    for (const html of [own, theirs]) {
      expect(html).toContain('Må vi være to?')
      expect(html).toContain('Ja, gerne.')
    }
    expect(own).toContain('Internt i Korsbæk')
    expect(own).not.toContain('Internt hos KOMBIT')
    expect(own).toContain('Markér som læst')
    expect(theirs).toContain('Internt hos KOMBIT')
    expect(theirs).not.toContain('Internt i Korsbæk')
    expect(theirs).not.toContain('Katrine Holm skrev en intern note')
    expect(theirs).toContain('Kun KOMBIT. Kommuner og leverandører kan ikke se noterne.')
    expect(theirs).toContain('Skriv til Korsbæk Kommune')
    const ib = (await (await portal.as('Ib')).get(`/opgaver/${number}`)).payload
    expect(ib).not.toContain('Internt')
    expect(ib).not.toContain('<textarea')
  })

  test('the central body sees the page read-only: no answer, no people, no files', async () => {
    const number = await korsbaekTask(portal, { templateId })
    const { payload } = await signe.get(`/opgaver/${number}`)
    expect(payload).toContain('Korsbæk Kommune har ikke svaret endnu')
    for (const path of ['fuldfoert', 'fravalg', 'personer', 'startdato', 'filer'])
      expect(payload).not.toContain(`/opgaver/${number}/${path}`)
    expect((await signe.post(`/opgaver/${number}/fuldfoert`)).statusCode).toBe(403)
    expect((await row(number)).version).toBe(1)
  })
})

test('another municipality’s task does not exist, on any address of it', async () => {
  const { Korsbæk: number = 0, Aarhus: own = 0 } = await rollOut(portal, {
    templateId,
    municipalities: ['Korsbæk', 'Aarhus'],
  })
  await portal.act('Katrine', (ctx) => optOutTask(ctx, { number, reason: 'Nej' }))
  expect((await lone.get(`/opgaver/${own}`)).statusCode).toBe(200)
  for (const path of ['', '/fravalg', '/genaabn', '/personer', '/startdato'])
    expect([path, (await lone.get(`/opgaver/${number}${path}`)).statusCode]).toEqual([path, 404])
  for (const path of ['/fuldfoert', '/i-gang', '/fravalg', '/genaabn', '/personer', '/startdato'])
    expect([path, (await lone.post(`/opgaver/${number}${path}`, { reason: 'x' })).statusCode]).toEqual([
      path,
      404,
    ])
  expect(await row(number)).toMatchObject({ status: 'completed', version: 2 })
  expect((await lone.get('/opgaver/ikke-et-tal')).statusCode).toBe(404)
})
