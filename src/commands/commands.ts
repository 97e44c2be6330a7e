import { checkOrganisationWish } from '../features/organisations/index.ts'
import {
  type ApiClientWish,
  checkApiClientWish,
  createApiClientCommand,
  revokeApiClientCommand,
} from './api-client.ts'
import { doctorCommand } from './doctor/doctor.ts'
import { describeImport, importTaskFile } from './import-task.ts'
import { addOrganisationCommand } from './organisation.ts'
import { reconcileCommand } from './reconcile.ts'
import type { Command, CommandSetting } from './run-command.ts'
import { seedDemoCommand } from './seed-demo.ts'
import { checkCvr, signInCommand } from './sign-in.ts'
import { auditHead, exportAudit, verifyAudit, verifyAuditFile } from './verify-audit.ts'
import { verifyEvidenceFile } from './verify-evidence.ts'

const text = { type: 'string' } as const

const said = (value: string | boolean | undefined): string => (typeof value === 'string' ? value : '')

const clientWish = (options: CommandSetting['options']): ApiClientWish => ({
  organisationCvr: said(options.cvr),
  name: said(options.name),
  permissions: said(options.permissions).split(',').filter(Boolean),
})

const organisationWish = (options: CommandSetting['options']) => ({
  cvr: said(options.cvr),
  name: said(options.name),
  kind: said(options.kind),
})

/** The commands of `npx tvaers`. */
export const commands: readonly Command[] = [
  {
    name: 'migrate',
    usage: 'migrate',
    about: 'Bring the database up to date',
    run: async ({ print }) => {
      print('The database is up to date.')
      return 0
    },
  },
  {
    name: 'doctor',
    usage: 'doctor [--json]',
    about: 'Look at keys, metadata, clock, database, mail and the rest, and say what to do; 0: no fault',
    options: { json: { type: 'boolean' } },
    offline: true,
    run: ({ environment, options, print }) =>
      doctorCommand(environment, { asJson: options.json === true, print }),
  },
  {
    name: 'seed-demo',
    usage: 'seed-demo',
    about: 'Fill an empty database with the demo data',
    run: async ({ world, owner, config, print }) => {
      print(await seedDemoCommand(world, owner, config))
      return 0
    },
  },
  {
    name: 'import-task',
    usage: 'import-task FILE [--with-task]',
    about: 'Import a task page exported from the real portal',
    options: { 'with-task': { type: 'boolean' } },
    words: 1,
    run: async ({ world, config, options, words: [file = ''], path, print }) => {
      const withTask = options['with-task'] === true
      const wish = { file: path(file), withTask, answerDays: config.ANSWER_DAYS }
      const done = await importTaskFile(world, wish)
      for (const line of describeImport(done)) print(line)
      return 0
    },
  },
  {
    name: 'api-client create',
    usage: 'api-client create --cvr CVR --name NAME --permissions LIST',
    about: 'Make a machine of an organisation; prints its token once',
    options: { cvr: text, name: text, permissions: text },
    check: ({ options }) => void checkApiClientWish(clientWish(options)),
    run: async ({ world, options, print }) => {
      const { id, token } = await createApiClientCommand(world, clientWish(options))
      print(`id: ${id}`)
      print(`token: ${token}`)
      return 0
    },
  },
  {
    name: 'api-client revoke',
    usage: 'api-client revoke ID',
    about: 'End a machine’s access at once',
    words: 1,
    run: async ({ world, words: [id = ''], print }) => {
      await revokeApiClientCommand(world, id)
      print('The token no longer works.')
      return 0
    },
  },
  {
    name: 'organisation add',
    usage: 'organisation add --cvr CVR --name NAME --kind supplier|test-municipality',
    about: 'Let the people of a supplier or a test municipality sign in; twice makes one',
    options: { cvr: text, name: text, kind: text },
    check: ({ options }) => void checkOrganisationWish(organisationWish(options)),
    run: async ({ world, options, print }) => {
      print(await addOrganisationCommand(world, organisationWish(options)))
      return 0
    },
  },
  {
    name: 'sign-in close',
    usage: 'sign-in close --cvr CVR',
    about: 'In an emergency: nobody signs in for an organisation, and its sessions do not open',
    options: { cvr: text },
    check: ({ options }) => checkCvr(said(options.cvr)),
    run: async ({ world, options, print }) => {
      print(`Sign-in is closed for ${await signInCommand(world, said(options.cvr), true)}.`)
      return 0
    },
  },
  {
    name: 'sign-in open',
    usage: 'sign-in open --cvr CVR',
    about: 'Open it again',
    options: { cvr: text },
    check: ({ options }) => checkCvr(said(options.cvr)),
    run: async ({ world, options, print }) => {
      print(`Sign-in is open for ${await signInCommand(world, said(options.cvr), false)}.`)
      return 0
    },
  },
  {
    name: 'reconcile',
    usage: 'reconcile [--dry-run] [--instance NAME] [--full]',
    about:
      'Compare Mattermost with the roles; 0: all agrees, 1: stopped, 3: differences, 4: waits for an operator',
    options: { 'dry-run': { type: 'boolean' }, full: { type: 'boolean' }, instance: text },
    run: ({ world, config, options, print }) =>
      reconcileCommand(
        world,
        config,
        {
          instance: said(options.instance) || 'mattermost',
          isDryRun: options['dry-run'] === true,
          isFull: options.full === true,
        },
        print,
      ),
  },
  {
    name: 'verify-audit',
    usage: 'verify-audit [--file EXPORT] [--head FILE] [--keys FILE]',
    about: 'Prove that nothing in the audit trail was changed; 0: whole, 1: not, 2: unreadable',
    options: { file: text, head: text, keys: text },
    run: async ({ world, config, options, path, print }) => {
      const fileOf = (option: string | boolean | undefined) => (said(option) ? path(said(option)) : undefined)
      const wish = { head: fileOf(options.head), keys: fileOf(options.keys) }
      const file = fileOf(options.file)
      const verdict = file
        ? await verifyAuditFile(file, wish)
        : await verifyAudit(world.database, config, wish)
      for (const line of verdict.lines) print(line)
      return verdict.exitCode
    },
  },
  {
    name: 'export-audit',
    usage: 'export-audit FILE',
    about: 'Write the whole audit trail to a file that can be proved without the database',
    words: 1,
    run: async ({ world, words: [file = ''], path, print }) => {
      print(`${await exportAudit(world.database, path(file))} lines written.`)
      return 0
    },
  },
  {
    name: 'audit-head',
    usage: 'audit-head',
    about: 'Print the latest seal, to be kept outside the portal',
    run: async ({ world, config, print }) => {
      const head = await auditHead(world.database, config)
      print(head ?? 'Nothing is sealed yet.')
      return head ? 0 : 1
    },
  },
  {
    name: 'verify-evidence',
    usage: 'verify-evidence FILE [--keys FILE]',
    about: 'Prove an evidence file, without the portal; 0: whole, 1: altered, 2: unreadable',
    options: { keys: text },
    words: 1,
    offline: true,
    run: async ({ options, words: [file = ''], path, print }) => {
      const keys = said(options.keys) ? path(said(options.keys)) : undefined
      const verdict = await verifyEvidenceFile(path(file), keys)
      for (const line of verdict.lines) print(line)
      return verdict.exitCode
    },
  },
]
