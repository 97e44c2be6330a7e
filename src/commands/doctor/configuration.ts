import { type Config, ConfigFault, readConfig } from '../../config.ts'
import { type Area, type Finding, fault, ok } from './finding.ts'

/** To which part of the report a setting belongs, by the beginning of its name. */
const areaOfName: readonly [RegExp, Area][] = [
  [/^SAML_IDP_METADATA/, 'metadata'],
  [/^SAML_/, 'keys'],
  [/^OIDC_/, 'oidc'],
  [/^DATABASE_/, 'database'],
  [/^(SMTP_URL|MAIL_FROM)/, 'mail'],
  [/^MATTERMOST_/, 'mattermost'],
  [/^BASE_URL/, 'addresses'],
]

/** Settings that say nothing without each other. */
const families = [/^SAML_/, /^OIDC_/, /^(SMTP_URL|MAIL_FROM)$/, /^MATTERMOST_/, /^DATABASE_/]

export interface ConfigurationReport {
  /** What can be read, if need be without the parts that can't; null: too little. */
  readonly config: Config | null
  readonly findings: readonly Finding[]
}

/** Reads the settings; where some are wrong, what is left, so that the rest can be looked at all the same. */
export function examineConfiguration(environment: NodeJS.ProcessEnv): ConfigurationReport {
  try {
    return { config: readConfig(environment), findings: [ok('configuration', 'All settings can be read')] }
  } catch (error) {
    if (!(error instanceof ConfigFault)) throw error
    const findings = error.faults.map((line) =>
      fault(areaOf(line), line, 'Correct the setting; docs/operations.md lists them all.'),
    )
    return { config: readRest(environment, error.faults), findings }
  }
}

const areaOf = (line: string): Area => areaOfName.find(([name]) => name.test(line))?.[1] ?? 'configuration'

function readRest(environment: NodeJS.ProcessEnv, faults: readonly string[]): Config | null {
  const wrong = faults.map((line) => line.split(/[:.]/)[0] ?? '')
  const broken = families.filter((family) => wrong.some((name) => family.test(name)))
  const rest = Object.entries(environment).filter(([name]) => !broken.some((family) => family.test(name)))
  try {
    return readConfig(Object.fromEntries(rest))
  } catch (error) {
    if (error instanceof ConfigFault) return null
    throw error
  }
}
