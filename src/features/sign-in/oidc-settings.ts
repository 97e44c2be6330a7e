import type { OidcClient } from '../../platform/oidc/types.ts'
import type { StaffRules } from './domain-staff.ts'

/** Sign-in of the central body's own staff by OpenID Connect, as it is configured. */
export interface OidcSettings {
  readonly client: OidcClient
  readonly rules: StaffRules
  /** What people call the provider, on the button. */
  readonly name: string
}
