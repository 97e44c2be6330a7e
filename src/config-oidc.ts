import { z } from 'zod'
import { isStaffRole, type OidcSettings, staffRoles } from './features/sign-in/index.ts'
import { isAllowedAddress } from './platform/outbound/guarded-fetch.ts'

/** The settings of the staff's sign-in, among all others in `config.ts`. */
export const oidcShape = {
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/, error: 'must be the address the provider calls itself by' })
    .optional()
    .describe(
      'OpenID provider of the central body’s own staff, by its own name for itself; sign-in by it is off without OIDC_*',
    ),
  OIDC_CLIENT_ID: z.string().optional().describe('What Tværs is called there'),
  OIDC_CLIENT_SECRET: z.string().optional().describe('Its secret'),
  OIDC_NAME: z
    .string()
    .min(1)
    .max(60)
    .default('KOMBIT-login')
    .describe('What people call it: “Log på med …”'),
  OIDC_SCOPE: z
    .string()
    .regex(/(^| )openid( |$)/, 'must have openid in it')
    .default('openid profile email')
    .describe('What is asked for there, with spaces between'),
  OIDC_CLAIM: z
    .string()
    .min(1)
    .default('roles')
    .describe('Claim with the person’s roles or groups; a path with dots leads into it'),
  OIDC_ROLES: z
    .string()
    .optional()
    .describe(
      'Which value of the claim gives which role: kombit_drift=VALUE; revisor=VALUE. A role may stand several times',
    ),
  OIDC_UUID_CLAIM: z
    .string()
    .min(1)
    .optional()
    .describe('Claim with a UUID of the person, e.g. oid; unset: a UUID is made of issuer and subject'),
} as const

/** As they are given, before anything is known to be right. */
export type OidcWords = { readonly [name in keyof typeof oidcShape]?: string }

/** Those with a standard value. */
export interface OidcChoices {
  readonly OIDC_NAME: string
  readonly OIDC_SCOPE: string
  readonly OIDC_CLAIM: string
}

/** Set without the rest they do nothing: somebody believes the door to be open. */
const ownNames = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_ROLES'] as const

/**
 * Sign-in of the central body's own staff, from its settings. Nothing of it set: it is off.
 * @param isDemo the provider may then be on this machine, without encryption
 * @returns the settings, or null with every fault there is
 */
export function readOidc(
  words: OidcWords,
  choices: OidcChoices,
  baseUrl: URL,
  isDemo: boolean,
): { readonly oidc: OidcSettings | null; readonly faults: readonly string[] } {
  if (!(Object.keys(oidcShape) as (keyof OidcWords)[]).some((name) => words[name]))
    return { oidc: null, faults: [] }
  const faults: string[] = ownNames
    .filter((name) => !words[name])
    .map((name) => `${name}: required for sign-in of the central body’s own staff`)
  const issuer = words.OIDC_ISSUER ?? ''
  if (URL.canParse(issuer) && !isAllowedAddress(new URL(issuer), isDemo))
    faults.push('OIDC_ISSUER: must be https')
  const roles = readRoles(words.OIDC_ROLES ?? '', faults)
  if (faults.length > 0) return { oidc: null, faults }
  const oidc: OidcSettings = {
    client: {
      issuer,
      clientId: words.OIDC_CLIENT_ID ?? '',
      clientSecret: words.OIDC_CLIENT_SECRET ?? '',
      redirectUri: `${baseUrl.origin}/oidc/svar`,
      signedOutUri: `${baseUrl.origin}/oidc/logget-af`,
      scope: choices.OIDC_SCOPE,
      allowsLoopback: isDemo,
    },
    rules: { claim: choices.OIDC_CLAIM, roles, uuidClaim: words.OIDC_UUID_CLAIM ?? null },
    name: choices.OIDC_NAME,
  }
  return { oidc, faults: [] }
}

/** Role first and semicolons between: groups are called things like 'CN=Drift,OU=Tværs'. */
function readRoles(given: string, faults: string[]): OidcSettings['rules']['roles'] {
  return given
    .split(';')
    .map((entry) => entry.trim())
    .filter(Boolean)
    .flatMap((entry) => {
      const [, role = '', value = ''] = /^([a-z_]+)\s*=\s*(.+)$/.exec(entry) ?? []
      if (isStaffRole(role)) return [{ role, value }]
      faults.push(
        `OIDC_ROLES: ${entry} must be role=value, where the role is one of ${staffRoles.join(', ')}`,
      )
      return []
    })
}
