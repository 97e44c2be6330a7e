import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { insertHolder, insertRole, insertTemplate, korsbaekTask } from '../../../test/support/factories.ts'
import { type Browser, createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { demoRoles, mattermostRoleName } from '../../demo/demo-roles.ts'
import { countingQueries } from '../../platform/db/query-count.ts'
import { createRole, type RoleDraft } from '../roles/index.ts'
import { completeTask, optOutTask, reopenTask } from '../tasks/index.ts'
import { assignRole } from './index.ts'

let portal: TestApp
let katrine: Browser
let roleId: string
let path: string
const ids = { anders: '', mads: '', katrine: '', lone: '' }

const makeRole = async (change: Partial<RoleDraft> = {}): Promise<string> => {
  const draft = demoRoles.find((role) => role.name === mattermostRoleName)
  if (!draft) throw new Error('No demo role')
  return (await portal.act('Signe', (ctx) => createRole(ctx, { ...draft, ...change }))).id
}

beforeAll(async () => {
  portal = await createTestApp()
  ids.anders = (await portal.actor('Anders')).id
  ids.mads = (await portal.actor('Mads')).id
  ids.lone = (await portal.actor('Lone')).id
  katrine = await portal.as('Katrine')
  ids.katrine = (await portal.actor('Katrine')).id
})
afterAll(() => portal.close())
beforeEach(async () => {
  roleId = await makeRole()
  path = `/roller/${roleId}`
})
afterEach(async () => {
  await portal.owner.query(
    'truncate assignment, role_access, role_version; update task_template set bound_role_id = null; delete from role',
  )
})

const give = async (userId = ids.anders): Promise<string> =>
  (await portal.act('Katrine', (ctx) => assignRole(ctx, { roleId, userId }))).id

const count = async (): Promise<number> =>
  (await portal.owner.query('select from assignment where ended_at is null')).rowCount ?? 0

/** The text of a page without its tags, with single blanks. */
const textOf = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

describe('the role at one’s own municipality', () => {
  test('says that it is vacant and how to fill it', async () => {
    const { result, queries } = await countingQueries(() => katrine.get(path))
    expect(result.statusCode).toBe(200)
    expect(queries).toBeLessThanOrEqual(8)
    const text = textOf(result.body)
    expect(text).toContain('Ingen har rollen endnu')
    expect(text).toContain('Har personen været logget på Tværs?')
    expect(text).toContain('opretter personen i Fælleskommunal Adgangsstyring')
    expect(text).toContain('Anders Skov, It-sikkerhed')
    expect(text).not.toContain('Lone Dahl')
    expect(result.body.match(/<h1/g)).toHaveLength(1)
    expect(result.body.match(/button-primary/g)).toHaveLength(1)
  })

  test('is filled by form; the notice says so', async () => {
    const answer = await katrine.post(`${path}/tildelinger`, { kendt: 'ja', userId: ids.anders })
    expect([answer.statusCode, answer.headers.location]).toEqual([303, path])
    expect(await count()).toBe(1)
    const cookie = answer.cookies.find(({ name }) => name === 'tvaers_notice')
    expect(Buffer.from(cookie?.value ?? '', 'base64url').toString()).toContain('Anders Skov har rollen')
    const text = textOf((await katrine.get(path)).body)
    expect(text).toContain('Anders Skov Primær It-sikkerhed')
    expect(text).toContain('1 person, mindst én, én er primær')
    expect(text).toContain('Klargøres')
  })

  test('the last day typed is the last day with the role', async () => {
    const days = { startsOn: '24-11-2026', lastDay: '30-11-2026' }
    await katrine.post(`${path}/tildelinger`, { kendt: 'ja', userId: ids.anders, ...days })
    const { rows } = await portal.owner.query('select starts_on::text, ends_before::text from assignment')
    expect(rows).toEqual([{ starts_on: '2026-11-24', ends_before: '2026-12-01' }])
    const text = textOf((await katrine.get(path)).body)
    expect(text).toContain('Begynder 24-11-2026 Sidste dag 30-11-2026')
    expect(text).toContain('Åbner, når rollen begynder')
  })

  const faulty: [string, Record<string, string>, number, string][] = [
    ['no person', { kendt: 'ja' }, 422, 'Vælg en person.'],
    ['nothing said', {}, 422, 'Vælg, om personen har været logget på Tværs.'],
    ['never signed in, nobody named', { kendt: 'nej' }, 422, 'Skriv personens navn.'],
    ['no day', { kendt: 'ja', startsOn: '31-02-2027' }, 422, '31-02-2027 findes ikke i kalenderen.'],
    ['a day gone by', { kendt: 'ja', startsOn: '01-01-2026' }, 422, 'Rollen kan tidligst begynde i dag.'],
  ]
  test.each(faulty)('%s: a sentence, and what was typed is kept', async (name, form, status, sentence) => {
    const person: Record<string, string> = name === 'no person' ? {} : { userId: ids.anders }
    const answer = await katrine.post(`${path}/tildelinger`, { ...person, ...form, opgave: '139534' })
    expect(answer.statusCode).toBe(status)
    expect(answer.body).toContain(sentence)
    expect(answer.body).toContain('name="opgave" value="139534"')
    if (form.startsOn) expect(answer.body).toContain(`value="${form.startsOn}"`)
    expect(await count()).toBe(0)
  })

  test('an end before the beginning is told at its own field', async () => {
    const days = { startsOn: '30-11-2026', lastDay: '28-11-2026' }
    const answer = await katrine.post(`${path}/tildelinger`, { kendt: 'ja', userId: ids.anders, ...days })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('href="#lastDay"')
    expect(answer.body).toContain('Den sidste dag kan ikke ligge før den første.')
  })

  test('a full role says why beside the button, and refuses a form sent all the same', async () => {
    roleId = await makeRole({ name: 'Infrastrukturejer', maximumHolders: 1 })
    path = `/roller/${roleId}`
    await give()
    const sentence = 'Højst én person kan have rollen ad gangen. Afslut rollen for en anden først.'
    const shown = (await katrine.get(path)).body
    expect(shown).toContain(sentence)
    expect(shown).toContain('aria-disabled="true"')
    const answer = await katrine.post(`${path}/tildelinger`, { kendt: 'ja', userId: ids.mads })
    expect(answer.statusCode).toBe(409)
    expect(answer.body).toContain(sentence)
    expect(await count()).toBe(1)
  })

  test('a colleague without the right sees who has it, and whom to ask', async () => {
    await give()
    const anders = await portal.as('Anders')
    const shown = (await anders.get(path)).body
    expect(shown).toContain('Kun jeres KLIK-administrator kan give og afslutte roller.')
    expect(shown).toContain('href="/klik-administrator"')
    expect(shown).not.toContain('Afslut<')
    expect((await anders.post(`${path}/tildelinger`, { kendt: 'ja', userId: ids.mads })).statusCode).toBe(403)
  })
})

describe('coming from a task', () => {
  test('the way back stands there, through the form and after it', async () => {
    const before = (await katrine.get(`${path}?opgave=139534`)).body
    expect(before).toContain('<a href="/opgaver/139534">Tilbage til opgaven #139534</a>')
    const answer = await katrine.post(`${path}/tildelinger`, {
      kendt: 'ja',
      userId: ids.anders,
      opgave: '139534',
    })
    expect(answer.headers.location).toBe(`${path}?opgave=139534`)
    const after = (await katrine.get(`${path}?opgave=139534`)).body
    expect(after).toMatch(/class="button button-primary[^"]*" href="\/opgaver\/139534"/)
    expect(after.match(/button-primary/g)).toHaveLength(1)
    expect(after).toMatch(/\/afslut\?opgave=139534"/)
    expect(answer.cookies.map(({ name }) => name)).not.toContain('tvaers_notice')
    expect(textOf(after)).toContain('Anders Skov har rollen')
  })

  test('what is left of the task is what the task does: it completes itself where it asks for the role', async () => {
    const number = await korsbaekTask(portal, {
      templateId: await insertTemplate(portal, { boundRoleId: roleId }),
    })
    const unbound = await korsbaekTask(portal, { templateId: await insertTemplate(portal, {}) })
    await portal.act('Katrine', (ctx) => assignRole(ctx, { roleId, userId: ids.anders }))
    const from = async (task: number) => textOf((await katrine.get(`${path}?opgave=${task}`)).body)
    const itself = 'Opgaven fuldføres automatisk, når adgangen er åben.'
    const byHand = 'Gå tilbage, og gør opgaven færdig.'
    expect(await from(number)).toContain(itself)
    expect(await from(number)).not.toContain(byHand)
    expect(await from(unbound)).toContain(byHand)
    await portal.act('Katrine', (ctx) => completeTask(ctx, { number }))
    expect(await from(number)).toContain('Opgaven er fuldført.')
  })

  test('a task that was opted out of says so, and the role is given to nobody until it is reopened', async () => {
    const templateId = await insertTemplate(portal, { boundRoleId: roleId })
    const number = await korsbaekTask(portal, { templateId })
    await portal.act('Katrine', (ctx) => optOutTask(ctx, { number, reason: 'Nej' }))
    const { result, queries } = await countingQueries(() => katrine.get(`${path}?opgave=${number}`))
    expect(queries).toBeLessThanOrEqual(8)
    const before = textOf(result.body)
    expect(before).toContain(`I har svaret »deltager ikke« på opgaven #${number}`)
    expect(before).toContain('Genåbn opgaven, før I giver rollen til nogen.')
    expect(result.body).toContain(`<a href="/opgaver/${number}">Gå til opgaven #${number}</a>`)
    expect(result.body).not.toContain(`action="${path}/tildelinger"`)
    expect((await katrine.get(`${path}/giv-flere`)).statusCode).toBe(409)
    await expect(give()).rejects.toThrow('opted-out')
    await portal.act('Katrine', (ctx) => reopenTask(ctx, { number }))
    await give()
    expect(await count()).toBe(1)
  })

  test.each(['abc', '-1', '1e99', '//evil', ''])('what is no number is left out: %s', async (text) => {
    const answer = await katrine.get(`${path}?opgave=${encodeURIComponent(text)}`)
    expect(answer.statusCode).toBe(200)
    expect(answer.body).not.toContain('Tilbage til opgaven')
  })
})

describe('ending a role', () => {
  test('asks first and says what follows; then it is over and told among the earlier people', async () => {
    const id = await give()
    await give(ids.mads)
    const { result, queries } = await countingQueries(() => katrine.get(`${path}/tildelinger/${id}/afslut`))
    expect(queries).toBeLessThanOrEqual(8)
    const asked = textOf(result.body)
    expect(asked).toContain('Afslut rollen for Anders Skov?')
    expect(asked).toContain('Anders Skov mister adgangen med det samme. Der er stadig én anden.')
    expect(asked).toContain('Personen er primær, så I skal vælge en ny.')
    expect(asked).toContain('Behold rollen')
    // What to go through in the hand-over, with room on paper for whom and when.
    expect(asked).toMatch(/Tjekliste til overleveringen .* Overleveret til Dato/)
    const empty = await katrine.post(`${path}/tildelinger/${id}/afslut`, { reason: ' ' })
    expect(empty.statusCode).toBe(422)
    expect(empty.body).toContain('Skriv, hvorfor rollen slutter.')
    const ended = await katrine.post(`${path}/tildelinger/${id}/afslut`, { reason: 'Har fået andre opgaver' })
    expect([ended.statusCode, ended.headers.location]).toEqual([303, path])
    const cookie = ended.cookies.find(({ name }) => name === 'tvaers_notice')
    expect(Buffer.from(cookie?.value ?? '', 'base64url').toString()).toContain(
      'Adgangen er lukket, og personen er ved at blive fjernet fra systemerne.',
    )
    const text = textOf((await katrine.get(path)).body)
    expect(text).toContain('Vis én tidligere person')
    expect(text).toContain('Katrine Holm Har fået andre opgaver')
    const again = await katrine.post(`${path}/tildelinger/${id}/afslut`, { reason: 'Igen' })
    expect(again.statusCode).toBe(409)
    expect(again.body).toContain('Rollen er allerede afsluttet.')
  })

  test('the last one leaves the role vacant', async () => {
    const id = await give()
    expect(textOf((await katrine.get(`${path}/tildelinger/${id}/afslut`)).body)).toContain(
      'Så har ingen hos jer rollen.',
    )
  })

  test('an assignment of another role is not found at this address', async () => {
    const id = await give()
    const other = await makeRole({ name: 'En anden rolle' })
    const address = `/roller/${other}/tildelinger/${id}`
    expect((await katrine.get(`${address}/afslut`)).statusCode).toBe(404)
    expect((await katrine.post(`${address}/afslut`, { reason: 'x' })).statusCode).toBe(404)
    expect((await katrine.post(`${address}/primaer`)).statusCode).toBe(404)
  })
})

test('another becomes primary by a button in the row', async () => {
  await give()
  const id = await give(ids.mads)
  expect((await katrine.get(path)).body).toContain(`action="${path}/tildelinger/${id}/primaer"`)
  expect((await katrine.post(`${path}/tildelinger/${id}/primaer`)).statusCode).toBe(303)
  const { rows } = await portal.owner.query('select user_name from assignment where is_primary')
  expect(rows).toEqual([{ user_name: 'Mads Friis' }])
})

test('the other municipality sees nothing, changes nothing and cannot tell what there is', async () => {
  const id = await give()
  const lone = await portal.as('Lone')
  const own = (await lone.get(path)).body
  expect(own).toContain('Ingen har rollen endnu')
  expect(own).not.toContain('Anders')
  expect((await lone.get(`${path}/tildelinger/${id}/afslut`)).statusCode).toBe(404)
  expect((await lone.post(`${path}/tildelinger/${id}/afslut`, { reason: 'x' })).statusCode).toBe(404)
  expect((await lone.post(`${path}/tildelinger/${id}/primaer`)).statusCode).toBe(404)
  const stranger = await lone.post(`${path}/tildelinger`, { kendt: 'ja', userId: ids.anders })
  const nobody = await lone.post(`${path}/tildelinger`, { kendt: 'ja', userId: roleId })
  expect([stranger.statusCode, nobody.statusCode]).toEqual([422, 422])
  expect(stranger.body).toContain('Vælg en af jeres egne brugere.')
  expect(nobody.body).toContain('Vælg en af jeres egne brugere.')
  expect(await count()).toBe(1)
})

test('the central body gives no roles', async () => {
  const id = await give()
  for (const name of ['Signe', 'Omar', 'Freja', 'Ib'] as const) {
    const browser = await portal.as(name)
    const answers = [
      await browser.get(path),
      await browser.post(`${path}/tildelinger`, { kendt: 'ja', userId: ids.mads }),
      await browser.post(`${path}/tildelinger/${id}/afslut`, { reason: 'x' }),
    ]
    expect(answers.map((answer) => answer.statusCode)).toEqual([403, 403, 403])
  }
  expect(await count()).toBe(1)
})

describe('roles seen together', () => {
  test('one’s municipality’s: what is missing first, with what it means and the next step', async () => {
    await makeRole({ name: 'Projektejer', hasPrimary: false })
    await give()
    const { result, queries } = await countingQueries(() => katrine.get('/roller'))
    expect(queries).toBeLessThanOrEqual(4)
    const text = textOf(result.body)
    expect(text.indexOf('Projektejer')).toBeLessThan(text.indexOf(mattermostRoleName))
    expect(text).toContain('Ubesat')
    expect(text).toContain('Ingen hos jer har den adgang, rollen giver.')
    expect(text).toContain('Vælg person')
    expect(text).toContain('Kun én person')
    expect(textOf((await (await portal.as('Anders')).get('/roller')).body)).not.toContain('Vælg person')
  })

  test('one’s own, and who to ask', async () => {
    const mads = await portal.as('Mads')
    expect((await mads.get('/mine-roller')).body).toContain('Du har ingen roller')
    await give(ids.mads)
    const { result, queries } = await countingQueries(() => mads.get('/mine-roller'))
    expect(queries).toBeLessThanOrEqual(5)
    expect(result.body).toContain(mattermostRoleName)
    expect(result.body).toContain('mailto:katrine.holm@korsbaek.example')
    expect(result.body).not.toContain('lone.dahl')
  })

  test('everybody sees who their KLIK-administrator is; the others have none', async () => {
    const anders = await portal.as('Anders')
    const shown = (await anders.get('/klik-administrator')).body
    expect(shown).toContain('Katrine Holm')
    expect(shown).not.toContain('Lone Dahl')
    expect(shown).toContain('KLIK-administrator er en rettighed og ikke en rolle i rollegalleriet.')
    for (const name of ['Ib', 'Freja', 'Nanna'] as const) {
      const answer = await (await portal.as(name)).get('/klik-administrator')
      expect(answer.statusCode).toBe(200)
      expect(answer.body).toContain('Hver kommune har sine egne KLIK-administratorer.')
      expect(answer.body).not.toContain('Katrine')
      expect(answer.body).not.toContain('<table')
    }
    expect((await portal.anybody().get('/klik-administrator')).statusCode).toBe(303)
  })

  test.each(['Signe', 'Omar'] as const)(
    '%s sees who has the right of KLIK-administrator where, whatever roles are called so; those without first',
    async (name) => {
      for (const person of ['Katrine', 'Lone', 'Anders'] as const) await portal.actor(person)
      await insertHolder(portal, await insertRole(portal, 'KLIK-administrator'), 'Anders')
      const { body } = await (await portal.as(name)).get('/klik-administrator')
      const rows = body
        .split('<tr')
        .slice(2)
        .map((row) => row.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' '))
      expect(rows).toHaveLength(99)
      expect(rows.findIndex((row) => row.includes('Korsbæk'))).toBeGreaterThan(96)
      expect(rows.slice(-2).join()).toMatch(
        /Aarhus.*Lone Dahl.*Korsbæk.*Katrine Holm|Korsbæk.*Katrine Holm.*Aarhus.*Lone Dahl/,
      )
      expect(rows[0]).toContain('Ingen har logget på med rettigheden')
      expect(body).not.toContain('Anders Skov')
    },
  )

  test('a role called as the right says on its page that it does not give it', async () => {
    const [named, other] = [
      await insertRole(portal, 'Klik-Administrator'),
      await insertRole(portal, 'Projektejer'),
    ]
    const words = 'Rollen giver ikke rettigheden KLIK-administrator.'
    const katrine = await portal.as('Katrine')
    expect((await katrine.get(`/roller/${named}`)).body).toContain(words)
    expect((await katrine.get(`/rollegalleri/${named}`)).body).toContain(words)
    expect((await katrine.get(`/roller/${other}`)).body).not.toContain(words)
  })

  test.each(['Signe', 'Omar', 'Freja', 'Ib'] as const)(
    '%s sees who holds a role where, vacancies first',
    async (name) => {
      await give()
      const browser = await portal.as(name)
      const { result, queries } = await countingQueries(() =>
        browser.get(`/rollegalleri/${roleId}/besaettelse`),
      )
      expect(result.statusCode).toBe(200)
      expect(queries).toBeLessThanOrEqual(3)
      const text = textOf(result.body)
      expect(text).toContain('1 af 99 kommuner')
      expect(text).toContain('98 har ingen i rollen')
      expect(text.indexOf('Aarhus Kommune')).toBeLessThan(text.indexOf('Anders Skov (primær)'))
    },
  )

  test('a municipality does not see the others’ holders', async () => {
    expect((await katrine.get(`/rollegalleri/${roleId}/besaettelse`)).statusCode).toBe(403)
  })
})

describe('the API', () => {
  test('gives, lists, makes primary and ends', async () => {
    const client = await portal.apiClient('Korsbæk')
    const made = await client.post('/api/v1/assignments', {
      roleId,
      userId: ids.anders,
      endsBefore: '2027-01-01',
    })
    expect([made.statusCode, made.headers.location]).toEqual([201, `/api/v1/assignments/${made.json().id}`])
    await client.post('/api/v1/assignments', { roleId, userId: ids.mads })
    const first = (await client.get(`/api/v1/assignments?role=${roleId}&current=true&limit=1`)).json()
    expect(first.items).toMatchObject([
      {
        id: made.json().id,
        userName: 'Anders Skov',
        isCurrent: true,
        isPrimary: true,
        endsBefore: '2027-01-01',
      },
    ])
    const second = (
      await client.get(`/api/v1/assignments?role=${roleId}&limit=1&cursor=${first.nextCursor}`)
    ).json()
    expect(second).toMatchObject({ items: [{ userName: 'Mads Friis' }], nextCursor: null })
    const primary = await client.put(`/api/v1/assignments/${second.items[0].id}/primary`)
    expect(primary.json()).toMatchObject({ isPrimary: true })
    const address = `/api/v1/assignments/${made.json().id}`
    expect((await client.delete(address)).statusCode).toBe(422)
    expect((await client.delete(`${address}?reason=Stoppet`)).statusCode).toBe(204)
    expect((await client.delete(address, { reason: 'Igen' })).json()).toMatchObject({
      status: 409,
      type: '/api/problems/already-ended',
    })
    expect((await client.get(address)).json()).toMatchObject({ isCurrent: false })
    expect((await client.get('/api/v1/assignments?current=false')).json().items).toHaveLength(1)
  })

  test('stays inside the municipality; the central body reads all and writes nothing', async () => {
    const id = await give()
    const aarhus = await portal.apiClient('Aarhus')
    expect((await aarhus.get('/api/v1/assignments')).json().items).toEqual([])
    expect((await aarhus.get(`/api/v1/assignments/${id}`)).statusCode).toBe(404)
    expect((await aarhus.delete(`/api/v1/assignments/${id}?reason=x`)).statusCode).toBe(404)
    const korsbaek = portal.organisation('Korsbæk')
    expect((await aarhus.get(`/api/v1/assignments?organisation=${korsbaek}`)).json().items).toEqual([])
    const central = await portal.apiClient('KOMBIT')
    expect((await central.get(`/api/v1/assignments?organisation=${korsbaek}`)).json().items).toHaveLength(1)
    expect((await central.delete(`/api/v1/assignments/${id}?reason=x`)).statusCode).toBe(403)
    expect(await count()).toBe(1)
  })

  test('users are those of one’s own organisation; organisations are the municipalities', async () => {
    const aarhus = await portal.apiClient('Aarhus')
    const users = (await aarhus.get('/api/v1/users')).json().items
    expect(users.map((user: { name: string }) => user.name)).toEqual(['Lone Dahl'])
    const organisations = (await aarhus.get('/api/v1/organisations')).json().items
    expect(organisations).toHaveLength(99)
    expect(organisations.filter((one: { isTest: boolean }) => one.isTest)).toMatchObject([
      { shortName: 'Korsbæk' },
    ])
  })
})
