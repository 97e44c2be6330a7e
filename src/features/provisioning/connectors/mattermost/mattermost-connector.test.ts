import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DesiredAccess, desiredState, type StepName } from '../../domain.ts'
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

/** The team, and the first of its channels that a role opens. */
async function placesOf(target: Target) {
  const team = (await target.api('GET', `/teams/name/${target.team}`)).body
  const name = `${target.channels[0]}?include_deleted=true`
  return { team, channel: (await target.api('GET', `/teams/${team.id}/channels/name/${name}`)).body }
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

/** Each step alone, as the plan would call for it, and once more. */
function stepContract(target: () => Target): void {
  async function twice(person: Person, step: StepName, desired: DesiredAccess) {
    const first = await target().connector.apply(step, person, desired)
    const known = { ...person, ...first.learned }
    const second = await target().newConnector().apply(step, known, desired)
    return { person: known, ends: [first, second].map((end) => end.outcome === 'done' && end.changed) }
  }

  it('changes something the first time a step is done, and nothing the second time', async () => {
    let person = target().newPerson()
    const steps: [StepName, DesiredAccess, boolean][] = [
      ['openAccount', granted(target()), true],
      ['joinTeam', granted(target()), true],
      ['joinChannels', granted(target()), true],
      ['verify', granted(target()), false],
      ['closeSignIn', revoked(target()), false],
      ['leaveChannels', revoked(target()), true],
      ['leaveTeam', revoked(target()), true],
      ['closeAccount', revoked(target()), true],
      ['verify', revoked(target()), false],
    ]
    for (const [step, desired, changes] of steps) {
      const done = await twice(person, step, desired)
      expect([step, ...done.ends]).toEqual([step, changes, false])
      person = done.person
    }
    expect(await look(target(), person)).toMatchObject({ isActive: false, isInTeam: false, channels: [] })
  })

  it('does not verify what is not done yet', async () => {
    const opened = await twice(target().newPerson(), 'openAccount', granted(target()))
    const early = await target().connector.apply('verify', opened.person, granted(target()))
    expect(early).toMatchObject({ outcome: 'retry', reason: 'notYetAsDesired' })
    const late = await target().connector.apply('verify', opened.person, revoked(target()))
    expect(late).toMatchObject({ outcome: 'retry', reason: 'notYetAsDesired' })
  })

  it('takes what the person has left already as left', async () => {
    const person = await grantNew(target())
    const { team, channel } = await placesOf(target())
    await target().api('DELETE', `/channels/${channel.id}/members/${person.accountId}`)
    expect(await advance(target().connector, person, revoked(target()))).toMatchObject({
      outcome: 'converged',
    })
    const again = await grantNew(target())
    await target().api('DELETE', `/teams/${team.id}/members/${again.accountId}`)
    expect(await advance(target().connector, again, revoked(target()))).toMatchObject({
      outcome: 'converged',
    })
  })

  it('ends sessions and access tokens for good: none comes back with the account', async () => {
    const person = await grantNew(target())
    const path = `/users/${person.accountId}`
    // Where the server lets people have such tokens at all.
    await target().api('POST', `${path}/tokens`, { description: 'script' })
    const gone = await advance(target().connector, person, revoked(target()))
    await advance(target().connector, gone.person, granted(target(), 3))
    const tokens = await target().api<unknown>('GET', `${path}/tokens`)
    expect(tokens.status === 501 ? [] : tokens.body).toEqual([])
    expect((await target().api<unknown>('GET', `${path}/sessions`)).body).toEqual([])
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

  it('takes a deactivated account over as well, and opens it', async () => {
    const person = target().newPerson({ mayAdopt: true })
    const made = await target().api('POST', '/users', {
      email: person.email,
      username: `sovende.${person.ssoId}`,
      password: 'Passw0rd-Passw0rd',
    })
    await target().api('PUT', `/users/${made.body.id}/active`, { active: false })
    const taken = await advance(target().connector, person, granted(target()))
    expect(taken).toMatchObject({ outcome: 'converged', person: { origin: 'adopted' } })
    expect(await look(target(), person)).toMatchObject({
      id: made.body.id,
      service: 'gitlab',
      isActive: true,
    })
    await target().api('DELETE', `/users/${made.body.id}`)
  })

  it('never takes an administrator’s account, approved or not', async () => {
    const person = target().newPerson({ mayAdopt: true })
    const made = await target().api('POST', '/users', {
      email: person.email,
      username: `chef.${person.ssoId}`,
      password: 'Passw0rd-Passw0rd',
    })
    const roles = (names: string) => target().api('PUT', `/users/${made.body.id}/roles`, { roles: names })
    await roles('system_user system_admin')
    const result = await advance(target().connector, person, granted(target()))
    await roles('system_user')
    await target().api('DELETE', `/users/${made.body.id}`)
    expect(result).toMatchObject({ outcome: 'held', code: 'accountUnsuitable' })
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
    const { team, channel } = await placesOf(target())
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

  it('leaves an archived channel together with its team, and holds whoever stays in the team', async () => {
    const [person, other] = [await grantNew(target()), await grantNew(target())]
    const { channel } = await placesOf(target())
    await target().api('DELETE', `/channels/${channel.id}`)
    const left = await advance(target().newConnector(), person, revoked(target()))
    const rest = { team: target().team, channels: target().channels.slice(1) }
    const fewer = desiredState([{ epoch: 2, open: true, opens: [rest] }], granted(target()).wanted)
    const stays = await advance(target().newConnector(), other, fewer)
    await target().api('POST', `/channels/${channel.id}/restore`)
    expect(left).toMatchObject({ outcome: 'converged', changed: true })
    expect(stays).toMatchObject({ outcome: 'held', code: 'channelArchived', step: 'leaveChannels' })
    expect(await advance(target().newConnector(), other, fewer)).toMatchObject({ outcome: 'converged' })
    expect(await look(target(), person)).toMatchObject({ isInTeam: false, channels: [] })
    expect(await look(target(), other)).toMatchObject({ isInTeam: true, channels: rest.channels })
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
  stepContract(() => target)
  conflictContract(() => target)
  brokenPlaceContract(() => target)
}

describe('against the stand-in of server 10', () => contract(() => startStandIn()))

describe('against the stand-in of server 11, which shows bindings', () =>
  contract(() => startStandIn({ version: '11.4.0' })))

describe('against the stand-in of server 6', () => contract(() => startStandIn({ version: '6.7.2' })))

describe('against the stand-in of server 5, with the error ids of its day', () =>
  contract(() => startStandIn({ version: '5.20.0' })))

describe.skipIf(realUrl === '' || realToken === '')(
  'against a real server (skipped unless TVAERS_TEST_MATTERMOST_URL and _TOKEN are set)',
  () => contract(() => openRealServer(realUrl, realToken)),
)
