import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { kommuner, openPortal, type ProvisioningPortal } from '../../../test/support/provisioning-portal.ts'
import type { Browser } from '../../../test/support/test-app.ts'
import type { StandIn } from './connectors/mattermost/target-for-tests.ts'
import { workOnPerson } from './work/work-on-person.ts'

let p: ProvisioningPortal
let omar: Browser
let katrine: Browser
let mailbox: string

beforeAll(async () => {
  p = await openPortal()
  omar = await p.portal.as('Omar')
  katrine = await p.portal.as('Katrine')
})
afterAll(() => p.close())
beforeEach(async () => {
  mailbox = await p.newRole('Vagt ved postkassen', [{ team: 'Postkassen', channels: [] }], 'manual')
})
afterEach(() => p.clear())

/** The text of a page without its tags, with single blanks. */
const textOf = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ ([.,])/g, '$1')
const rowsOf = async (browser: Browser, query = ''): Promise<string[]> => {
  const { body } = await browser.get(`/adgange${query}`)
  return [...body.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map((match) => textOf(match[1] ?? '')).slice(1)
}
const awaiting = '?tilstand=awaitingManual'
const tick = async (more: Record<string, string> = {}) => {
  const { organisationId, userId } = await p.key('Anders')
  const { body } = await omar.get(`/adgange${awaiting}`)
  const value = /name="person" value="([^"]+)"/.exec(body)?.[1]
  return omar.post('/adgange/gjort', { person: value ?? `${organisationId}:${userId}:manual`, ...more })
}

describe('the queue of what is done by hand (A3)', () => {
  it('says which role, what to open, and for which address', async () => {
    await p.give('Anders', mailbox)
    await p.runDue()
    const [row] = await rowsOf(omar, awaiting)
    expect(row).toContain('Korsbæk, anders.skov@korsbaek.example')
    expect(row).toContain('Vagt ved postkassen')
    expect(row).toContain('Giv adgang til Postkassen: anders.skov@korsbaek.example')
  })

  it('keeps the filter after a tick, counts at once, and says afterwards who did it', async () => {
    await p.give('Anders', mailbox)
    await p.runDue()
    const done = await tick({ tilstand: 'awaitingManual', q: '' })
    expect([done.statusCode, done.headers.location]).toEqual([303, `/adgange${awaiting}`])
    expect(textOf((await omar.get(`/adgange${awaiting}`)).body)).toContain('0 adgange')
    expect((await rowsOf(omar))[0]).toContain('Klargøres')
    await workOnPerson(p.workshop, await p.key('Anders', 'manual'))
    expect((await rowsOf(omar))[0]).toContain('Gjort manuelt af Omar Nielsen kl. 10:00.')
    expect((await rowsOf(katrine))[0]).not.toContain('Alt er kontrolleret')
  })

  it('asks to close what was opened by hand', async () => {
    const assignmentId = await p.give('Anders', mailbox)
    await p.runDue()
    await tick()
    await workOnPerson(p.workshop, await p.key('Anders', 'manual'))
    await p.end(assignmentId)
    await p.runDue()
    const [row] = await rowsOf(omar, awaiting)
    expect(row).toContain('Luk adgangen til Postkassen: anders.skov@korsbaek.example')
    expect(row).toContain('Har ikke længere rollen')
  })
})

describe('the list', () => {
  let standIn: StandIn
  beforeEach(async () => {
    standIn = await p.connectAnew()
  })

  it('has what needs a human first, and goes on where the page before ended', async () => {
    const role = await p.newRole('Deltager', [kommuner])
    await p.give('Anders', role)
    await p.give('Katrine', role)
    await p.give('Mads', mailbox)
    await p.runDue()
    const names = (rows: string[]) => rows.map((row) => /[A-Z]\w+ (?:Skov|Holm|Friis)/.exec(row)?.[0])
    expect(names(await rowsOf(omar))[0]).toBe('Mads Friis')
    expect(await rowsOf(omar)).toHaveLength(3)
    expect(await rowsOf(omar, '?efter=9')).toHaveLength(0)
    expect(names(await rowsOf(omar, '?efter=5'))).not.toContain('Mads Friis')
  })

  it('says what went wrong and when, and that it is tried now once the time has come', async () => {
    const role = await p.newRole('Deltager', [kommuner])
    await p.give('Anders', role)
    await standIn.close()
    await p.runDue()
    const [failed] = await rowsOf(katrine)
    expect(failed).toContain('Mattermost svarede ikke kl. 10:00. Vi prøver igen af os selv.')
    expect(failed).toMatch(/Fejl, nyt forsøg \d\d:\d\d/)
    const rolePage = textOf((await katrine.get(`/roller/${role}`)).body)
    expect(rolePage).toContain('Mattermost svarede ikke kl. 10:00. Vi prøver igen af os selv.')
    p.portal.clock.moveTo('2026-11-23T09:05:00Z')
    expect((await rowsOf(katrine))[0]).toContain('Fejl, prøves igen nu')
    const later = (await katrine.get(`/roller/${role}`)).body
    expect(later).toContain('Fejl, prøves igen nu')
    expect(later).toContain('<div id="har-rollen" data-refresh="10">')
  })

  it('leads from the municipality’s own row to the role', async () => {
    const role = await p.newRole('Deltager', [kommuner])
    await p.give('Anders', role)
    await p.runDue()
    expect((await katrine.get('/adgange')).body).toContain(`<a href="/roller/${role}">Deltager</a>`)
    expect((await omar.get('/adgange')).body).toContain(`<a href="/rollegalleri/${role}">Deltager</a>`)
  })

  it('says that an access is being closed, not that it is being prepared', async () => {
    const role = await p.newRole('Deltager', [kommuner])
    const id = await p.give('Anders', role)
    await p.runDue()
    await p.end(id)
    expect((await rowsOf(katrine))[0]).toContain('Lukkes')
    const closing = (await katrine.get(`/roller/${role}`)).body
    expect(textOf(closing)).toContain('Ingen har rollen lige nu')
    expect(closing).toContain('<div id="tidligere" data-refresh="2">')
    expect(textOf(closing)).toContain('Lukkes')
    await p.runDue()
    expect(textOf((await katrine.get(`/roller/${role}`)).body)).toContain('Adgang lukket 23-11-2026')
  })
})
