import { tokensIn } from '../../config-mattermost.ts'

/** Settings whose value is a secret as it stands. */
const whole = [
  'SECRET_KEY',
  'MATTERMOST_TOKEN',
  'MATTERMOST_POST_TOKEN',
  'MATTERMOST_SSO_SECRET',
  'METRICS_TOKEN',
  'OIDC_CLIENT_SECRET',
]

/** Settings that are a secret, or the name of a file with one, which people need to read. */
const keys = ['SAML_SIGNING_KEY', 'SAML_NEXT_KEY', 'SAML_PREVIOUS_KEY']

/** Settings with addresses, in which names and passwords may stand. */
const addresses = [
  'DATABASE_URL',
  'DATABASE_OWNER_URL',
  'SMTP_URL',
  'MATTERMOST_URL',
  'SAML_IDP_METADATA',
  'OIDC_ISSUER',
]

const isFileName = (value: string): boolean => /^[^\n=+]{1,200}$/.test(value)

function secretsIn(environment: NodeJS.ProcessEnv): string[] {
  const given = (name: string): string => environment[name] ?? ''
  const values = [...whole.map(given), ...keys.map(given).filter((value) => !isFileName(value))]
  const passwords = addresses.flatMap((name) => [
    ...(environment[name] ?? '').matchAll(/\/\/[^/@\s,]*?:([^/@\s,]+)@/g),
  ])
  const written = passwords.map(([, password = '']) => password)
  const tokens = tokensIn(environment.MATTERMOST_SERVERS)
  return [...values, ...tokens, ...written, ...written.map(decoded)].filter((secret) => secret.length > 2)
}

function decoded(password: string): string {
  try {
    return decodeURIComponent(password)
  } catch {
    // Not written as in an address: it stands as it is.
    return password
  }
}

/**
 * Cuts the settings' secrets out of text, whoever has put them there: servers and libraries repeat what they were given.
 */
export function withoutSecrets(environment: NodeJS.ProcessEnv): (text: string) => string {
  const secrets = secretsIn(environment).sort((a, b) => b.length - a.length)
  return (text) => secrets.reduce((rest, secret) => rest.replaceAll(secret, '[cut]'), text)
}
