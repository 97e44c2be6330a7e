import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { addDays, civilDay } from '../../kernel/civil-day.ts'
import { Forbidden } from '../../kernel/errors.ts'
import { countingQueries } from '../../platform/db/query-count.ts'
import { appointDeputy } from '../users/index.ts'
import { mailboxFaults } from './domain.ts'
import { changeMailbox } from './index.ts'

describe('an address for the mailbox', () => {
  test.each([
    ['a shared one', 'digitalisering@korsbaek.dk', null, false],
    ['with Danish letters', 'øko@korsbæk.dk', null, false],
    ['none at all', '', null, false],
    ['no @', 'digitalisering', null, true],
    ['no dot after it', 'digitalisering@korsbaek', null, true],
    ['two in one', 'a@x.dk, b@x.dk', null, true],
    ['with a name', 'Digitalisering <a@x.dk>', null, true],
    ['somebody’s own', 'katrine.holm@korsbaek.dk', 'Katrine Holm', true],
  ])('%s', (_name, address, reader, isWrong) => {
    expect('address' in mailboxFaults(address, reader)).toBe(isWrong)
  })
})

let portal: TestApp
let katrine: Browser
let anders: Browser
const path = '/funktionspostkasse'

beforeAll(async () => {
  portal = await createTestApp()
  katrine = await portal.as('Katrine')
  anders = await portal.as('Anders')
  await portal.actor('Lone')
})
afterAll(() => portal.close())
afterEach(() =>
  portal.owner.query(
    'update organisation set mailbox = null, mailbox_version = 1, mailbox_bounced_at = null',
  ),
)

const stored = async (shortName = 'Korsbæk') =>
  (
    await portal.owner.query(
      'select mailbox, mailbox_version as version from organisation where short_name = $1',
      [shortName],
    )
  ).rows[0]
const textOf = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const change = (address: string, version = '1') => katrine.post(path, { address, version })

