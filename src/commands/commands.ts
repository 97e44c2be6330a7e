import { createApiClientCommand, revokeApiClientCommand } from './api-client.ts'
import { describeImport, importTaskFile } from './import-task.ts'
import type { Command } from './run-command.ts'

const text = { type: 'string' } as const

const said = (value: string | boolean | undefined): string => (typeof value === 'string' ? value : '')

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
    name: 'import-task',
    usage: 'import-task FILE [--with-task]',
    about: 'Import a task page exported from the real portal',
    options: { 'with-task': { type: 'boolean' } },
    words: 1,
    run: async ({ world, options, words: [file = ''], path, print }) => {
      const done = await importTaskFile(world, { file: path(file), withTask: options['with-task'] === true })
      for (const line of describeImport(done)) print(line)
      return 0
    },
  },
  {
    name: 'api-client create',
    usage: 'api-client create --cvr CVR --name NAME --permissions LIST',
    about: 'Make a machine of an organisation; prints its token once',
    options: { cvr: text, name: text, permissions: text },
    run: async ({ world, options, print }) => {
      const permissions = said(options.permissions).split(',').filter(Boolean)
      const wish = { organisationCvr: said(options.cvr), name: said(options.name), permissions }
      const { id, token } = await createApiClientCommand(world, wish)
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
]
