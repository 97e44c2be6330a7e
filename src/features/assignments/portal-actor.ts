import type { Actor } from '../../kernel/actor.ts'

/** The portal itself, where something happens by itself in an organisation. */
export const portalActorIn = (
  organisation: Pick<Actor, 'organisationId' | 'organisationName' | 'side'>,
): Actor => ({
  kind: 'job',
  id: '00000000-0000-0000-0000-000000000000',
  name: 'Tværs',
  side: organisation.side,
  organisationId: organisation.organisationId,
  organisationName: organisation.organisationName,
  systemRoles: [],
  permissions: new Set(),
})
