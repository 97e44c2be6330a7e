import { z } from 'zod'
import type { GrantTarget } from '../access/index.ts'

/** A target with a connection, which reconciliation can read: the first server, or one of several by its key. */
export const serverName = z
  .string()
  .regex(/^mattermost(-[a-z][a-z0-9]{0,19})?$/)
  .transform((name) => name as GrantTarget)
