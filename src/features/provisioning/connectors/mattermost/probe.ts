import type { Health } from '../connector.ts'
import { MattermostClient } from './client.ts'
import { createPreflight } from './preflight.ts'

/** Asks a Mattermost server, by itself, whether provisioning could work there. Changes nothing. */
export const probeMattermost = (
  server: { readonly url: string; readonly token: string },
  now: () => Date,
): Promise<Health> => createPreflight(new MattermostClient({ ...server, timeoutMs: 10_000 }), now).check()
