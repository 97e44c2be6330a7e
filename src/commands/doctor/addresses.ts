import type { Config } from '../../config.ts'
import { isLoopback } from '../../platform/outbound/guarded-fetch.ts'
import { type Finding, fault, ok, warning } from './finding.ts'

/** Whether what we call ourselves fits where we are. */
export function examineAddresses(config: Config): Finding[] {
  return [baseOf(config), ...nameOf(config), ...waysIn(config)]
}

function baseOf({ BASE_URL: base }: Config): Finding {
  if (base.pathname !== '/' || base.search || base.hash)
    return warning(
      'addresses',
      `BASE_URL has more than a host: ${base.href}`,
      `Only ${base.origin} of it is used; leave out the rest.`,
    )
  if (base.protocol === 'https:') return ok('addresses', `BASE_URL is ${base.origin}`)
  return isLoopback(base)
    ? ok('addresses', `BASE_URL is ${base.origin}: this machine alone`)
    : warning(
        'addresses',
        `BASE_URL is ${base.origin}, without encryption`,
        'Use https, also for trying it out.',
      )
}

function nameOf({ saml, BASE_URL: base }: Config): Finding[] {
  if (!saml) return []
  const { entityId, acsUrl } = saml.serviceProvider
  const isOurs = URL.canParse(entityId) && new URL(entityId).host === base.host
  return [
    isOurs
      ? ok('addresses', `SAML_ENTITY_ID is ${entityId}, on our own host: what assertions must be made out to`)
      : warning(
          'addresses',
          `SAML_ENTITY_ID is ${entityId}, which is not at ${base.host}`,
          'Fine if that very name is registered at Fælleskommunal Adgangsstyring; assertions to any other are refused.',
        ),
    ok('addresses', `Answers to SAML sign-ins are taken at ${acsUrl}`),
  ]
}

function waysIn({ MODE, saml, oidc }: Config): Finding[] {
  if (oidc)
    return [
      ok(
        'addresses',
        `Answers to sign-ins of the central body’s own staff are taken at ${oidc.client.redirectUri}`,
      ),
    ]
  if (saml || MODE === 'demo') return []
  return [
    fault(
      'addresses',
      'Nobody can sign in: neither SAML_* nor OIDC_* is set',
      'Set SAML_* (docs/operations.md).',
    ),
  ]
}
