import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insertHolder, insertRole, insertTemplate, rollOut } from '../../../test/support/factories.ts'
import { type CastName, createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { addDays, type CivilDay, civilDay } from '../../kernel/civil-day.ts'
import { countingQueries } from '../../platform/db/query-count.ts'
import { assignRole, endAssignment } from '../assignments/index.ts'
import { sendMessage } from '../messages/index.ts'
import { assignPeople, completeTask } from '../tasks/index.ts'

/** The clock stands at Monday 23-11-2026. */
const today = civilDay('2026-11-23')
const mostQueries = 6

let portal: TestApp
let numbers: Record<string, number>

/** A task of all three municipalities; its number in Korsbæk. */
async function sendTask(
  title: string,
  dueOn: CivilDay | null,
  more: { boundRoleId?: string; project?: string } = {},
) {
  const templateId = await insertTemplate(portal, { title, assignment: 'Gør noget. Og mere.', ...more })
  const sent = await rollOut(portal, { templateId, municipalities: ['Korsbæk', 'Aarhus', 'Odense'], dueOn })
  const number = sent.Korsbæk
  if (!number) throw new Error('Korsbæk got no task')
  return { number, templateId, sent }
}

async function page(name: CastName): Promise<string> {
  const browser = await portal.as(name)
  const { result, queries } = await countingQueries(() => browser.get('/'))
  expect(result.statusCode).toBe(200)
  expect(queries, `queries for ${name}`).toBeLessThanOrEqual(mostQueries)
  expect(result.payload.match(/<h1/g)).toHaveLength(1)
  return result.payload
}

/** The text of a page between two headings, without its marks. */
function between(html: string, from: string, to: string): string {
  const start = html.indexOf(from)
  expect(start, from).toBeGreaterThan(-1)
  const end = html.indexOf(to, start + from.length)
  return html.slice(start, end < 0 ? undefined : end)
}

const wordsOf = (html: string): string => html.replace(/<[^>]+>/g, '')

beforeAll(async () => {
  portal = await createTestApp()
})
afterAll(() => portal.close())

test('who is not signed in is led to the door', async () => {
  const answer = await portal.anybody().get('/')
  expect(answer.statusCode).toBe(303)
  expect(answer.headers.location).toBe('/log-ind?til=%2F')
})

describe('an empty portal says what comes next', () => {
  test.each<[CastName, string]>([
    ['Katrine', 'Ingenting venter på dig'],
    ['Anders', 'Når du bliver ansvarlig for en opgave'],
    ['Signe', 'Ingen kommuner venter på svar.'],
    ['Omar', 'Ingen adgange venter på jer'],
    ['Freja', 'Ingen rolle giver adgang til Mattermost'],
    ['Nanna', 'Der er ingen udrulninger i gang i jeres projekter.'],
  ])('%s: %s', async (name, words) => {
    expect(await page(name)).toContain(words)
  })
})

describe('with work in it', () => {
  let roleId: string
  beforeAll(async () => {
    roleId = await insertRole(portal, 'Deltager i Mattermost')
    await portal.owner.query(
      `insert into role_access (role_id, connector, team, channels) values ($1, 'mattermost', 'kommuner', '{varsler}')`,
      [roleId],
    )
    await insertRole(portal, 'Infrastrukturejer')
    const bound = await sendTask('Tildel rollen', addDays(today, -9), { boundRoleId: roleId })
    const near = await sendTask('Udpeg koordinator', addDays(today, 2), { project: 'Net' })
    const far = await sendTask('Vagttelefon', addDays(today, 27))
    const open = await sendTask('Uden frist', null)
    const done = await sendTask('Allerede svaret', addDays(today, 3))
    numbers = {
      bound: bound.number,
      near: near.number,
      far: far.number,
      open: open.number,
      done: done.number,
      aarhus: bound.sent.Aarhus ?? 0,
    }
    const [katrine, anders] = [await portal.actor('Katrine'), await portal.actor('Anders')]
    await portal.act('Katrine', (ctx) =>
      assignPeople(ctx, { number: near.number, responsibleId: katrine.id, performerId: anders.id }),
    )
    await portal.act('Katrine', (ctx) => completeTask(ctx, { number: done.number }))
    await portal.act('Anders', (ctx) =>
      sendMessage(ctx, { number: bound.number, body: 'Må vi give den til to?', answerDays: 2 }),
    )
    await portal.act('Lone', (ctx) =>
      sendMessage(ctx, { number: numbers.aarhus ?? 0, body: 'Hvad koster det?', answerDays: 2 }),
    )
    portal.clock.moveTo('2026-11-23T09:05:00Z')
    await portal.act('Signe', (ctx) =>
      sendMessage(ctx, { number: bound.number, body: 'Ja, **gerne** to.', answerDays: 2 }),
    )
    await insertTemplate(portal, { title: 'Ikke sendt endnu', published: false })
    await portal.owner.query(`update project set supplier_id = $1 where name = 'Net'`, [
      portal.organisation('Netleverandøren'),
    ])
  })

  test('Katrine sees the deadlines in groups, with the real step on each button', async () => {
    const html = await page('Katrine')
    const overdue = between(html, 'Over fristen', 'I denne uge <')
    expect(overdue).toContain('Tildel rollen')
    expect(overdue).toContain('9 dage siden')
    expect(overdue).toContain(`href="/roller/${roleId}?opgave=${numbers.bound}"`)
    expect(overdue).toContain('Vælg person')
    const week = between(html, 'I denne uge <', 'Senere <')
    expect(week).toContain('I overmorgen')
    expect(week).toContain('onsdag')
    expect(week).toContain('Gør færdig')
    const later = between(html, 'Senere <', 'Se alle 5 opgaver')
    expect(later).toContain('Om 27 dage')
    expect(later).toContain('Ingen frist')
    expect(later).toContain(`href="/opgaver/${numbers.far}/personer"`)
    expect(later).toContain('Gør noget.')
    expect(later).not.toContain('Allerede svaret')
    expect(html.match(/button-primary/g)).toHaveLength(1)
  })

  test('Katrine’s panels: the new answer, the vacant roles, access and the year', async () => {
    const html = await page('Katrine')
    expect(between(html, 'id="svar"', '</section>')).toContain('Ja, gerne to.')
    expect(html).toContain(`Læs svaret på #${numbers.bound}`)
    const vacant = between(html, 'Ubesatte roller', '</section>')
    expect(vacant).toContain('Deltager i Mattermost')
    expect(vacant).toContain('Ingen har haft rollen endnu.')
    expect(html).toContain('Ingen hos jer har en rolle, der giver adgang.')
    expect(html).toContain('Året 2026 i Korsbæk Kommune')
    expect(html).toContain('1 opgave er besvaret i år, 1 er over fristen, og 2 har en frist senere på året.')
    expect(html).toContain('Besvaret: Allerede svaret')
  })

  test('nothing of another municipality is on the page', async () => {
    const html = await page('Lone')
    expect(html).toContain('Tildel rollen')
    expect(html).not.toContain(`#${numbers.bound}`)
    expect(html).not.toContain('Ja, gerne to.')
    expect(html).not.toContain('Anders Skov')
  })

  test('Anders sees his own first and the others folded away; he chooses no holders', async () => {
    const html = await page('Anders')
    const own = between(html, 'I denne uge <', 'Kommunens andre opgaver')
    expect(own).toContain('Udpeg koordinator')
    expect(own).not.toContain('Vagttelefon')
    const others = between(html, '<details class="tv-older"', '</details>')
    expect(others).toContain('Vis 3 opgaver')
    expect(others).toContain('Tildel rollen')
    expect(others).toContain('Læs svaret')
    expect(html).not.toContain('Vælg person')
    expect(html).toContain('Du har ingen roller.')
  })

  test('a role given shows at once, with its access under way', async () => {
    await insertHolder(portal, roleId, 'Anders')
    const anders = await page('Anders')
    expect(between(anders, 'Mine roller og adgange', '</section>')).toContain('Klargøres')
    const katrine = await page('Katrine')
    expect(between(katrine, 'Adgange lige nu', '</section>')).toContain('1 klargøres')
    expect(katrine).toContain('Én rolle')
    expect(between(katrine, 'Ubesatte roller', '</section>')).not.toContain('Deltager i Mattermost')
    expect(katrine).toContain('Rollen er givet.')
    await portal.owner.query(
      `insert into provisioning_record (organisation_id, user_id, connector, epoch, presence, state, active_since, verified_at, updated_at)
       select organisation_id, id, 'mattermost', 2, 'present', 'active', $1, $1, $1 from user_account where name = 'Anders Skov'`,
      [portal.clock.now()],
    )
    expect(wordsOf(await page('Anders'))).toContain('Adgang aktiv siden 23-11-2026')
    expect(wordsOf(await page('Katrine'))).toContain('1 aktiv')
  })

  test('a role that was held says since when it is vacant', async () => {
    const id = await insertRole(portal, 'Projektejer')
    const anders = await portal.actor('Anders')
    const given = await portal.act('Katrine', (ctx) => assignRole(ctx, { roleId: id, userId: anders.id }))
    await portal.act('Katrine', (ctx) => endAssignment(ctx, { assignmentId: given.id, reason: 'Nyt job' }))
    expect(await page('Katrine')).toContain('Ubesat siden 23-11-2026.')
  })

  test('Signe sees who waits with the promise, the roll-outs with their numbers, and the draft', async () => {
    const html = await page('Signe')
    const waiting = between(html, 'Venter på svar fra jer', 'Se alle beskeder')
    expect(waiting).toContain('Aarhus: Tildel rollen')
    expect(waiting).toContain('Hvad koster det?')
    expect(waiting).toContain('I overmorgen')
    expect(waiting).not.toContain('Må vi give den til to?')
    const underWay = between(html, 'Udrulninger i gang', 'Se alle udrulninger')
    expect(underWay).toContain('1 af 3 har svaret')
    expect(underWay).toContain('0 af 3 har svaret · 3 over fristen')
    expect(html).toContain('Ikke sendt endnu')
    expect(html).toMatch(/\/udrulninger\/ny\?skabelon=[0-9a-f-]{36}/)
    portal.clock.moveTo('2026-11-26T09:00:00Z')
    expect(await page('Signe')).toContain('Over svarfristen')
    portal.clock.moveTo('2026-11-23T09:00:00Z')
  })

  test('Omar sees the queue: what is held, what waits for hands, and when Mattermost was last read', async () => {
    await portal.actor('Lone')
    await portal.owner.query(
      `insert into provisioning_record (organisation_id, user_id, connector, epoch, presence, state, updated_at)
       select organisation_id, id, 'manual', 1, case name when 'Lone Dahl' then 'absent' else 'present' end,
         case name when 'Lone Dahl' then 'held' else 'waitingManual' end, $1
       from user_account where name in ('Lone Dahl', 'Katrine Holm')`,
      [portal.clock.now()],
    )
    const html = await page('Omar')
    const queue = between(html, '<table', '</table>')
    expect(queue).toMatch(/Lone Dahl[\s\S]*Katrine Holm/)
    expect(queue).toContain('skal lukkes, senest ændret: i dag')
    expect(queue).toContain('Tag stilling')
    expect(queue).toContain('Klargør')
    expect(html).toContain('1 lukning, der ikke er kommet igennem')
    expect(html).toContain('Senest bekræftet:')
  })

  test('Freja sees whom a warning reaches, without names of people', async () => {
    const html = await page('Freja')
    expect(html).toContain('I 1 af 99 kommuner er der nogen, der læser med.')
    expect(html).toContain('Kommuner uden nogen i rollen (98)')
    expect(between(html, 'Kommuner uden nogen', '</section>')).toContain('Aarhus')
    expect(between(html, 'Kommuner uden nogen', '</section>')).not.toContain('Korsbæk')
    expect(html).not.toContain('Anders Skov')
    expect(html).toContain(`/rollegalleri/${roleId}`)
  })

  test('Ib sees what happened by kind and no inside of a municipality', async () => {
    await portal.owner.query(
      `insert into event (at, organisation_id, type, subject_type, subject_id, actor_kind, actor_id, actor_name,
         actor_organisation_id, actor_organisation_name, origin, inside_of)
       select $1, id, 'internalNote.written', 'task', '1', 'user', gen_random_uuid(), 'Hemmelig Person', id, name, 'web', id
       from organisation where short_name = 'Korsbæk'`,
      [portal.clock.now()],
    )
    const html = await page('Ib')
    expect(html).toContain('Roller givet og afsluttet')
    expect(html).toContain('De sidste 30 dage')
    expect(html).toContain('href="/revision"')
    expect(html).not.toContain('Hemmelig Person')
  })

  test('the supplier sees its own project alone, without people', async () => {
    const html = await page('Nanna')
    expect(html).toContain('Udpeg koordinator')
    expect(html).toContain('0 af 3 har svaret')
    expect(html).not.toContain('Vagttelefon')
    expect(html).not.toContain('Katrine Holm')
  })

  test('the page speaks English when asked', async () => {
    const katrine = await portal.as('Katrine')
    const switched = await katrine.get('/sprog/en')
    const language = switched.cookies.find((cookie) => cookie.name === 'tvaers_language')
    expect(language?.value).toBe('en')
    const session = await portal.as('Katrine')
    const html = (await session.request({ method: 'GET', url: '/', cookies: { tvaers_language: 'en' } }))
      .payload
    expect(html).toContain('lang="en"')
    expect(html).toContain('Waiting for you')
  })
})

test('an editor who is operations too stays within the queries of a page', async () => {
  const signe = await portal.as('Signe')
  await portal.owner.query(
    `update session set system_roles = '{kombit_redaktoer,kombit_drift}' where user_id = (select id from user_account where name = 'Signe Bruun')`,
  )
  const { result, queries } = await countingQueries(() => signe.get('/'))
  expect(result.payload).toContain('Venter på svar fra jer')
  expect(queries).toBeLessThanOrEqual(mostQueries)
})

test('somebody whose rights were all taken away is told so', async () => {
  const mads = await portal.as('Mads')
  await portal.owner.query(
    `update session set system_roles = '{}' where user_id = (select id from user_account where name = 'Mads Friis')`,
  )
  const html = (await mads.get('/')).payload
  expect(html).toContain('Dit login giver ingen rettigheder i Tværs endnu.')
  expect(html).not.toContain('Tildel rollen')
})
