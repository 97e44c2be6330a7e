import type { Actor } from '../../kernel/actor.ts'
import type { Tx } from '../../kernel/context.ts'
import { insertEvent } from '../../platform/events/event-store.ts'

/**
 * Tells of a sign-in or sign-out. The door has no actor of its own yet, so the event is written for the person who
 * has just become known (or is leaving).
 * @param isFirst true at the very first sign-in, null at sign-out
 */
export async function insertSignInEvent(
  door: { tx: Tx; now: Date; requestId: string | null },
  actor: Actor,
  isFirst: boolean | null,
): Promise<void> {
  const type = isFirst === null ? 'session.ended' : isFirst ? 'user.firstSignedIn' : 'session.started'
  await insertEvent(
    { tx: door.tx, actor, now: door.now, origin: { via: 'web', requestId: door.requestId } },
    {
      type,
      organisationId: actor.organisationId,
      subject: { type: 'user', id: actor.id },
      facts: { systemRoles: [...actor.systemRoles] },
    },
  )
}
