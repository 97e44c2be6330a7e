import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertHolder, insertRole } from '../../../test/support/factories.ts'
import { createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { Conflict, Forbidden, InvalidInput, Refused } from '../../kernel/errors.ts'
import { countingQueries } from '../../platform/db/query-count.ts'
import { tellWhatHappened } from '../notifications/work.ts'
import { type LetterPlan, previewLetter, sendLetter } from './actions.ts'

let portal: TestApp
let roleId: string
const all = { kind: 'all' as const }
const plan = (more: Partial<LetterPlan> = {}): LetterPlan => ({
  roleId,
  target: 'primary',
  audience: all,
  ...more,
})
const text = { subject: 'Svar senest fredag', body: 'Hej\n\n- **Husk** det' }

beforeAll(async () => {
  portal = await createTestApp()
  for (const name of ['Katrine', 'Anders', 'Lone', 'Signe', 'Omar'] as const) await portal.actor(name)
  roleId = await insertRole(portal, 'Prøverolle')
  await portal.owner.query('update role set has_primary = true where id = $1', [roleId])
  await insertHolder(portal, roleId, 'Anders')
  await portal.owner.query(
    `update organisation set mailbox = 'post@samsoe.example' where short_name = 'Samsø'`,
  )
})
afterAll(() => portal.close())

const pathsOf = async (more: Partial<LetterPlan> = {}) => {
  const { routed } = await portal.act('Signe', (ctx) => previewLetter(ctx, plan(more)))
  return Object.fromEntries(
    ['Korsbæk', 'Aarhus', 'Samsø', 'Odense'].map((name) => {
      const found = routed.find(({ addressee }) => addressee.shortName === name)
      return [
        name,
        found && [found.routing.path, found.routing.cause, found.routing.recipients[0]?.name ?? null],
      ]
    }),
  )
}

test('the preview: each municipality’s recipient and why, in few statements whatever their number', async () => {
  await portal.owner.query('update assignment set is_primary = false')
  expect(await pathsOf()).toEqual({
    Korsbæk: ['otherHolder', 'noPrimary', 'Anders Skov'],
    Aarhus: ['administrator', 'vacant', 'Lone Dahl'],
    Samsø: ['mailbox', 'vacant', 'Samsø Kommune'],
    Odense: ['none', 'vacant', null],
  })
  await portal.owner.query('update assignment set is_primary = true')
  expect((await pathsOf()).Korsbæk).toEqual(['primary', null, 'Anders Skov'])
  await portal.owner.query(`update user_account set mail_bounced_at = $1 where name = 'Anders Skov'`, [
    portal.clock.now(),
  ])
  expect((await pathsOf()).Korsbæk).toEqual(['administrator', 'unreachable', 'Katrine Holm'])
  await portal.owner.query('update user_account set mail_bounced_at = null')
  // Whoever has lost the right to sign in no longer works with it, as far as anybody knows.
  const setRoles = `with before as (select system_roles from user_account where name = 'Anders Skov')
    update user_account set system_roles = $1 where name = 'Anders Skov' returning (select system_roles from before) as roles`
  const { rows } = await portal.owner.query<{ roles: string[] }>(setRoles, [[]])
  expect((await pathsOf()).Korsbæk).toEqual(['administrator', 'unreachable', 'Katrine Holm'])
  await portal.owner.query(setRoles, [rows[0]?.roles])
  expect((await pathsOf()).Korsbæk).toEqual(['primary', null, 'Anders Skov'])
  const { queries } = await countingQueries(() => portal.act('Signe', (ctx) => previewLetter(ctx, plan())))
  expect(queries).toBeLessThanOrEqual(2)
})

test('the preview says where there is no shared mailbox, and a dead one counts as none', async () => {
  const signe = await portal.as('Signe')
  const show = async () =>
    (
      await signe.post(`/rollegalleri/${roleId}/skriv/forhaandsvis`, {
        ...{ target: 'primary', audience: 'all' },
        ...text,
      })
    ).payload.replace(/<[^>]+>/g, ' ')
  const page = await show()
  expect(page).toMatch(/Uden funktionspostkasse\s+98/)
  expect(page).toMatch(/Odense\s+Ingen funktionspostkasse/)
  expect(page).not.toMatch(/Korsbæk\s+Ingen funktionspostkasse/)
  await portal.owner.query(`update organisation set mailbox_bounced_at = $1 where short_name = 'Samsø'`, [
    portal.clock.now(),
  ])
  expect((await pathsOf()).Samsø).toEqual(['none', 'vacant', null])
  const machine = await portal.apiClient('KOMBIT')
  const answer = await machine.post(`/api/v1/roles/${roleId}/letter-previews`, { target: 'primary' })
  expect(answer.json().withoutMailbox).toBe(99)
  await portal.owner.query('update organisation set mailbox_bounced_at = null')
})

test('who may, to whom, and about which role', async () => {
  for (const name of ['Katrine', 'Omar', 'Ib', 'Freja'] as const)
    await expect(portal.act(name, (ctx) => previewLetter(ctx, plan()))).rejects.toBeInstanceOf(Forbidden)
  const nowhere = portal.act('Signe', (ctx) =>
    previewLetter(ctx, plan({ audience: { kind: 'list', organisationIds: [] } })),
  )
  await expect(nowhere).rejects.toBeInstanceOf(InvalidInput)
  const other = await insertRole(portal, 'Uden primær')
  await expect(
    portal.act('Signe', (ctx) => previewLetter(ctx, plan({ roleId: other }))),
  ).rejects.toBeInstanceOf(Refused)
  const inRegion = await portal.act('Signe', (ctx) =>
    previewLetter(ctx, plan({ audience: { kind: 'regions', regions: ['Nordjylland'] } })),
  )
  expect(inRegion.numbers.municipalities).toBe(11)
})

test('sending keeps who got it and why, and tells each of them once', async () => {
  const id = portal.clock.newId()
  const send = () => portal.act('Signe', (ctx) => sendLetter(ctx, { ...plan(), ...text, id }))
  const { result: sent, queries } = await countingQueries(send)
  expect(sent).toEqual({ id, municipalities: 99, persons: 2, unreached: 96 })
  // Role, addressees, letter, recipients, event, job: whatever the number of municipalities.
  expect(queries).toBeLessThanOrEqual(8)
  expect(await send()).toEqual(sent)
  const elsewhere = await insertRole(portal, 'En anden rolle')
  await expect(
    portal.act('Signe', (ctx) =>
      sendLetter(ctx, { ...plan({ roleId: elsewhere, target: 'holders' }), ...text, id }),
    ),
  ).rejects.toBeInstanceOf(Conflict)
  await tellWhatHappened(portal.app.world)
  await tellWhatHappened(portal.app.world)
  const { rows: told } = await portal.owner.query(
    `select u.name from notification n join user_account u on u.id = n.user_id where reason = 'letter' order by 1`,
  )
  expect(told.map((row) => row.name)).toEqual(['Anders Skov', 'Lone Dahl'])
  const { rows: mails } = await portal.owner.query(
    `select address, path, facts ? 'body' as carries from notification_mail where reason = 'letter' order by address`,
  )
  expect(mails).toEqual([
    { address: 'anders.skov@korsbaek.example', path: 'primary', carries: false },
    { address: 'lone.dahl@aarhus.example', path: 'administrator', carries: false },
    { address: 'post@samsoe.example', path: 'mailbox', carries: false },
  ])
})

test('two equal letters at once are one', async () => {
  const id = portal.clock.newId()
  const both = await Promise.all(
    [1, 2].map(() => portal.act('Signe', (ctx) => sendLetter(ctx, { ...plan(), ...text, id }))),
  )
  expect(both[0]).toEqual(both[1])
  const { rows } = await portal.owner.query(`select from event where subject_id = $1`, [id])
  expect(rows).toHaveLength(1)
})

test('written, previewed, corrected and sent by form; what was typed is kept', async () => {
  const signe = await portal.as('Signe')
  const write = `/rollegalleri/${roleId}/skriv`
  expect((await signe.get(write)).body).toContain('Én i hver kommune')
  const wrong = await signe.post(`${write}/forhaandsvis`, {
    target: 'holders',
    audience: 'list',
    body: 'Må ikke tabes',
  })
  expect([
    wrong.statusCode,
    wrong.body.includes('Må ikke tabes'),
    wrong.body.includes('Skriv et emne.'),
  ]).toEqual([422, true, true])
  const fields = { target: 'primary', audience: 'all', ...text }
  const preview = await signe.post(`${write}/forhaandsvis`, fields)
  expect(preview.body).toContain('I 96 kommuner læser ingen brevet')
  expect(preview.body).toContain('<strong>Husk</strong>')
  expect(preview.body.indexOf('Ingen modtager')).toBeLessThan(preview.body.indexOf('Lone Dahl'))
  expect((await signe.post(write, fields)).body).toContain('Svar senest fredag')
  const [, id = ''] = /name="id" value="([^"]+)"/.exec(preview.body) ?? []
  const sent = await signe.post(`/rollegalleri/${roleId}/breve`, { ...fields, id })
  expect(sent.headers.location).toBe(`/rollegalleri/${roleId}/breve/${id}`)
  const letter = (await signe.get(String(sent.headers.location))).body
  expect(letter).toContain('rollen er ubesat')
  expect((await signe.get(`/rollegalleri/${roleId}/breve`)).body).toContain('96 kommuner uden modtager')
  // Anders reads it in his municipality; there it says who got it, and nothing of others.
  const anders = (await (await portal.as('Anders')).get(String(sent.headers.location))).body
  expect([anders.includes('Anders Skov'), anders.includes('Lone Dahl')]).toEqual([true, false])
  const lone = await portal.as('Lone')
  const own = (await lone.get(`/rollegalleri/${roleId}/breve`)).body
  expect([own.includes('Svar senest fredag'), own.includes('uden modtager')]).toEqual([true, false])
})

