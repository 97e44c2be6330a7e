import type { Context } from '../../../kernel/context.ts'
import type { GrantKey } from '../../access/index.ts'
import { personJob, personQueueName } from './jobs.ts'
import type { Workshop } from './work-on-person.ts'

/** Work on all of these now, because of what was found, asked for in one statement. */
export const requestWork = (
  { world }: Pick<Workshop, 'world'>,
  ctx: Pick<Context, 'tx'>,
  keys: readonly GrantKey[],
): Promise<void> => world.jobs.addMany(ctx.tx, personQueueName, keys.map(personJob))
