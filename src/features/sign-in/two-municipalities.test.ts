import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { insertHolder, insertRole } from '../../../test/support/factories.ts'
import { anders, createSamlPortal, cvrOf, type SamlPortal, Visit } from '../../../test/support/saml-portal.ts'
import { certificationWorkQueue, leaverQueue } from '../certification/index.ts'

/** Somebody who works in two municipalities and signs in for one and the other in turn (C6, ADR 58). */

let saml: SamlPortal
beforeAll(async () => {
  saml = await createSamlPortal()
})
afterAll(() => saml.close())
beforeEach(() => saml.portal.clock.moveTo('2026-11-23T09:00:00Z'))

const rowsOf = async (statement: string, values: unknown[] = []) =>
  (await saml.portal.owner.query(statement, values)).rows

/** Vouches for people of several municipalities, and is none itself: Tværs does not know it. */
const sharedOffice = '99999999'
const inKorsbaek = { [cvrOf.korsbaek]: ['bruger'] }
const inAarhus = { [cvrOf.aarhus]: ['bruger'] }

let people = 0
/** A holder in Korsbæk whom somebody vouches for. */
async function holder(cvr: string) {
  people += 1
  const person = { ...anders, cvr, uuid: `cccccccc-0000-4000-8000-${String(people).padStart(12, '0')}` }
  const role = await insertRole(saml.portal, `Rolle ${people}`)
  const signIn = (rights: Record<string, string[]>, change: Partial<typeof person> = {}) =>
    new Visit(saml).signIn({ person: { ...person, ...change }, rights })
  await signIn(inKorsbaek)
  await insertHolder(saml.portal, role, 'Anders')
  await rowsOf('update assignment set user_id = $1 where role_id = $2', [person.uuid, role])
  return { uuid: person.uuid, role, signIn }
}

const leavings = async (uuid: string) =>
  (
    await rowsOf(
      `select facts ->> 'cause' as cause, type from event where subject_id = $1
       and type in ('user.left', 'user.returned') order by id`,
      [uuid],
    )
  ).map(({ type, cause }) => cause ?? type)
const homeOf = async (uuid: string) =>
  (await rowsOf('select organisation_id as id from user_account where id = $1', [uuid]))[0]?.id
const stands = async (role: string) =>
  (await rowsOf('select ended_at, suspended_at from assignment where role_id = $1', [role]))[0]
const look = (uuid: string) =>
  leaverQueue(saml.portal.app.world).handle(
    { organisationId: saml.portal.organisation('Korsbæk'), subjectType: 'user', subjectId: uuid },
    { id: 'x' },
  )
/** What follows of events in Korsbæk: lines of those who are back fall away. */
const work = (uuid: string) =>
  certificationWorkQueue(saml.portal.app.world).handle(
    { organisationId: saml.portal.organisation('Korsbæk'), subjectType: 'user', subjectId: uuid },
    { id: 'x' },
  )
const untouched = { ended_at: null, suspended_at: null }

test('vouched for by both in turn: the second is refused, and nothing happens where they are', async () => {
  const { uuid, role, signIn } = await holder(cvrOf.korsbaek)
  for (let turn = 0; turn < 3; turn++) {
    expect((await signIn(inAarhus, { cvr: cvrOf.aarhus })).statusCode).toBe(403)
    expect((await signIn(inKorsbaek)).headers.location).toBe('/')
  }
  expect(await leavings(uuid)).toEqual([])
  expect([await homeOf(uuid), await stands(role)]).toEqual([saml.portal.organisation('Korsbæk'), untouched])
})

test('with rights in both, whomever they act for: they stay at home', async () => {
  const { uuid, role, signIn } = await holder(sharedOffice)
  for (const name of ['Aarhus', 'Korsbæk', 'Aarhus'] as const) {
    const visit = new Visit(saml)
    const choice = await visit.signIn({
      person: { ...anders, cvr: sharedOffice, uuid },
      rights: { ...inKorsbaek, ...inAarhus },
    })
    const svar = /name="svar" value="([^"]+)"/.exec(choice.body)?.[1] ?? ''
    const organisation = String(saml.portal.organisation(name))
    expect((await visit.browser.post('/saml/organisation', { svar, organisation })).statusCode).toBe(303)
  }
  expect((await signIn({ ...inKorsbaek, ...inAarhus })).statusCode).toBe(200)
  expect(await leavings(uuid)).toEqual([])
  expect([await homeOf(uuid), await stands(role)]).toEqual([saml.portal.organisation('Korsbæk'), untouched])
})

test('told as the right of one and then of the other: asked about, never moved, and the question falls away', async () => {
  const { uuid, role, signIn } = await holder(sharedOffice)
  await signIn(inAarhus)
  expect(await homeOf(uuid)).toBe(saml.portal.organisation('Korsbæk'))
  await look(uuid)
  await signIn(inKorsbaek)
  await work(uuid)
  const open = async () =>
    await rowsOf(
      `select i.consequence from certification_item i join certification_round r on r.id = i.round_id
       where i.user_id = $1 and r.kind = 'leaver'`,
      [uuid],
    )
  expect(await open()).toEqual([{ consequence: 'returned' }])
  await signIn(inAarhus)
  await signIn(inKorsbaek)
  await look(uuid)
  expect(await leavings(uuid)).toEqual(['privilegeLost', 'user.returned', 'privilegeLost', 'user.returned'])
  expect([await homeOf(uuid), await stands(role)]).toEqual([saml.portal.organisation('Korsbæk'), untouched])
  // The second time nobody was asked: they were back before anybody looked.
  expect(await open()).toHaveLength(1)
})

test('signed in for the other alone again, they are there: the first has been asked', async () => {
  const { uuid, role, signIn } = await holder(sharedOffice)
  await signIn(inAarhus)
  await signIn(inAarhus)
  expect(await leavings(uuid)).toEqual(['privilegeLost', 'signedInElsewhere'])
  expect(await homeOf(uuid)).toBe(saml.portal.organisation('Aarhus'))
  // The role itself is the municipality's to end.
  expect(await stands(role)).toEqual(untouched)
})
