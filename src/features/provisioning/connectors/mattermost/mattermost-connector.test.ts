import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { desiredState } from '../../domain.ts'
import { advance } from '../advance.ts'
import type { Person } from '../connector.ts'
import { granted, openRealServer, revoked, startStandIn, type Target } from './target-for-tests.ts'

const realUrl = process.env.TVAERS_TEST_MATTERMOST_URL ?? ''
const realToken = process.env.TVAERS_TEST_MATTERMOST_TOKEN ?? ''

/** What a server shows of a person, read past the connector. */
async function look(target: Target, person: Person) {
  const team = (await target.api('GET', `/teams/name/${target.team}`)).body
  const user = (await target.api('GET', `/users/email/${encodeURIComponent(person.email)}`)).body
  const member = await target.api('GET', `/teams/${team.id}/members/${user.id}`)
  const channels: string[] = []
  for (const name of target.channels) {
    const channel = (await target.api('GET', `/teams/${team.id}/channels/name/${name}?include_deleted=true`))
      .body
    const members = await target.api<unknown[]>('POST', `/channels/${channel.id}/members/ids`, [user.id])
    if (members.body.length > 0) channels.push(name)
  }
  return {
    id: user.id,
    username: user.username,
    service: user.auth_service,
    isActive: user.delete_at === 0,
    isInTeam: member.status === 200 && member.body.delete_at === 0,
    channels,
  }
}

async function grantNew(target: Target, fields: Partial<Person> = {}): Promise<Person> {
  const result = await advance(target.connector, target.newPerson(fields), granted(target))
  expect(result).toMatchObject({ outcome: 'converged', changed: true })
  return result.person
}

/** Opening access, for the first time and again. */
function grantContract(target: () => Target): void {
  it('is well, and says which server it is', async () => {
    expect(await target().connector.check()).toMatchObject({
      state: 'ok',
      version: expect.stringMatching(/^\d+\./),
    })
  })

  it('grants a person unknown to the server everything, and learns her account', async () => {
    const person = await grantNew(target())
    const seen = await look(target(), person)
    expect(person).toMatchObject({ accountId: seen.id, origin: 'created', signIn: 'bound' })
    expect(seen).toMatchObject({
      username: `aase.bjoern.${person.ssoId}`,
      service: 'gitlab',
      isActive: true,
      isInTeam: true,
      channels: target().channels,
    })
  })

  it('changes nothing when a grant is repeated, also by one who remembers nothing', async () => {
    const person = await grantNew(target())
    const forgetful = { ...person, accountId: null, origin: null, username: null }
    const again = await advance(target().connector, person, granted(target()))
    const anew = await advance(target().newConnector(), forgetful, granted(target()))
    expect(again).toMatchObject({ outcome: 'converged', changed: false })
    expect(anew).toMatchObject({ outcome: 'converged', changed: false })
  })

  it('takes away a channel that is not wanted any more, and only that', async () => {
    const person = await grantNew(target())
    const rest = target().channels.slice(1)
    const place = { team: target().team, channels: rest }
    const fewer = desiredState([{ epoch: 2, open: true, opens: [place] }], granted(target()).wanted)
    expect(await advance(target().connector, person, fewer)).toMatchObject({
      outcome: 'converged',
      changed: true,
    })
    expect(await look(target(), person)).toMatchObject({ isActive: true, isInTeam: true, channels: rest })
  })

  it('gives a namesake the next user name', async () => {
    const first = await grantNew(target())
    const second = await grantNew(target(), { firstName: first.firstName, lastName: first.lastName })
    expect(second.username).toBe(`${first.username}2`)
  })
}

/** Closing access, and finding it closed, reopened or drifted. */
function revokeContract(target: () => Target): void {
  it('revokes everything, and repeats it without harm', async () => {
    const person = await grantNew(target())
    const result = await advance(target().connector, person, revoked(target()))
    expect(result).toMatchObject({ outcome: 'converged', changed: true, person: { signIn: 'closed' } })
    expect(await look(target(), person)).toMatchObject({ isActive: false, isInTeam: false, channels: [] })
    const again = await advance(target().connector, result.person, revoked(target()))
    expect(again).toMatchObject({ outcome: 'converged', changed: false })
  })

  it('gives the same account back when the access is granted again', async () => {
    const person = await grantNew(target())
    const gone = await advance(target().connector, person, revoked(target()))
    const back = await advance(target().connector, gone.person, granted(target(), 3))
    expect(back).toMatchObject({ outcome: 'converged', changed: true, person: { signIn: 'bound' } })
    const seen = await look(target(), person)
    expect(seen).toMatchObject({ id: person.accountId, isActive: true, channels: target().channels })
  })

  it('does nothing for a revoked person it has never seen', async () => {
    const result = await advance(target().connector, target().newPerson(), revoked(target()))
    expect(result).toMatchObject({ outcome: 'converged', changed: false })
  })

  it('mends drift: a reactivation, a password reset and a lost membership', async () => {
    const person = await grantNew(target())
    const team = (await target().api('GET', `/teams/name/${target().team}`)).body
    await target().api('PUT', `/users/${person.accountId}/password`, { new_password: 'Passw0rd-Passw0rd' })
    await target().api('DELETE', `/teams/${team.id}/members/${person.accountId}`)
    expect(await look(target(), person)).toMatchObject({ service: '', isInTeam: false })
    expect(await advance(target().connector, person, granted(target()))).toMatchObject({ changed: true })
    expect(await look(target(), person)).toMatchObject({ service: 'gitlab', channels: target().channels })
    const gone = await advance(target().connector, person, revoked(target()))
    await target().api('PUT', `/users/${person.accountId}/active`, { active: true })
    expect(await advance(target().connector, gone.person, revoked(target()))).toMatchObject({ changed: true })
    expect(await look(target(), person)).toMatchObject({ isActive: false })
  })
}

