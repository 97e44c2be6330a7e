import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insertRole } from '../../../test/support/factories.ts'
import { type Browser, createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { countingQueries } from '../../platform/db/query-count.ts'
import { forgetOldTexts, tellWhatHappened } from './work.ts'

let portal: TestApp
let omar: Browser
let katrine: Browser
let roleId: string
const roundId = '0199ab00-0000-7000-8000-00000000abcd'

interface Happening {
  readonly type: string
  readonly facts: Readonly<Record<string, string | number>>
  readonly in?: string
  readonly subject?: readonly [type: string, id: string]
  readonly at?: string
}

/** An event as the features tell it. */
const happens = ({ type, facts, in: shortName = 'Korsbæk', subject = ['thing', 'x-1'], at }: Happening) =>
  portal.owner.query(
    `insert into event (at, organisation_id, type, subject_type, subject_id, actor_kind, actor_id, actor_name,
       actor_organisation_id, actor_organisation_name, origin, facts)
     values ($1, $2, $3, $4, $5, 'job', '00000000-0000-0000-0000-000000000000', 'Tværs', $6, 'KOMBIT', 'job', $7)`,
    [
      at ?? portal.clock.now(),
      portal.organisation(shortName),
      type,
      ...subject,
      portal.organisation('KOMBIT'),
      facts,
    ],
  )

beforeAll(async () => {
  portal = await createTestApp()
  omar = await portal.as('Omar')
  katrine = await portal.as('Katrine')
  for (const name of ['Anders', 'Lone'] as const) await portal.actor(name)
  roleId = await insertRole(portal, 'Superbruger')
  const told = async (now: string, happening: Happening) => {
    portal.clock.moveTo(now)
    await happens(happening)
    await tellWhatHappened(portal.app.world)
  }
  const { id: userId } = await portal.actor('Anders')
  await told('2026-11-20T22:59:00Z', { type: 'role.vacated', facts: { roleId, roleName: 'Superbruger' } })
  await told('2026-11-20T23:01:00Z', {
    type: 'role.vacated',
    facts: { roleId, roleName: 'Superbruger' },
    in: 'Aarhus',
  })
  await told('2026-11-22T09:00:00Z', {
    type: 'assignment.started',
    facts: { roleId, roleName: 'Superbruger', userId, userName: 'Anders Skov' },
    subject: ['assignment', '0199ab00-0000-7000-8000-0000000000aa'],
  })
  await told('2026-11-23T09:00:00Z', {
    type: 'certification.opened',
    facts: { roundId, roundName: '=Årlig', closesOn: '2026-12-31', undecided: 2 },
  })
  await told('2026-11-23T09:05:00Z', {
    type: 'role.vacated',
    facts: { taskNumber: 139534, roleName: 'Anden rolle' },
    subject: ['task', '139534'],
  })
})
afterAll(() => portal.close())

/** Titles of the mails on a page, newest first. */
async function titlesAt(browser: Browser, address: string): Promise<string[]> {
  const answer = await browser.get(address)
  expect(answer.statusCode, address).toBe(200)
  return [...answer.body.matchAll(/href="\/notifikationer\/log\/[0-9a-f-]{36}"[^>]*>([^<]+)</g)].map(
    ([, title = '']) => title.replaceAll(/[»«]/g, '"'),
  )
}

const all = 5
const vacated = 'Rollen "Superbruger" er ubesat'

describe('the search', () => {
  test.each([
    ['nothing', '', all],
    ['a recipient', '?q=anders', 1],
    ['an address', '?q=lone.dahl%40', 1],
    ['a municipality', '?q=aarhus', 1],
    ['a sign that means any', '?q=%25', 0],
    ['a task’s number', '?om=%23139534', 1],
    ['a role’s name', '?om=superbruger', 3],
    ['a role’s id', '?om=ROLE', 3],
    ['a round’s id', `?om=${roundId}`, 1],
    ['a round’s name', '?om=%C3%A5rlig', 1],
    ['a person named', '?om=skov', 1],
    ['a reason', '?grund=roleVacated', 3],
    ['a state', '?tilstand=sent', 0],
    ['days as they are in Copenhagen', '?fra=20-11-2026&til=20-11-2026', 1],
    ['from a day on', '?fra=21-11-2026', 4],
    [
      'all at once',
      '?q=katrine&om=139534&grund=roleVacated&tilstand=planned&fra=23-11-2026&til=23-11-2026',
      1,
    ],
  ])('for %s', async (_name, query, count) => {
    const address = `/notifikationer/log${query.replace('ROLE', roleId)}`
    expect(await titlesAt(omar, address)).toHaveLength(count)
  })

  test('costs no more queries with every filter set, and shows each as a way back', async () => {
    const address =
      '/notifikationer/log?q=katrine&om=139534&grund=roleVacated&tilstand=planned&fra=23-11-2026'
    const { result, queries } = await countingQueries(() => omar.get(address))
    expect(queries).toBeLessThanOrEqual(3)
    expect(result.body).toContain(
      'href="/notifikationer/log?q=katrine&amp;om=139534&amp;grund=roleVacated&amp;tilstand=planned"',
    )
    expect(result.body).toContain('<details class="tv-filters-more" open')
  })

  test('a task that stands for a round finds the round’s mails', async () => {
    await portal.owner.query(
      `insert into certification_round (id, name, kind, audience, started_at, started_on, started_by, started_by_name, closes_on)
       values ($1, 'Årlig', 'regular', '{}', now(), '2026-11-01', $1, 'Signe Bruun', '2026-12-31')`,
      [roundId],
    )
    await portal.owner.query(
      `insert into certification_municipality (organisation_id, round_id, task_number, item_count, undecided)
       values ($1, $2, 777, 2, 2)`,
      [portal.organisation('Korsbæk'), roundId],
    )
    expect(await titlesAt(omar, '/notifikationer/log?om=777')).toHaveLength(1)
    expect(await titlesAt(katrine, '/notifikationer/log?om=777')).toHaveLength(1)
  })
})

describe('a municipality', () => {
  test('sees what was sent to its own people alone', async () => {
    const titles = await titlesAt(katrine, '/notifikationer/log')
    expect(titles).toHaveLength(4)
    expect(await titlesAt(katrine, '/notifikationer/log?q=lone')).toEqual([])
    expect(await titlesAt(await portal.as('Lone'), '/notifikationer/log')).toEqual([vacated])
    expect((await katrine.get('/notifikationer/log')).body).not.toContain('SMTP_URL')
  })

  test('does not find another’s mail by its id; its other users see no log', async () => {
    const { rows } = await portal.owner.query(
      `select id, organisation_id = $1 as own from notification_mail order by own desc`,
      [portal.organisation('Korsbæk')],
    )
    expect((await katrine.get(`/notifikationer/log/${rows[0].id}`)).statusCode).toBe(200)
    expect((await katrine.get(`/notifikationer/log/${rows.at(-1).id}`)).statusCode).toBe(404)
    const anders = await portal.as('Anders')
    expect((await anders.get('/notifikationer/log')).statusCode).toBe(403)
    expect((await anders.get('/notifikationer')).body).not.toContain('/notifikationer/log')
  })
})

describe('the file', () => {
  test('holds what the filter finds, and no spreadsheet calculates with it', async () => {
    const answer = await omar.get('/notifikationer/log/udtraek.csv?fra=23-11-2026')
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(String(answer.headers['content-disposition'])).toContain('sendte-mails-23-11-2026.csv')
    const [head = '', ...lines] = answer.body.trimEnd().split('\r\n')
    expect(head.startsWith('\uFEFFDato;Tid;Organisation;Modtager;')).toBe(true)
    expect(lines).toHaveLength(2)
    expect(lines[0]).toContain('23-11-2026;10:05;Korsbæk;Katrine Holm;')
    expect(lines.join('\n')).not.toMatch(/(^|;)=/m)
    const own = (await katrine.get('/notifikationer/log/udtraek.csv')).body.trimEnd().split('\r\n')
    expect(own).toHaveLength(5)
    expect(own.join('')).not.toContain('Aarhus')
  })
})

describe('the API', () => {
  test('searches alike, and goes on by cursor', async () => {
    const machine = await portal.apiClient('KOMBIT', ['notification.readLog'])
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const { items, nextCursor }: { items: { id: string }[]; nextCursor: string | null } = (
        await machine.get(`/api/v1/notification-mails?limit=2${cursor && `&cursor=${cursor}`}`)
      ).json()
      seen.push(...items.map(({ id }) => id))
      cursor = nextCursor
    }
    expect(new Set(seen).size).toBe(all)
    const { items } = (await machine.get('/api/v1/notification-mails?about=139534&person=holm')).json()
    expect(items).toMatchObject([
      {
        recipientName: 'Katrine Holm',
        reason: 'roleVacated',
        rule: 'role.vacated → administrators',
        recipientPath: 'administrator',
        subject: { type: 'task', id: '139534' },
        state: 'planned',
        forgottenAt: null,
      },
    ])
    expect((await machine.get(`/api/v1/notification-mails/${items[0].id}`)).json()).toMatchObject({
      sentText: null,
    })
    expect((await machine.get('/api/v1/notification-mails?from=31-02-2026')).statusCode).toBe(422)
  })

  test('of a municipality: its own mails, and its people’s notifications by the same words', async () => {
    const machine = await portal.apiClient('Aarhus', ['notification.readLog', 'notification.read'])
    expect((await machine.get('/api/v1/notification-mails')).json().items).toHaveLength(1)
    const korsbaek = await portal.apiClient('Korsbæk', ['notification.read'])
    const count = async (query: string) =>
      (await korsbaek.get(`/api/v1/notifications?${query}`)).json().items.length
    expect([
      await count(''),
      await count('about=superbruger'),
      await count(`about=${roundId}`),
      await count('reason=roleGiven'),
      await count('to=2026-11-20'),
      await count('about=139534&from=2026-11-24'),
    ]).toEqual([4, 2, 1, 1, 1, 0])
    expect((await korsbaek.get('/api/v1/notification-mails')).statusCode).toBe(403)
  })
})

