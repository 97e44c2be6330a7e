import type { Actor } from '../../kernel/actor.ts'
import type { Tx } from '../../kernel/context.ts'
import type { World } from '../../platform/http/world.ts'
import type { Arrival } from '../users/index.ts'
import { settlePending } from './actions-pending.ts'
import { settleMootProposals } from './settling-proposals.ts'
import { findOrganisationOf, inOrganisation } from './store-arrival.ts'

/** Somebody who has just signed in. */
export interface Arrived {
  readonly tx: Tx
  readonly person: Actor
  /** As asserted by the sign-in of the person's own organisation. */
  readonly email: string | null
  readonly arrival: Arrival
}

/**
 * What a sign-in means for roles, in its own transaction: what waited for the person takes effect (R3), the organisation
 * they were a user of until now is told that they have left it, and their own that they are back or have got another title (C6).
 */
export const onSignedIn =
  (world: World) =>
  async ({ tx, person, email, arrival }: Arrived): Promise<void> => {
    const former = arrival.formerOrganisationId
    if (former !== null) await tellLeft(world, tx, person, former, 'signedInElsewhere')
    if (person.side !== 'municipality') return
    await inOrganisation(world, tx, person, async (ctx) => {
      await settlePending(ctx, { id: person.id, name: person.name, email })
      const subject = { type: 'user', id: person.id }
      const told = { organisationId: person.organisationId, subject, facts: { userName: person.name } }
      if (arrival.isBack) await ctx.emit({ ...told, type: 'user.returned' })
      if (arrival.movedTo)
        await ctx.emit({ ...told, type: 'user.moved', changes: { title: arrival.movedTo } })
    })
  }

/** What it means for roles that a sign-in found no privilege left (R4): their municipality is asked about them (C6). */
export const onPrivilegeLost =
  (world: World) =>
  ({ tx, person }: { readonly tx: Tx; readonly person: Actor }): Promise<void> =>
    tellLeft(world, tx, person, person.organisationId, 'privilegeLost')

async function tellLeft(
  world: World,
  tx: Tx,
  person: Actor,
  organisationId: number,
  cause: 'signedInElsewhere' | 'privilegeLost',
): Promise<void> {
  const organisation = await findOrganisationOf(tx, organisationId)
  if (!organisation) return
  await inOrganisation(world, tx, organisation, async (ctx) => {
    await ctx.emit({
      type: 'user.left',
      organisationId,
      subject: { type: 'user', id: person.id },
      facts: { userId: person.id, userName: person.name, cause },
    })
    // A lost privilege may come back; who is a user of another organisation has left this one.
    if (cause === 'signedInElsewhere') await settleMootProposals(ctx)
  })
}
