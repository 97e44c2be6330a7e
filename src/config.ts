import { z } from 'zod'
import { mailShape } from './config-mail.ts'
import {
  type MattermostServer,
  mattermostContradictions,
  mattermostShape,
  readMattermostServers,
} from './config-mattermost.ts'
import { oidcShape, readOidc } from './config-oidc.ts'
import { readSaml } from './config-saml.ts'
import type { OidcSettings, SamlSettings } from './features/sign-in/index.ts'

const settings = z.object({
  MODE: z
    .enum(['demo', 'production'])
    .default('demo')
    .describe('demo: demo data and demo sign-in; production: neither'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000).describe('Port to listen on'),
  HOST: z.string().min(1).default('127.0.0.1').describe('Address to listen on'),
  BASE_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Address the portal is reached at; unset: http://localhost:PORT'),
  DATA_DIR: z
    .string()
    .min(1)
    .default('data')
    .describe('Folder of the embedded database, files under way (uploads, evidence) and logs'),
  DATABASE_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      hostname: /./,
      error: 'must look like postgres://user:password@host/database',
    })
    .optional()
    .describe('PostgreSQL server; unset: the embedded one in DATA_DIR'),
  DATABASE_OWNER_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      hostname: /./,
      error: 'must look like postgres://user:password@host/database',
    })
    .optional()
    .describe('The same database as its owner, for migrations; unset: DATABASE_URL'),
  DATABASE_CONNECTIONS: z.coerce
    .number('must be a number')
    .int()
    .min(2)
    .max(500)
    .default(20)
    .describe('Most connections to the database at a time'),
  SECRET_KEY: z
    .string()
    .min(32)
    .optional()
    .describe(
      'Signs the audit trail and seals the keys of single sign-on; at least 32 characters; required in production',
    ),
  DEMO_SIGN_IN: z
    .enum(['on', 'off'])
    .optional()
    .describe('Sign-in by choosing a person of the cast; only in demo mode, where it is on'),
  ...mattermostShape,
  ...mailShape,
  ANSWER_DAYS: z.coerce
    .number('must be a number')
    .int()
    .min(1)
    .max(30)
    .default(2)
    .describe("KOMBIT's promise: messages are answered within so many working days"),
  STALE_DAYS: z.coerce
    .number()
    .int()
    .min(30)
    .max(1100)
    .default(180)
    .describe('A holder of a role who has not signed in for so many days seems to be gone'),
  NOTIFICATION_DAYS: z.coerce
    .number('must be a number')
    .int()
    .min(30)
    .max(3650)
    .default(400)
    .describe(
      'Days the addresses and texts of mails are kept; that somebody was told, why and how it went stays',
    ),
  SAML_ENTITY_ID: z
    .string()
    .regex(/^\S{1,1024}$/, 'must be one name without spaces, e.g. https://tvaers.example')
    .optional()
    .describe('What Tværs is called at Fælleskommunal Adgangsstyring; sign-in by SAML is off without SAML_*'),
  SAML_SIGNING_KEY: z
    .string()
    .optional()
    .describe('RSA key, PEM or a file with it: signs our messages and reads what is encrypted to us'),
  SAML_SIGNING_CERTIFICATE: z.string().optional().describe('Its certificate (OCES3), PEM or a file with it'),
  SAML_NEXT_KEY: z
    .string()
    .optional()
    .describe('The key that will follow: published and able to read, not used for signing yet'),
  SAML_NEXT_CERTIFICATE: z.string().optional().describe('Its certificate'),
  SAML_PREVIOUS_KEY: z
    .string()
    .optional()
    .describe(
      'The key before: not published, reads what is encrypted to it until every identity provider has our new metadata',
    ),
  SAML_IDP_METADATA: z
    .string()
    .optional()
    .describe(
      'Metadata of identity providers: files or addresses, with commas between; CVR=… before one lets it speak for that organisation alone, and cbc, mgf1-sha1 or oaep-sha1 there lets it use that older encryption; several are joined by +',
    ),
  SAML_IDP_METADATA_CERTIFICATE: z
    .string()
    .optional()
    .describe('Who must have signed the metadata, PEM or a file with it; unset: the address is trusted'),
  SAML_CONTACT: z
    .string()
    .regex(/^[^<>@\s]+@[^<>@\s]+$/, 'must be a mail address')
    .optional()
    .describe('Mail address of operations, for our metadata; required for sign-in by SAML'),
  SAML_ORGANISATION: z.string().min(1).default('KOMBIT').describe('Who runs Tværs, for our metadata'),
  SAML_ROLE_DOMAIN: z
    .string()
    .regex(/^https?:\/\/[^/\s]+$/, 'must look like http://tvaers.dk')
    .default('http://tvaers.dk')
    .describe('What the names of our user system roles begin with'),
  SAML_LEVEL: z
    .enum(['Low', 'Substantial', 'High'])
    .default('Substantial')
    .describe('Least level of assurance (NSIS) of a sign-in'),
  ...oidcShape,
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])
    .default('warn')
    .describe('Least severe log lines written'),
  TRUST_PROXY: z
    .enum(['yes', 'no'])
    .default('no')
    .describe('yes: a reverse proxy in front sets X-Forwarded-*'),
  REQUESTS_A_MINUTE: z.coerce
    .number('must be a number')
    .int()
    .min(10)
    .default(3000)
    .describe('Requests a minute from one address before it is told to wait'),
  METRICS_TOKEN: z
    .string()
    .min(16)
    .optional()
    .describe('Bearer token of /metrics; unset: /metrics answers loopback only'),
})

