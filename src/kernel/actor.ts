import { bilingual, type Language } from './language.ts'
import type { Permission, UserSystemRole } from './permissions.ts'

/** Which side of the table an organisation sits on. The central body reaches all municipalities, but never their inside (T9). */
export type Side = 'municipality' | 'central' | 'supplier'

/** The one who acts. There is no anonymous actor: a request without sign-in has none. */
export interface Actor {
  readonly kind: 'user' | 'apiClient' | 'job'
  /** Id of the user, API client or, for jobs, the nil UUID. */
  readonly id: string
  readonly name: string
  /** What the person is called at work; '' when that is not known. Machines have none. */
  readonly title?: string
  readonly side: Side
  readonly organisationId: number
  readonly organisationName: string
  readonly systemRoles: readonly UserSystemRole[]
  readonly permissions: ReadonlySet<Permission>
  /** The administrator a deputy acts for; null or absent: they act on their own. Only a person can be a deputy. */
  readonly onBehalfOf?: Principal | null
  /** Notifications of theirs nobody has read, for the header; known for people with a session alone. */
  readonly unread?: number
  /** Their sign-in lets them act for other organisations too; known for people with a session alone. */
  readonly hasOtherOrganisations?: boolean
}

/** The nil UUID: nobody's. */
export const nobodysId = '00000000-0000-0000-0000-000000000000'

/** What the portal is called where it acts by itself. */
export const portalName = 'Tværs'

/** The portal itself, where something happens by itself in an organisation. */
export const portalIn = (
  organisation: Pick<Actor, 'organisationId' | 'organisationName' | 'side'>,
  permissions: ReadonlySet<Permission> = new Set(),
): Actor => ({
  kind: 'job',
  id: nobodysId,
  name: portalName,
  side: organisation.side,
  organisationId: organisation.organisationId,
  organisationName: organisation.organisationName,
  systemRoles: [],
  permissions,
})

/** Somebody another acts for. */
export interface Principal {
  readonly id: string
  readonly name: string
}

const behalf = bilingual({ da: { of: 'på vegne af' }, en: { of: 'on behalf of' } })

/** 'Hanne Berg på vegne af Katrine Holm', or the name alone when nobody was acted for. */
export const nameWithPrincipal = (name: string, principal: string | null, language: Language): string =>
  principal ? `${name} ${behalf(language).of} ${principal}` : name
