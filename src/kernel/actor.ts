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
}
