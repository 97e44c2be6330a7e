import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  type CertificationPortal,
  openCertificationPortal,
} from '../../../test/support/certification-portal.ts'
import { moverQueue } from '../certification/index.ts'

let c: CertificationPortal
let anders: string
beforeAll(async () => {
  c = await openCertificationPortal()
  for (const name of ['Katrine', 'Signe', 'Anders'] as const) await c.portal.actor(name)
  anders = await c.userId('Anders')
})
afterAll(() => c.close())
beforeEach(() => c.clear())

const textOf = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const path = () => `/fratraedelse/${anders}/ny-stilling`
const titleOf = async () =>
  (await c.portal.owner.query(`select title from user_account where id = $1`, [anders])).rows[0].title

/** What was told is handed to who listens, as the server does within a second. */
async function askAboutMovers(): Promise<void> {
  for (const { subject_id: subjectId, organisation_id: organisationId } of await c.events('user.moved'))
    await moverQueue(c.portal.app.world).handle(
      { organisationId, subjectType: 'user', subjectId },
      { id: 'job' },
    )
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
    expect(textOf((await katrine.get('/fratraedelse')).body)).toContain('ligger der en bekræftelse')
    expect(await titleOf()).toBe('Projektleder, Teknik og Miljø')
    const [told] = (await c.portal.owner.query(`select changes, facts from event where type = 'user.moved'`)).rows
    expect(told.changes.title.to).toBe('Projektleder, Teknik og Miljø')
    expect(told.facts).toMatchObject({ userName: 'Anders Skov', cause: 'noted' })
    await askAboutMovers()
    const rounds = await c.portal.owner.query(`select name from certification_round where kind = 'mover'`)
    expect(rounds.rows).toEqual([{ name: 'Ny stilling: Anders Skov' }])
  })

  test('who holds nothing is noted, and nothing is asked', async () => {
    const katrine = await c.portal.as('Katrine')
    expect(textOf((await katrine.get(path())).body)).toContain('Anders Skov har ingen roller')
    expect((await katrine.post(path(), { title: 'Arkivar' })).statusCode).toBe(303)
    await askAboutMovers()
    expect((await c.portal.owner.query('select from certification_round')).rowCount).toBe(0)
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
    expect(answer.body).toContain(`value="${typed ?? before}"`)
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
