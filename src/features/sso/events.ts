import type { Actor } from '../../kernel/actor.ts'
import type { Context } from '../../kernel/context.ts'
import type { NewEvent } from '../../kernel/event.ts'
import { insertEvent } from '../../platform/events/event-store.ts'
import type { Gate } from './domain.ts'

export interface Witnessing {
  readonly holder: Pick<Context, 'tx' | 'now'>
  readonly requestId: string
}

/** Where in a sign-in somebody was let through or turned away. */
export type Step = 'authorize' | 'token' | 'user'

/** Mattermost's server asks for people without being one: the event is told of the person themselves. */
const actorOf = (gate: Gate): Actor => ({
  kind: 'user',
  id: gate.userId,
  name: gate.name,
  side: gate.side,
  organisationId: gate.organisationId,
  organisationName: gate.organisationName,
  systemRoles: [],
  permissions: new Set(),
})

/** Tells of a decision at the gate, in the transaction it was made in. Nobody signs in on another's behalf. */
export async function tellOfGate(
  { holder, requestId }: Witnessing,
  gate: Gate,
  type: 'sso.signedIn' | 'sso.refused',
  facts: NewEvent['facts'],
): Promise<void> {
  const witness = { ...holder, actor: actorOf(gate), origin: { via: 'web' as const, requestId } }
  await insertEvent(witness, {
    type,
    organisationId: gate.organisationId,
    subject: { type: 'user', id: gate.userId },
    facts: {
      userName: gate.name,
      ...(gate.server !== 'mattermost' && { connector: gate.server }),
      ...facts,
    },
  })
}