/** Accounts that are somebody else's. */
function conflictContract(target: () => Target): void {
  it('holds a person whose address belongs to an account of somebody else', async () => {
    const person = target().newPerson()
    const made = await target().api('POST', '/users', {
      email: person.email,
      username: `gammel.${person.ssoId}`,
      password: 'Passw0rd-Passw0rd',
    })
    const result = await advance(target().connector, person, granted(target()))
    const facts = { accountId: made.body.id, username: `gammel.${person.ssoId}`, isDeactivated: false }
    expect(result).toMatchObject({ outcome: 'held', code: 'emailTaken', step: 'openAccount', facts })
    expect(await look(target(), person)).toMatchObject({ service: '', isInTeam: false })
    await target().api('DELETE', `/users/${made.body.id}`)
  })

  it('takes such an account over when that was approved, and leaves it open when the access ends', async () => {
    const person = target().newPerson({ mayAdopt: true })
    const made = await target().api('POST', '/users', {
      email: person.email,
      username: `gammel.${person.ssoId}`,
      password: 'Passw0rd-Passw0rd',
    })
    const taken = await advance(target().connector, person, granted(target()))
    expect(taken).toMatchObject({
      outcome: 'converged',
      person: { accountId: made.body.id, origin: 'adopted' },
    })
    const left = await advance(target().connector, taken.person, revoked(target()))
    expect(left).toMatchObject({ outcome: 'converged', changed: true })
    expect(await look(target(), person)).toMatchObject({ isActive: true, isInTeam: false, channels: [] })
    await target().api('DELETE', `/users/${made.body.id}`)
  })

  it('holds a person whose sign-in number belongs to another account, although the server says 500', async () => {
    const first = await grantNew(target())
    const other = target().newPerson({ ssoId: first.ssoId, firstName: 'Bo' })
    const result = await advance(target().connector, other, granted(target()))
    expect(result).toMatchObject({ outcome: 'held', code: 'signInTaken', step: 'openAccount' })
  })
}

/** Accounts and places that are gone or archived. */
function brokenPlaceContract(target: () => Target): void {
  it('holds a person whose stored account is no more', async () => {
    const person = target().newPerson({ accountId: 'z'.repeat(26), origin: 'created' })
    const result = await advance(target().connector, person, granted(target()))
    expect(result).toMatchObject({ outcome: 'held', code: 'accountGone' })
  })

  it('holds everybody while a channel or the team is archived, although the server lets them in', async () => {
    const team = (await target().api('GET', `/teams/name/${target().team}`)).body
    const channel = (await target().api('GET', `/teams/${team.id}/channels/name/${target().channels[0]}`))
      .body
    await target().api('DELETE', `/channels/${channel.id}`)
    const held = await advance(target().newConnector(), target().newPerson(), granted(target()))
    expect(held).toMatchObject({ outcome: 'held', code: 'channelArchived', person: { origin: 'created' } })
    await target().api('POST', `/channels/${channel.id}/restore`)
    await target().api('DELETE', `/teams/${team.id}`)
    const heldAgain = await advance(target().newConnector(), held.person, granted(target()))
    expect(heldAgain).toMatchObject({ outcome: 'held', code: 'teamArchived' })
    await target().api('POST', `/teams/${team.id}/restore`)
    expect(await advance(target().newConnector(), held.person, granted(target()))).toMatchObject({
      outcome: 'converged',
    })
  })

  it('holds a person for a team that does not exist', async () => {
    const nowhere = desiredState([
      { epoch: 1, open: true, opens: [{ team: 'findes-ikke-her', channels: [] }] },
    ])
    const result = await advance(target().connector, target().newPerson(), nowhere)
    expect(result).toMatchObject({ outcome: 'held', code: 'teamMissing', facts: { team: 'findes-ikke-her' } })
  })
}

function contract(open: () => Promise<Target>): void {
  let target: Target
  beforeAll(async () => {
    target = await open()
  })
  afterAll(async () => {
    await target.close()
  })
  grantContract(() => target)
  revokeContract(() => target)
  conflictContract(() => target)
  brokenPlaceContract(() => target)
}

describe('against the stand-in of server 10', () => contract(() => startStandIn()))

describe('against the stand-in of server 11, which shows bindings', () =>
  contract(() => startStandIn({ version: '11.4.0' })))

describe('against the stand-in of server 6', () => contract(() => startStandIn({ version: '6.7.2' })))

describe.skipIf(realUrl === '' || realToken === '')(
  'against a real server (skipped unless TVAERS_TEST_MATTERMOST_URL and _TOKEN are set)',
  () => contract(() => openRealServer(realUrl, realToken)),
)
