import { describe, expect, it } from 'vitest'
import { type DesiredAccess, desiredState, type StepName, type TeamAccess } from '../../domain.ts'
import { advance } from '../advance.ts'
import type { Person } from '../connector.ts'
import { createManualConnector, type Ledger } from './manual-connector.ts'

const person: Person = {
  ssoId: 1,
  marker: 'm'.repeat(26),
  firstName: 'Anders',
  lastName: 'Skov',
  email: 'anders@korsbaek.test',
  mayAdopt: false,
  accountId: null,
  origin: null,
  username: null,
  signIn: null,
  signInEpoch: null,
}
const place: TeamAccess = { team: 'kommuner', channels: ['varsler'] }
const other: TeamAccess = { team: 'kommuner', channels: ['sparring'] }
const none: Ledger = { ticked: new Set(), hadAccount: false, openBefore: [] }
const granted = desiredState([{ epoch: 1, open: true, opens: [place] }])
const revoked = desiredState([{ epoch: 2, open: false, opens: [place] }])

/** Goes on ticking off whatever is waited for; returns the steps in the order they were asked for. */
async function workThrough(desired: DesiredAccess, before: Partial<Ledger>): Promise<StepName[]> {
  const ticked = new Set<StepName>()
  const connector = createManualConnector({ find: async () => ({ ...none, ...before, ticked }) })
  const asked: StepName[] = []
  for (;;) {
    const result = await advance(connector, person, desired)
    if (result.outcome !== 'waiting' || !result.step) return asked
    expect(asked).not.toContain(result.step)
    asked.push(result.step)
    ticked.add(result.step)
  }
}

describe('by hand', () => {
  it('asks for each step of a grant, in order, and ends with the check', async () => {
    expect(await workThrough(granted, {})).toEqual(['openAccount', 'joinTeam', 'joinChannels', 'verify'])
  })

  it('asks for each step of a revocation but the sign-in, which the portal has closed itself', async () => {
    const before = { hadAccount: true, openBefore: [place] }
    expect(await workThrough(revoked, before)).toEqual([
      'leaveChannels',
      'leaveTeam',
      'closeAccount',
      'verify',
    ])
  })

  it('asks for what has changed, and for nothing when nothing has', async () => {
    const before = { hadAccount: true, openBefore: [place] }
    const moved = desiredState([{ epoch: 3, open: true, opens: [other] }], [place])
    expect(await workThrough(moved, before)).toEqual(['joinChannels', 'leaveChannels', 'verify'])
    expect(await workThrough(granted, before)).toEqual([])
  })

  it('asks for the account to be closed when the grant was cut short, and for nothing when it never began', async () => {
    expect(await workThrough(revoked, { hadAccount: true })).toEqual(['closeAccount', 'verify'])
    expect(await workThrough(revoked, {})).toEqual([])
  })

  it('is always well, and waits on a human', async () => {
    const connector = createManualConnector({ find: async () => none })
    expect(await connector.check()).toMatchObject({ state: 'ok' })
    const result = await connector.apply('openAccount', person, granted)
    expect(result).toEqual({ outcome: 'waiting', on: 'manual' })
  })
})
