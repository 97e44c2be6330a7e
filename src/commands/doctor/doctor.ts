import { resolve } from 'node:path'
import { readMigrations } from '../../platform/db/migrations.ts'
import { examineAddresses } from './addresses.ts'
import { examineClocks } from './clock.ts'
import { examineConfiguration } from './configuration.ts'
import { examineDatabase } from './database.ts'
import { areas, counted, type Finding, lineOf } from './finding.ts'
import { examineKeys } from './keys.ts'
import { examineMail } from './mail.ts'
import { examineMattermost } from './mattermost.ts'
import { examineMetadata } from './metadata.ts'
import { examineOidc } from './oidc.ts'
import { withoutSecrets } from './secrets.ts'

/**
 * Looks at everything the portal depends on, from here and as it is now; changes nothing. What cannot be looked at
 * because something else is wrong is left out.
 */
export async function examine(environment: NodeJS.ProcessEnv, clock = () => new Date()): Promise<Finding[]> {
  const { config, findings } = examineConfiguration(environment)
  const cut = withoutSecrets(environment)
  const all = [...findings, ...(config ? await examineAll(config, clock) : [])]
  return all
    .map((finding) => ({ ...finding, what: cut(finding.what) }))
    .sort((a, b) => areas.indexOf(a.area) - areas.indexOf(b.area))
}

type Config = NonNullable<ReturnType<typeof examineConfiguration>['config']>

async function examineAll(config: Config, clock: () => Date): Promise<Finding[]> {
  const migrations = await readMigrations(resolve('migrations'))
  const [metadata, database, oidc, mail] = await Promise.all([
    examineMetadata(config.saml, clock),
    examineDatabase(config, migrations, clock),
    examineOidc(config.oidc, clock()),
    examineMail(config),
  ])
  const mattermost = await examineMattermost(config, clock, database.access)
  return [
    ...examineAddresses(config),
    ...examineKeys(config.saml, clock()),
    ...metadata.findings,
    ...examineClocks([...database.clocks, ...metadata.clocks]),
    ...oidc,
    ...database.findings,
    ...mail,
    ...mattermost,
  ]
}

/** `npx tvaers doctor`. @returns the exit code: 0 when there is no fault */
export async function doctorCommand(
  environment: NodeJS.ProcessEnv,
  { asJson, print }: { readonly asJson: boolean; readonly print: (line: string) => void },
): Promise<number> {
  const findings = await examine(environment)
  const count = (level: Finding['level']): number => findings.filter((one) => one.level === level).length
  const [faults, warnings] = [count('fault'), count('warning')]
  if (asJson) print(JSON.stringify({ faults, warnings, findings }, null, 2))
  else {
    for (const finding of findings) print(lineOf(finding))
    print(`${counted(faults, 'fault')}, ${counted(warnings, 'warning')}.`)
  }
  return faults > 0 ? 1 : 0
}