describe('what is kept for a time alone', () => {
  test('address and text go after the days of the setting; who, why and how it went stay', async () => {
    await portal.owner.query(
      `update notification_mail set state = 'sent', subject = 'Emne', body = 'hemmelig tekst' where reason = 'roleGiven'`,
    )
    portal.clock.moveTo('2027-12-26T09:00:00Z')
    expect(await forgetOldTexts(portal.app.world, 400)).toBe(2)
    expect(await forgetOldTexts(portal.app.world, 400)).toBe(0)
    // Anders' mail came back softly; and a digest was made on the same day.
    await portal.owner.query(
      `insert into notification_return (organisation_id, mail_id, sending, kind, code, address, received_at)
       select organisation_id, id, 1, 'soft', '5.2.2', address, created_at from notification_mail where reason = 'roleGiven'`,
    )
    await portal.owner.query(
      `update notification_mail set reason = 'digest', facts = '{"count": 1, "items": [{"reason": "roleGiven"}]}'
       where reason = 'roleGiven'`,
    )
    portal.clock.moveTo('2027-12-27T09:00:01Z')
    expect(await forgetOldTexts(portal.app.world, 400)).toBe(1)
    const { rows } = await portal.owner.query(
      `select reason, address, body, state, last_error ->> 'code' as code, recipient_name as name from notification_mail
       where forgotten_at is not null order by created_at`,
    )
    const gone = { address: '', body: null }
    expect(rows).toEqual([
      { ...gone, reason: 'roleVacated', state: 'undeliverable', code: 'tooOld', name: 'Katrine Holm' },
      { ...gone, reason: 'roleVacated', state: 'undeliverable', code: 'tooOld', name: 'Lone Dahl' },
      { ...gone, reason: 'digest', state: 'sent', code: null, name: 'Anders Skov' },
    ])
    const { rows: left } = await portal.owner.query(
      `select m.facts, r.address from notification_return r join notification_mail m on m.id = r.mail_id`,
    )
    expect(left).toEqual([{ facts: { count: 1 }, address: '' }])
    omar = await portal.as('Omar')
    const { body } = await omar.get('/notifikationer/log?q=anders')
    const [, path = ''] = /href="(\/notifikationer\/log\/[0-9a-f-]{36})"/.exec(body) ?? []
    const mail = (await omar.get(path)).body
    expect(mail).toContain('Mailadressen og teksten er slettet.')
    expect(mail).not.toContain('anders.skov@')
    expect(mail).not.toContain('Sådan ville mailen se ud')
  })
})

test('a municipality chooses among the reasons it can have mails of, by their words, and reads no code', async () => {
  const reasonsAt = async (browser: Browser) => {
    const { body } = await browser.get('/notifikationer/log')
    const select = /<select[^>]*name="grund"[\s\S]*?<\/select>/.exec(body)?.[0] ?? ''
    return [...select.matchAll(/<option value="[a-zA-Z]+"[^>]*>([^<]+)/g)].map(([, label]) => label ?? '')
  }
  const own = await reasonsAt(await portal.as('Katrine'))
  expect(own).toContain('Ny opgave')
  expect(own).not.toContain('Bremsen er trukket')
  expect(own).toEqual(own.toSorted((one, other) => one.localeCompare(other, 'da')))
  expect(await reasonsAt(await portal.as('Omar'))).toContain('Bremsen er trukket')
})