type Settings = z.output<typeof settings>

export interface Config extends Omit<Settings, 'BASE_URL'> {
  readonly BASE_URL: URL
  /** Sign-in by SAML, with the keys read; null: off. */
  readonly saml: SamlSettings | null
  /** Sign-in of the central body's own staff; null: off. */
  readonly oidc: OidcSettings | null
  /** Mattermost servers beside that of MATTERMOST_URL. */
  readonly moreMattermosts: readonly MattermostServer[]
}

/** All that is wrong with the configuration, one line each. */
export class ConfigFault extends Error {
  readonly faults: readonly string[]
  constructor(faults: readonly string[]) {
    super(`Configuration: ${faults.join('; ')}`)
    this.faults = faults
  }
}

/** Name, default and meaning of each setting, for `docs/operations.md`. */
export function describeSettings(): { name: string; standard: string; meaning: string }[] {
  return Object.entries(settings.shape).map(([name, schema]) => {
    const standard = schema.safeParse(undefined)
    return {
      name,
      standard: standard.success && standard.data !== undefined ? String(standard.data) : '',
      meaning: schema.description ?? '',
    }
  })
}

/**
 * Reads the configuration from environment variables. Empty variables count as unset.
 * @throws ConfigFault with every fault at once
 */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => name in settings.shape && value !== ''),
  )
  const parsed = settings.safeParse(given)
  const issues = parsed.error?.issues ?? []
  const faulty = new Set(issues.map((issue) => issue.path[0]))
  const baseUrl = baseUrlOf(given)
  const choices = parsed.data ?? settings.pick(doorChoices).parse({})
  const isDemo = given.MODE !== 'production'
  const { saml, faults: samlFaults } = readSaml(given, choices, baseUrl, isDemo)
  const { oidc, faults: oidcFaults } = readOidc(given, choices, baseUrl, isDemo)
  const { MATTERMOST_SERVERS: file, MATTERMOST_URL: firstUrl } = given
  const { servers, faults: serverFaults } = readMattermostServers(file, firstUrl, isDemo)
  // One start tells all: what contradicts is told beside what cannot be read, each name once.
  const faults = [
    ...issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    ...[
      ...contradictions(given),
      ...mattermostContradictions(given),
      ...samlFaults,
      ...oidcFaults,
      ...serverFaults,
    ].filter((fault) => !faulty.has(fault.split(':')[0] ?? '')),
  ]
  if (!parsed.success || faults.length > 0) throw new ConfigFault(faults)
  return { ...parsed.data, BASE_URL: baseUrl, saml, oidc, moreMattermosts: servers }
}

const doorChoices = {
  SAML_ORGANISATION: true,
  SAML_ROLE_DOMAIN: true,
  SAML_LEVEL: true,
  OIDC_NAME: true,
  OIDC_SCOPE: true,
  OIDC_CLAIM: true,
} as const

/** Unset: this machine. What is no address is a fault of its own, told beside others. */
function baseUrlOf({ BASE_URL = '', PORT = '3000' }: Readonly<Record<string, string | undefined>>): URL {
  const candidates = [BASE_URL, `http://localhost:${PORT}`]
  return new URL(candidates.find((address) => URL.canParse(address)) ?? 'http://localhost')
}

/** Choosing a person of the cast is there in demo mode alone (S4), and can be switched off. */
export const hasDemoSignIn = ({ MODE, DEMO_SIGN_IN }: Config): boolean =>
  MODE === 'demo' && DEMO_SIGN_IN !== 'off'

/** Whether a stand-in Mattermost is opened beside the demo. */
export const hasStandIn = ({ MODE, MATTERMOST_URL }: Pick<Config, 'MODE' | 'MATTERMOST_URL'>): boolean =>
  MODE === 'demo' && !MATTERMOST_URL

function contradictions(given: Readonly<Record<string, string | undefined>>): string[] {
  const faults: string[] = []
  if (given.MODE === 'production') {
    if (given.DEMO_SIGN_IN === 'on') faults.push('DEMO_SIGN_IN: demo sign-in exists only with MODE=demo (S4)')
    if (!given.SECRET_KEY) faults.push('SECRET_KEY: required in production')
    if (!given.BASE_URL) faults.push('BASE_URL: required in production')
    else if (!given.BASE_URL.startsWith('https:')) faults.push('BASE_URL: must be https in production')
  } else if (
    !given.MATTERMOST_URL &&
    given.PORT !== '0' &&
    (given.PORT ?? '3000') === (given.MATTERMOST_PORT ?? '8065')
  )
    faults.push('MATTERMOST_PORT: must differ from PORT')
  if (given.SMTP_URL && !given.MAIL_FROM) faults.push('MAIL_FROM: required with SMTP_URL')
  return faults
}
