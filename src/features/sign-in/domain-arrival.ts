import type { Grant } from './domain-privileges.ts'

/** A person as an outside door has proven them. */
export interface ProvenPerson {
  /** The UUID: the key (S2). */
  readonly id: string
  readonly name: string
  /** As asserted; null: this sign-in said nothing. */
  readonly email: string | null
  /** What they are called at work; null: not said. */
  readonly title: string | null
  /** The organisation that vouches for them: their own. */
  readonly ownCvr: string
}

/** What was known of somebody before this sign-in. */
export interface KnownUser {
  readonly organisationId: number
  readonly ownCvr: string | null
  readonly hasLeft: boolean
  readonly hasRights: boolean
}

/**
 * Whether a UUID that arrives is taken: another organisation vouched for it last, and there the person still is a user.
 * Otherwise one municipality's sign-in could take over a user of another's, with their account in Mattermost. Free again
 * once the first has noted that the person left, or has taken the privilege away.
 */
export const isSomebodyElse = (known: KnownUser | null, ownCvr: string): boolean =>
  known !== null && known.ownCvr !== null && known.ownCvr !== ownCvr && !known.hasLeft && known.hasRights

export interface Homing {
  readonly grants: readonly Grant[]
  readonly known: KnownUser | null
  /** The person's own organisation, when Tværs knows it. */
  readonly ownOrganisationId: number | null
  /** Whom they act for now. */
  readonly chosenId: number
}

/**
 * The organisation a person is a user of, whomever they act for: where they hold roles and get mail. Their own, when it
 * gives them rights, or did and has not let them go; else the one it was, until it has let them go or their right there
 * is gone; else the one they act for.
 */
export function homeOf({ grants, known, ownOrganisationId, chosenId }: Homing): number {
  const gives = (organisationId: number): boolean =>
    grants.some((grant) => grant.organisationId === organisationId)
  const own = ownOrganisationId
  const isStill = known?.organisationId === own && !known?.hasLeft
  if (own !== null && (gives(own) || isStill)) return own
  // C6: a sign-in that gives rights elsewhere alone takes nobody away. First their right is told as lost where they are.
  const isKept = known && (gives(known.organisationId) || (!known.hasLeft && known.hasRights))
  return isKept ? known.organisationId : chosenId
}