test('the API: preview, send once by key, list, recipients', async () => {
  const client = await portal.apiClient('KOMBIT', ['roleMail.send', 'role.read'])
  const path = `/api/v1/roles/${roleId}`
  const preview = (await client.post(`${path}/letter-previews`, { target: 'holders' })).json()
  expect([preview.municipalities, preview.items[0].path]).toEqual([99, 'none'])
  const send = () =>
    client.post(
      `${path}/letters`,
      { target: 'holders', ...text, subject: 'Fra API' },
      { 'idempotency-key': 'k1' },
    )
  const sent = await send()
  expect(sent.statusCode).toBe(201)
  expect((await send()).json()).toEqual(sent.json())
  const list = (await client.get(`${path}/letters?limit=1`)).json()
  expect([list.items.map((one: { subject: string }) => one.subject), typeof list.nextCursor]).toEqual([
    ['Fra API'],
    'string',
  ])
  const next = (await client.get(`${path}/letters?limit=1&cursor=${list.nextCursor}`)).json()
  expect(next.items[0].subject).toBe('Svar senest fredag')
  await tellWhatHappened(portal.app.world)
  const recipients = (await client.get(`/api/v1/role-letters/${sent.json().id}/recipients`)).json()
  const anders = recipients.items.find((one: { name: string }) => one.name === 'Anders Skov')
  expect(anders).toMatchObject({ path: 'holders', cause: null, mailState: 'planned' })
  expect(recipients.items).toHaveLength(99)
})

test('a municipality’s machine reads the letters its own people got, and no numbers of others', async () => {
  const path = `/api/v1/roles/${roleId}/letters`
  const own = await portal.apiClient('Korsbæk')
  const { items } = (await own.get(path)).json()
  expect(items.length).toBeGreaterThan(0)
  expect(items[0]).toMatchObject({ municipalities: null, persons: null, unreached: null })
  const letter = (await own.get(`/api/v1/role-letters/${items[0].id}`)).json()
  expect(letter).toEqual(items[0])
  const recipients = (await own.get(`/api/v1/role-letters/${letter.id}/recipients`)).json()
  const korsbæk = portal.organisation('Korsbæk')
  const organisations = recipients.items.map((one: { organisationId: number }) => one.organisationId)
  expect([...new Set(organisations)]).toEqual([korsbæk])
})
