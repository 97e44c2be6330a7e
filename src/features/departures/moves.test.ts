import { beforeAll, describe, expect, test } from 'vitest'
import { useCertificationPortal } from '../../../test/support/certification-portal.ts'
import { moverQueue } from '../certification/index.ts'

const c = useCertificationPortal('Katrine', 'Signe', 'Anders')
let anders: string
beforeAll(async () => {
  anders = await c.userId('Anders')
})

const textOf = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const path = () => `/fratraedelse/${anders}/ny-stilling`
const titleOf = async () => (await c.rows('select title from user_account where id = $1', [anders]))[0].title

/** What was told is handed to who listens, as the server does within a second. */
async function askAboutMovers(): Promise<void> {
  for (const { subject_id: userId } of await c.events('user.moved')) await c.hear(moverQueue, userId)
}

describe('a colleague with a new title (C6)', () => {
  test('the administrator notes it, and the roles are asked about at once', async () => {
    const roleId = await c.newRole('Prøverolle', { nonResponse: 'remove', graceDays: 0 })
    await c.hold(roleId, anders)
    const katrine = await c.portal.as('Katrine')
    const list = await katrine.get('/fratraedelse')
    expect(list.body).toContain(path())
    const page = textOf((await katrine.get(path())).body)
    for (const words of ['Anders Skov har fået en ny stilling', 'Indtil nu: It-sikkerhed', 'Prøverolle'])
      expect(page).toContain(words)

    const answer = await katrine.post(path(), { title: 'Projektleder, Teknik og Miljø' })
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/fratraedelse'])
    const notice = answer.cookies.find(({ name }) => name === 'tvaers_notice')?.value ?? ''
    expect(Buffer.from(notice, 'base64url').toString()).toContain('får I en opgave om at bekræfte de roller')
    expect(await titleOf()).toBe('Projektleder, Teknik og Miljø')
    const [told] = await c.rows(`select changes, facts from event where type = 'user.moved'`)
    expect(told.changes.title.to).toBe('Projektleder, Teknik og Miljø')
    expect(told.facts).toMatchObject({ userName: 'Anders Skov', cause: 'noted' })
    await askAboutMovers()
    const rounds = await c.rows(`select name from certification_round where kind = 'mover'`)
    expect(rounds).toEqual([{ name: 'Ny stilling: Anders Skov' }])
  })

  test('a role in an open round is asked about there alone, and both pages say what is so', async () => {
    const [asked, unasked] = [await c.newRole('Spurgt rolle'), await c.newRole('Anden rolle')]
    await c.hold(asked, anders)
    await c.hold(unasked, anders)
    await c.rows(`update user_account set title = 'It-sikkerhed' where id = $1`, [anders])
    const open = await c.start({ roleIds: [asked] })
    const katrine = await c.portal.as('Katrine')
    const page = textOf((await katrine.get(path())).body)
    expect(page).toContain('Roller, Anders Skov har')
    expect(page).toContain(
      'Roller, I allerede bliver spurgt om i en åben bekræftelse, spørger vi ikke om igen.',
    )
    expect(page).not.toContain('Roller, I bliver spurgt om')
    expect(textOf((await katrine.get(`/bekraeftelser/${open}`)).body)).not.toContain('stilling nu')
    await katrine.post(path(), { title: 'Projektleder' })
    await askAboutMovers()
    const lines = await c.rows(`select asked.role_name from certification_item i
      join certification_round r on r.id = i.round_id and r.kind = 'mover'
      join certification_round_role asked on asked.round_id = r.id and asked.role_id = i.role_id`)
    expect(lines).toEqual([{ role_name: 'Anden rolle' }])
    expect(textOf((await katrine.get(`/bekraeftelser/${open}`)).body)).toContain(
      'It-sikkerhed, stilling nu: Projektleder',
    )
  })

  test('who holds nothing is noted, and nothing is asked', async () => {
    const katrine = await c.portal.as('Katrine')
    expect(textOf((await katrine.get(path())).body)).toContain('Anders Skov har ingen roller')
    expect((await katrine.post(path(), { title: 'Arkivar' })).statusCode).toBe(303)
    await askAboutMovers()
    expect(await c.rows('select id from certification_round')).toEqual([])
  })

  test('a sign-in that says what it said before takes nothing back', async () => {
    await c.portal.as('Anders')
    const katrine = await c.portal.as('Katrine')
    await katrine.post(path(), { title: 'Byplanlægger' })
    const told = await c.events('user.moved')
    await c.portal.as('Anders')
    expect(await titleOf()).toBe('Byplanlægger')
    expect(await c.events('user.moved')).toEqual(told)
  })

  test.each([
    ['nothing', ''],
    ['the title that is known', null],
    ['too much', 'x'.repeat(121)],
  ])('%s: a sentence at the field, what was typed is kept, and nothing changes', async (_, typed) => {
    const before = await titleOf()
    const told = (await c.events('user.moved')).length
    const katrine = await c.portal.as('Katrine')
    const answer = await katrine.post(path(), { title: typed ?? before })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('aria-invalid="true"')
    if (typed === '') expect(textOf(answer.body)).toContain('Skriv den nye stilling eller afdeling.')
    expect(answer.body).toContain(typed === '' ? `name="title" value` : `value="${typed ?? before}"`)
    expect(await titleOf()).toBe(before)
    expect(await c.events('user.moved')).toHaveLength(told)
  })

  test('by API, and never about another municipality’s people', async () => {
    const korsbaek = await c.portal.apiClient('Korsbæk')
    const answer = await korsbaek.post(`/api/v1/users/${anders}/moves`, { title: 'Jurist' })
    expect([answer.statusCode, answer.json()]).toEqual([200, { id: anders, title: 'Jurist' }])
    const aarhus = await c.portal.apiClient('Aarhus')
    expect((await aarhus.post(`/api/v1/users/${anders}/moves`, { title: 'Kok' })).statusCode).toBe(404)
    expect((await (await c.portal.as('Lone')).get(path())).statusCode).toBe(404)
    expect((await (await c.portal.as('Anders')).get(path())).statusCode).toBe(403)
    expect(await titleOf()).toBe('Jurist')
  })
})
