import type { UserSystemRole } from '../../kernel/permissions.ts'

/** A person of the cast, as the demo door shows them. */
export interface DemoPerson {
  readonly id: string
  readonly cvr: string
  readonly organisationName: string
  readonly name: string
  readonly email: string
  readonly title: string
  readonly systemRoles: readonly UserSystemRole[]
  /** What one can try as this person. */
  readonly about: { readonly da: string; readonly en: string }
}
