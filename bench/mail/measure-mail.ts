import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import type { BenchPortal } from '../bench-portal.ts'
import { reportOfMail, runMail } from './mail-run.ts'

/** `npm run bench -- --mail`: reminders by the ladder through a mail server while workers are killed. @throws when one is lost or told twice */
export async function measureMail(
  { runtime, server }: BenchPortal,
  reminders: number,
  say: (line: string) => void,
): Promise<void> {
  // The portal has a clock of its own: what it told would be months old by that of the workers, and given up.
  await server.stop()
  const result = await runMail({
    reminders,
    kills: Math.max(5, Math.round(reminders / 500)),
    seed: randomInt(1_000_000),
    answersAfter: 2,
    mostSeconds: 60 + reminders / 10,
    database: { owner: runtime.owner, login: runtime.database.connection },
    program: join(import.meta.dirname, 'chaos-worker.js'),
    say,
  })
  say(reportOfMail(result))
  const { told, planned, sent, different, arrived, lost } = result
  if ([told, planned, sent, different, arrived].some((count) => count !== reminders) || lost > 0)
    throw new Error('Not every reminder was told once, is in the log once, and at the mail server.')
}