describe('the page', () => {
  test('leads from the administrator’s page, saves, and tells who changed what', async () => {
    const before = textOf((await katrine.get('/klik-administrator')).body)
    expect(before).toContain('I har ingen funktionspostkasse.')
    expect((await katrine.get('/roller')).body).toContain(`href="${path}"`)
    const saved = await change(' post@korsbaek.example ')
    expect([saved.statusCode, saved.headers.location]).toEqual([303, '/klik-administrator'])
    expect(await stored()).toEqual({ mailbox: 'post@korsbaek.example', version: 2 })
    expect(await stored('Aarhus')).toEqual({ mailbox: null, version: 1 })
    await change('it@korsbaek.example', '2')
    const { result, queries } = await countingQueries(() => katrine.get(path))
    expect(queries).toBeLessThanOrEqual(5)
    const page = textOf(result.body)
    expect(page).toContain('Katrine Holm rettede post@korsbaek.example til it@korsbaek.example')
    expect(page).toContain('Katrine Holm tilføjede post@korsbaek.example')
    expect((await katrine.get('/roller')).body).not.toContain(`href="${path}"`)
    const { rows } = await portal.owner.query(
      `select organisation_id, changes from event where type = 'organisation.mailboxChanged' order by id`,
    )
    expect(rows).toEqual([
      {
        organisation_id: portal.organisation('Korsbæk'),
        changes: { mailbox: { from: null, to: 'post@korsbaek.example' } },
      },
      {
        organisation_id: portal.organisation('Korsbæk'),
        changes: { mailbox: { from: 'post@korsbaek.example', to: 'it@korsbaek.example' } },
      },
    ])
  })

  test('what is wrong is told at the field with what was typed; nothing is written', async () => {
    for (const [typed, words] of [
      ['digitalisering', 'Den skal have et @'],
      ['anders.skov@korsbaek.example', 'Det er den adresse, Anders Skov selv har.'],
    ] as const) {
      const answer = await change(typed)
      expect(answer.statusCode).toBe(422)
      expect(answer.body).toContain(words)
      expect(answer.body).toContain(`value="${typed}"`)
    }
    expect(await stored()).toEqual({ mailbox: null, version: 1 })
  })

  test('the same again changes nothing; empty takes it away', async () => {
    await change('post@korsbaek.example')
    await change('post@korsbaek.example', '2')
    expect(await stored()).toEqual({ mailbox: 'post@korsbaek.example', version: 2 })
    await change('', '2')
    expect(await stored()).toEqual({ mailbox: null, version: 3 })
    expect(textOf((await katrine.get(path)).body)).toContain('Katrine Holm fjernede post@korsbaek.example')
  })

  test('who was too late sees what stands there now, and may save over it', async () => {
    await change('post@korsbaek.example')
    const late = await change('it@korsbaek.example', '1')
    expect(late.statusCode).toBe(409)
    expect(late.body).toContain('Nu står der post@korsbaek.example.')
    expect(late.body).toContain('value="it@korsbaek.example"')
    expect(late.body).toContain('name="version" value="2"')
    expect(await stored()).toMatchObject({ mailbox: 'post@korsbaek.example' })
  })

  test('others in the municipality read it on the administrator’s page and change nothing', async () => {
    await change('post@korsbaek.example')
    const page = (await anders.get('/klik-administrator')).body
    expect(page).toContain('mailto:post@korsbaek.example')
    expect(page).not.toContain(`href="${path}"`)
    expect((await anders.get(path)).statusCode).toBe(403)
    expect((await anders.post(path, { address: 'x@y.example', version: '2' })).statusCode).toBe(403)
    await expect(
      portal.act('Anders', (ctx) => changeMailbox(ctx, { address: 'x@y.example' })),
    ).rejects.toBeInstanceOf(Forbidden)
    expect((await (await portal.as('Lone')).get('/klik-administrator')).body).not.toContain(
      'korsbaek.example',
    )
  })

  test('a dead mailbox says so until it has another address (N3)', async () => {
    await change('post@korsbaek.example')
    await portal.owner.query(
      `update organisation set mailbox_bounced_at = '2026-11-20T10:00Z' where short_name = 'Korsbæk'`,
    )
    expect(textOf((await katrine.get(path)).body)).toMatch(
      /Adressen blev afvist den 20-11-2026 ?\. Vi sender ikke flere mails til den\./,
    )
    expect(textOf((await anders.get('/klik-administrator')).body)).toContain('kommer retur siden 20-11-2026')
    await change('it@korsbaek.example', '2')
    expect(textOf((await katrine.get(path)).body)).not.toContain('blev afvist')
  })

  test('a deputy keeps it on the administrator’s behalf', async () => {
    const { id: userId } = await portal.actor('Anders')
    const today = civilDay(portal.clock.now().toISOString().slice(0, 10))
    await portal.act('Katrine', (ctx) => appointDeputy(ctx, { userId, endsBefore: addDays(today, 3) }))
    const saved = await anders.post(path, { address: 'post@korsbaek.example', version: '1' })
    expect(saved.statusCode).toBe(303)
    expect(textOf((await anders.get(path)).body)).toContain(
      'Anders Skov på vegne af Katrine Holm tilføjede post@korsbaek.example',
    )
    await portal.owner.query('update deputy set ended_at = $1', [portal.clock.now()])
  })
})

describe('the API', () => {
  test('reads and changes one’s own, against the version that was read', async () => {
    const machine = await portal.apiClient('Korsbæk')
    const read = await machine.get('/api/v1/mailbox')
    expect([read.json(), read.headers.etag]).toEqual([{ address: null, bouncedOn: null }, '"1"'])
    const put = (address: string | null, match?: string) =>
      machine.browser.request({
        method: 'PUT',
        url: '/api/v1/mailbox',
        payload: { address },
        ...(match ? { headers: { 'if-match': match } } : {}),
      })
    expect((await put('post@korsbaek.example')).statusCode).toBe(428)
    const changed = await put('post@korsbaek.example', '"1"')
    expect([changed.statusCode, changed.json().address, changed.headers.etag]).toEqual([
      200,
      'post@korsbaek.example',
      '"2"',
    ])
    expect((await put('it@korsbaek.example', '"1"')).statusCode).toBe(412)
    expect((await put('it', '*')).json().errors[0]).toMatchObject({ pointer: '#/address' })
    expect((await put(null, '*')).json()).toEqual({ address: null, bouncedOn: null })
    const aarhus = await portal.apiClient('Aarhus')
    expect((await aarhus.get('/api/v1/mailbox')).json()).toEqual({ address: null, bouncedOn: null })
  })
})
