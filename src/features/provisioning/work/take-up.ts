import type { Context } from '../../../kernel/context.ts'
import { type ComputedGrant, findGrant, type GrantKey } from '../../access/index.ts'
import { findUserAnywhere } from '../../users/index.ts'
import type { Person } from '../connectors/connector.ts'
import { type DesiredAccess, desiredState, placesOf } from '../domain.ts'
import { openedByHand } from '../domain-by-hand.ts'
import { type Followed, whatIsDue } from '../domain-work.ts'
import { isHeldByAnother } from '../store/known-people.ts'
import { findRecord, type RecordRow } from '../store/record-row.ts'
import {
  type Claim,
  insertRecord,
  saveBeginning,
  saveClaim,
  saveEpoch,
  saveStartOver,
} from '../store/records.ts'
import { listTicked } from '../store/steps.ts'

/** A person a worker has taken up: what to do, and the token its writes carry. */
export interface TakenUp {
  readonly claim: Claim
  readonly person: Person
  readonly desired: DesiredAccess
  readonly userName: string
  /** Somebody else has the account by now: it is not taken back from them. */
  readonly isAccountTaken: boolean
}

/** The access that follows from the assignments and from nothing else (A1). */
export const desiredBy = (grant: ComputedGrant, record: Pick<RecordRow, 'managed'>): DesiredAccess =>
  desiredState([grant], record.managed)

const followedBy = (grant: ComputedGrant): Followed => ({
  epoch: grant.epoch,
  presence: grant.open ? 'present' : 'absent',
  wanted: grant.opens,
})

async function getLockedRecord(ctx: Context, grant: ComputedGrant): Promise<RecordRow | null> {
  const known = await findRecord(ctx, grant, true)
  if (known || !grant.open) return known
  await insertRecord(ctx, grant)
  return await findRecord(ctx, grant, true)
}

async function begin(ctx: Context, grant: ComputedGrant, record: RecordRow): Promise<void> {
  const hand = openedByHand(
    {
      ticked: await listTicked(ctx, grant, record.epoch),
      hadAccount: record.handAccount,
      openBefore: record.handPlaces,
    },
    record.wanted,
  )
  await saveBeginning(ctx, grant, {
    managed: placesOf(desiredBy(grant, record)),
    handAccount: hand.hadAccount,
    handPlaces: hand.openBefore,
  })
}

/** As single sign-on splits a name: the target would do it again at the next sign-in. */
function splitName(name: string): { firstName: string; lastName: string } {
  const [firstName = '', ...rest] = name.trim().split(/\s+/)
  return { firstName, lastName: rest.join(' ') }
}

/**
 * Whom the target is asked about. One who belongs to another municipality by now is still to be put out here: by name,
 * which the user names at the target are made of, and never by the address of the place they moved to.
 */
async function findPerson(ctx: Context, key: GrantKey) {
  const user = await findUserAnywhere(ctx, key.userId)
  const isHere = user?.organisationId === key.organisationId
  const userName = user?.name ?? ''
  return { userName, ...splitName(userName), email: (isHere && user?.email) || '' }
}

/**
 * Takes a person up, if there is anything to do and nobody else is at it. The claim and what the work starts from are
 * saved in this transaction; the network is asked after it.
 */
export async function takeUp(ctx: Context, key: GrantKey): Promise<TakenUp | null> {
  let record = await getLockedRecord(ctx, await findGrant(ctx, key))
  if (!record) return null
  // Asked again under the lock: what another worker settled meanwhile counts.
  const grant = await findGrant(ctx, key)
  const due = whatIsDue(followedBy(grant), record, ctx.now)
  if (due === 'nothing') return null
  // One of so many removals at once that an operator decides first; the gate is closed already (A2).
  if (record.heldBackEpoch === grant.epoch) return null
  if (due === 'follow') {
    await saveEpoch(ctx, grant)
    return null
  }
  if (due === 'begin') await begin(ctx, grant, record)
  if (record.startsOver) {
    await saveStartOver(ctx, key)
    record = { ...record, accountId: null, origin: null, username: null, signIn: null, signInEpoch: null }
  }
  const { userName, ...person } = await findPerson(ctx, key)
  const token = await saveClaim(ctx, key)
  const desired = desiredBy(grant, record)
  const { accountId } = record
  return {
    claim: { key, token },
    desired,
    userName,
    isAccountTaken: accountId !== null && (await isHeldByAnother(ctx, key, accountId)),
    person: { ...record, ...person },
  }
}
