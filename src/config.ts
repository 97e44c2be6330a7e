import { z } from 'zod'

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
    .describe('Folder of the embedded database, uploads under way and logs'),
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
  MATTERMOST_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Mattermost server; unset in demo: the stand-in; unset in production: access is given by hand'),
  MATTERMOST_TOKEN: z
    .string()
    .min(1)
    .optional()
    .describe('Token of the provisioning bot; required with MATTERMOST_URL'),
  MATTERMOST_SIGN_IN: z
    .enum(['gitlab', 'openid'])
    .default('gitlab')
    .describe('The button Mattermost signs people in with: accounts are bound to it'),
  MATTERMOST_SSO_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe(
      'Secret of the client “mattermost”, at least 32 characters; set: Tværs signs its role holders in',
    ),
  MATTERMOST_PORT: z.coerce
    .number('must be a number')
    .int()
    .min(0)
    .max(65_535)
    .default(8065)
    .describe('Port of the stand-in Mattermost (demo mode)'),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe('Mail server, e.g. smtp://user:password@host:587; unset: mails are kept and shown, not sent'),
  MAIL_FROM: z
    .string()
    .regex(
      /^(?:[^<>@]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/,
      'must be an address, alone or as Name <address>',
    )
    .optional()
    .describe('Sender of mails, e.g. Tværs <tvaers@example.dk>; required with SMTP_URL'),
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
  // One start tells all: what contradicts is told beside what cannot be read, each name once.
  const faults = [
    ...issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    ...contradictions(given).filter((fault) => !faulty.has(fault.split(':')[0] ?? '')),
  ]
  if (!parsed.success || faults.length > 0) throw new ConfigFault(faults)
  return { ...parsed.data, BASE_URL: new URL(parsed.data.BASE_URL ?? `http://localhost:${parsed.data.PORT}`) }
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
  if (given.MATTERMOST_URL && !given.MATTERMOST_TOKEN)
    faults.push('MATTERMOST_TOKEN: required with MATTERMOST_URL')
  if (given.MATTERMOST_SSO_SECRET && !given.MATTERMOST_URL)
    faults.push('MATTERMOST_URL: required with MATTERMOST_SSO_SECRET')
  if (given.SMTP_URL && !given.MAIL_FROM) faults.push('MAIL_FROM: required with SMTP_URL')
  return faults
}
