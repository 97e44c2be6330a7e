import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insertHolder, insertRole } from '../../../test/support/factories.ts'
import { type Browser, createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { civilDay } from '../../kernel/civil-day.ts'
import { db } from '../../platform/db/database.ts'
import { countingQueries } from '../../platform/db/query-count.ts'
import { completeTask, optOutTask, reopenTask } from '../tasks/index.ts'
import { assignSupplier, createTemplate, emptyDraft } from '../templates/index.ts'
import { publishRollout } from './index.ts'
import { findProgressRows, listAllProgressRows } from './queries/progress-rows.ts'

const reason = '=HYPERLINK("https://ond.example")'
let portal: TestApp
let rolloutId: string
let otherId: string
let signe: Browser
const numbers = new Map<string, number>()

/** A roll-out to all with three answers, and one of another project; then the deadline passes. */
beforeAll(async () => {
  portal = await createTestApp()
  for (const name of ['Katrine', 'Anders', 'Lone'] as const) await portal.actor(name)
  const roleId = await insertRole(portal, 'Deltager')
  await insertHolder(portal, roleId, 'Lone')
  const send = (title: string, project: string, boundRoleId: string | null) =>
    portal.act('Signe', async (ctx) => {
      const { id: templateId } = await createTemplate(ctx, { ...emptyDraft, title, project, boundRoleId })
      const plan = { templateId, audience: { kind: 'all' as const }, priority: 'voluntary' as const }
      return await publishRollout(ctx, { ...plan, startsOn: null, dueOn: civilDay('2026-12-01') })
    })
  rolloutId = (await send('(Rolle 3) Tildel rollen', 'Cybersamarbejde', roleId)).id
  otherId = (await send('Noget andet', 'Et andet projekt', null)).id
  await portal.act('Signe', async (ctx) => {
    const supplierId = portal.organisation('Netleverandøren')
    await assignSupplier(ctx, { project: 'Cybersamarbejde', supplierId })
  })
  const { rows } = await portal.owner.query<{ short_name: string; number: number }>(
    `select o.short_name, t.number::int from task t join organisation o on o.id = t.organisation_id
     where rollout_id = $1`,
    [rolloutId],
  )
  for (const row of rows) numbers.set(row.short_name, row.number)
  portal.clock.moveTo('2026-11-25T09:00:00Z')
  await portal.act('Katrine', (ctx) => optOutTask(ctx, { number: numberOf('Korsbæk'), reason }))
  // Somebody is given the role all the same: it counts for no one who takes part.
  await insertHolder(portal, roleId, 'Anders')
  portal.clock.moveTo('2026-11-27T23:30:00Z')
  await portal.act('Lone', (ctx) => completeTask(ctx, { number: numberOf('Aarhus') }))
  portal.clock.moveTo('2026-12-10T09:00:00Z')
  signe = await portal.as('Signe')
})
afterAll(() => portal.close())

function numberOf(municipality: string): number {
  const number = numbers.get(municipality)
  if (number === undefined) throw new Error(`No task for ${municipality}`)
  return number
}

const path = (rest = '') => `/udrulninger/${rolloutId}${rest}`
const text = (html: string) =>
  html
    .replace(/<(script|style|svg)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&quot;/g, '"')
    .replace(/\s+/g, ' ')

describe('the page', () => {
  test('tells the numbers as defined: opted out is answered and never overdue', async () => {
    const answer = await signe.get(path())
    expect(answer.statusCode).toBe(200)
    const page = text(answer.payload)
    expect(page).toContain('2 af 99 kommuner har svaret (2 %)')
    expect(page).toContain('1 deltager, 1 person har rollen')
    expect(page).toContain('1 deltager ikke, med begrundelse')
    expect(page).toContain('97 over fristen')
    expect(page).toContain(reason)
  })

  test('shows every municipality on the map, Korsbæk beside it marked as test', async () => {
    const { payload } = await signe.get(path())
    expect(payload.match(/<a class="tv-tile /g)).toHaveLength(99)
    expect(payload).toContain('aria-label="KOR, Korsbæk: Deltager ikke, test"')
    expect(payload).toContain('aria-label="AAR, Aarhus: Fuldført"')
    expect(payload).toContain(`href="/opgaver/${numberOf('Aarhus')}"`)
  })

  test('has one h1, and no more queries than it states', async () => {
    const { result, queries } = await countingQueries(() => signe.get(path('?status=alle')))
    expect(result.payload.match(/<h1/g)).toHaveLength(1)
    expect(queries).toBeLessThanOrEqual(6)
  })

  test('is not for municipalities, and unknown ones are not found', async () => {
    expect((await (await portal.as('Katrine')).get(path())).statusCode).toBe(403)
    expect((await signe.get('/udrulninger/0b5a1c00-0000-4000-8000-0000000000ff')).statusCode).toBe(404)
    expect((await signe.get('/udrulninger/1')).statusCode).toBe(404)
  })
})

describe('the table', () => {
  const found = async (query: string) => {
    const { payload } = await signe.get(path(query))
    const count = /data-result-count[^>]*><strong>(\d+)</.exec(payload)?.[1]
    return { count: Number(count), payload }
  }

  test.each([
    ['', 97],
    ['?status=alle', 99],
    ['?status=deltager-ikke', 1],
    ['?status=deltager', 1],
    ['?status=i-gang', 0],
    ['?frist=over', 97],
    ['?frist=senere', 0],
    ['?region=Nordjylland', 11],
    ['?region=Ingenting', 0],
    ['?kontakt=mangler', 97],
    ['?kontakt=findes&status=alle', 2],
    ['?q=lone&status=alle', 1],
    ['?q=%25', 0],
    ['?q=name&status=alle', 0],
    ['?status=vrøvl&frist=vrøvl', 97],
  ])('%s finds %i', async (query, count) => {
    expect((await found(query)).count).toBe(count)
  })

  test('names the KLIK-administrators or says there are none, and what they did last', async () => {
    const { payload } = await found('?kontakt=findes&status=alle')
    expect(text(payload)).toContain('Lone Dahl lone.dahl@aarhus.example')
    expect(text(payload)).toMatch(/Svarede 28-11-2026/)
    expect((await found('')).payload).toContain('Ingen KLIK-administrator')
  })

  test('shows its beginning first, and all of it when asked', async () => {
    const rows = (payload: string) => payload.match(/<span class="tv-name"><a href="\/opgaver\//g) ?? []
    const { payload, count } = await found('')
    expect([count, rows(payload).length]).toEqual([97, 8])
    expect(payload).toContain(`href="${path('?vis=alle#mangler')}"`)
    expect(payload).toContain('Vis alle 97 kommuner')
    expect(rows((await found('?vis=alle')).payload)).toHaveLength(50)
  })

  test('keeps whoever filters it in its place', async () => {
    const { payload } = await found('?frist=over&region=Nordjylland')
    expect(payload).toContain(`action="${path('#mangler')}"`)
    expect(payload).toContain(`href="${path('?region=Nordjylland#mangler')}"`)
    // The numbers above lead to those they count.
    expect(payload).toContain(`href="${path('?frist=over#mangler')}"`)
    expect(payload).toContain(`href="${path('?region=Syddanmark#mangler')}"`)
  })

  test('is paged without gaps or repeats', async () => {
    const rowsOf = (payload: string) =>
      [...payload.matchAll(/<span class="tv-name"><a href="\/opgaver\/(\d+)"/g)].map((match) => match[1])
    const first = (await found('?status=alle')).payload
    const next = /rel="next"/.test(first) && /href="([^"]+)"[^>]*rel="next"/.exec(first)?.[1]
    expect(next).toBeTruthy()
    const second = (await signe.get(String(next).replaceAll('&amp;', '&'))).payload
    const all = [...rowsOf(first), ...rowsOf(second)]
    expect(all).toHaveLength(99)
    expect(new Set(all).size).toBe(99)
  })

  test('a mangled cursor shows the first page', async () => {
    expect((await found('?efter=%00%ff')).count).toBe(97)
    expect((await found('?efter=eyJhIjoxfQ')).count).toBe(97)
    const beyond = Buffer.from('{"dueOn":null,"shortName":"Å","organisationId":1}').toString('base64url')
    const answer = await signe.get(path(`?status=alle&efter=${beyond}`))
    expect([answer.statusCode, answer.headers.location]).toEqual([303, path('?status=alle#mangler')])
  })
})

describe('the extract', () => {
  test('has a line for each municipality, with Danish heads and dates, and no formulas', async () => {
    const answer = await signe.get(path('/udtraek.csv'))
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(answer.headers['content-disposition']).toContain('udrulning-')
    const lines = answer.payload.split('\r\n')
    expect(lines).toHaveLength(101)
    expect(lines[0]).toBe(
      '\uFEFFOpgave;Kommune;Kommunekode;Region;Status;Frist;Besvaret;Begrundelse;KLIK-administrator;E-mail;Seneste hændelse;Dato for seneste hændelse',
    )
    const korsbaek = lines.find((line) => line.includes(';Korsbæk;'))
    expect(korsbaek).toBe(
      `${numberOf('Korsbæk')};Korsbæk;;;Deltager ikke;01-12-2026;25-11-2026;` +
        `"'=HYPERLINK(""https://ond.example"")";Katrine Holm;katrine.holm@korsbaek.example;Deltager ikke;25-11-2026`,
    )
    expect(lines.find((line) => line.includes(';Aarhus;'))).toContain(';Fuldført;01-12-2026;28-11-2026;')
  })

  test.each(['Signe', 'Nanna'] as const)(
    'has the rows of all pages, in their order, for %s',
    async (name) => {
      await portal.act(name, async (ctx) => {
        const filter = { region: null, status: 'all', due: null, contact: null, q: '' } as const
        const wanted = { rolloutId, filter, withPeople: name === 'Signe' }
        const { rows } = await findProgressRows(ctx, { ...wanted, after: null, limit: 1000 })
        expect(rows).toHaveLength(99)
        expect(await listAllProgressRows(ctx, wanted)).toEqual(rows)
      })
    },
  )

  test('is read by one statement beside the roll-out’s own', async () => {
    const { queries } = await countingQueries(() => signe.get(path('/udtraek.csv')))
    expect(queries).toBeLessThanOrEqual(3)
  })
})

describe('a supplier', () => {
  test('follows its own project without names of people or reasons', async () => {
    const nanna = await portal.as('Nanna')
    const list = await nanna.get('/udrulninger')
    expect(list.payload).toContain('(Rolle 3) Tildel rollen')
    expect(list.payload).not.toContain('Noget andet')
    const page = await nanna.get(path('?status=alle&kontakt=mangler&q=lone'))
    expect(page.statusCode).toBe(200)
    const file = await nanna.get(path('/udtraek.csv'))
    const all = (await nanna.get(path('?status=alle'))).payload
    for (const payload of [page.payload, all, file.payload]) {
      expect(payload).not.toMatch(/Lone Dahl|Katrine|HYPERLINK|KLIK-administrator;|Begrundelse/)
      expect(payload).not.toContain(`/opgaver/${numberOf('Aarhus')}`)
    }
    expect(text(all)).toContain('2 af 99 kommuner har svaret (2 %)')
    expect(file.payload.split('\r\n')).toHaveLength(101)
  })

  test('does not find another project’s roll-out', async () => {
    const nanna = await portal.as('Nanna')
    expect((await nanna.get(`/udrulninger/${otherId}`)).statusCode).toBe(404)
    expect((await nanna.get(`/udrulninger/${otherId}/udtraek.csv`)).statusCode).toBe(404)
  })

  test('cannot read names or reasons even by a query of its own', async () => {
    for (const query of [sql`select reason from task_answer`, sql`select responsible_name from task`])
      await expect(portal.act('Nanna', (ctx) => query.execute(db(ctx)))).rejects.toThrow('permission denied')
  })
})

test('the list shows each roll-out with its numbers', async () => {
  const { result, queries } = await countingQueries(() => signe.get('/udrulninger'))
  expect(queries).toBeLessThanOrEqual(2)
  expect(text(result.payload)).toContain('2 af 99')
  expect(text((await signe.get('/udrulninger?q=andet')).payload)).not.toContain('Tildel rollen')
  expect(text((await signe.get('/udrulninger?q=findes-ikke')).payload)).toContain('Ingen udrulninger passer')
})

test('what is reopened after the deadline is overdue and under way', async () => {
  await portal.act('Katrine', (ctx) => reopenTask(ctx, { number: numberOf('Korsbæk') }))
  const { payload } = await signe.get(path())
  expect(payload).toContain('aria-label="KOR, Korsbæk: Over fristen, i gang, test"')
  expect(text(payload)).toContain('1 af 99 kommuner har svaret')
})

describe('the project’s grid', () => {
  const projectId = async (name: string): Promise<string> =>
    (await portal.owner.query('select id from project where name = $1', [name])).rows[0].id

  test('has a row for each municipality and leads to its task', async () => {
    const url = `/projekter/${await projectId('Cybersamarbejde')}`
    const { result, queries } = await countingQueries(() => signe.get(url))
    expect(queries).toBeLessThanOrEqual(3)
    expect(result.payload.match(/class="tv-cell /g)).toHaveLength(99)
    expect(result.payload).toContain('aria-label="Aarhus, Opgave 1: Fuldført"')
    expect(result.payload).toContain(`href="/opgaver/${numberOf('Aarhus')}"`)
    const filtered = await signe.get(`${url}?region=Nordjylland&over=ja`)
    expect(filtered.payload.match(/class="tv-cell /g)).toHaveLength(11)
    expect(text((await signe.get(`${url}?q=findes-ikke`)).payload)).toContain('Ingen kommuner passer')
  })

  test('is open to the project’s supplier alone among suppliers, without ways into tasks', async () => {
    const nanna = await portal.as('Nanna')
    const own = await nanna.get(`/projekter/${await projectId('Cybersamarbejde')}`)
    expect(own.statusCode).toBe(200)
    expect(own.payload).not.toContain('href="/opgaver/')
    const other = await nanna.get(`/projekter/${await projectId('Et andet projekt')}`)
    expect(other.statusCode).toBe(404)
  })
})

test('where tasks closed without an answer nobody is said to have answered, and they are one link away', async () => {
  await portal.owner.query(
    `update task set status = 'completed', outcome = 'lapsed' where status <> 'completed' and rollout_id = $1`,
    [path().split('/').at(-1)],
  )
  const { payload } = await signe.get(path())
  expect(payload).not.toContain('Alle har svaret')
  expect(text(payload)).toMatch(
    /98 kommuner svarede ikke, før opgaven blev lukket\. Se, hvem der ikke svarede/,
  )
  expect(payload).toContain(`href="${path('?status=lukket-uden-svar#mangler')}">Se, hvem`)
})
