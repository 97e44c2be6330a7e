import type { Config } from '../config.ts'
import { findRun, listFindings, reconcileNow } from '../features/provisioning/index.ts'
import { InvalidInput } from '../kernel/errors.ts'
import type { World } from '../platform/http/world.ts'
import { workshopOf } from '../queues.ts'
import { asBackground } from './command-line-actor.ts'

export interface ReconcileWish {
  readonly instance: string
  readonly isDryRun: boolean
  readonly isFull: boolean
}

/** What `npx tvaers reconcile` ends with; 1 and 2 are those of every command. */
export const exitCodes = { agrees: 0, stopped: 1, differs: 3, held: 4 } as const

const unknownInstance = (instances: readonly string[]) => ({
  da: `Vælg en af: ${instances.join(', ') || 'ingen er sat op'}.`,
  en: `Choose one of: ${instances.join(', ') || 'none is set up'}.`,
})

const underWay = {
  da: 'En afstemning er i gang allerede.',
  en: 'A reconciliation is under way already.',
}

const cells = (rows: readonly (readonly string[])[]): string[] => {
  const widths = (rows[0] ?? []).map((_cell, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  )
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

const placesOf = (places: readonly { team: string; channels: readonly string[] }[]): string =>
  places.map(({ team, channels }) => [team, ...channels].join('/')).join(' ')

/** Most lines of findings that are printed; the page has the rest. */
const mostLines = 500

/**
 * `npx tvaers reconcile`: one look at a target now, in this process, beside or without the portal. What it asks for is
 * done by the portal's workers.
 * @returns the exit code
 */
export async function reconcileCommand(
  world: World,
  config: Config,
  wish: ReconcileWish,
  print: (line: string) => void,
): Promise<number> {
  const { workshop, connected } = workshopOf(world, config)
  const connector = connected.find((one) => one === wish.instance || one === `mattermost-${wish.instance}`)
  if (!connector) throw new InvalidInput({ instance: unknownInstance(connected) })
  const id = await reconcileNow(
    workshop,
    {
      connector,
      kind: wish.isFull ? 'full' : 'quick',
      isDryRun: wish.isDryRun,
      trustsGaps: false,
      askedBy: 'person',
    },
    (begin) => asBackground(world, begin),
  )
  if (!id) throw new InvalidInput({ instance: underWay })
  const { run, findings } = await asBackground(world, async (ctx) => ({
    run: await findRun(ctx, id),
    findings: await listFindings(ctx, id, { limit: mostLines }),
  }))
  if (run?.state !== 'done') {
    print(
      `Stopped and changed nothing: ${run?.abortedCode ?? 'lost'} ${JSON.stringify(run?.abortedFacts ?? {})}`,
    )
    return exitCodes.stopped
  }
  print(
    `${connector}: ${run.people} people compared, ${run.underWay} being worked on, ${findings.length} findings.`,
  )
  if (findings.length === 0) return exitCodes.agrees
  const rows = findings.map((one) => [
    one.kind,
    one.userName ?? one.username ?? '-',
    one.organisationName ?? '-',
    placesOf(one.places) || '-',
    one.state,
  ])
  for (const line of cells([['finding', 'who', 'municipality', 'places', 'state'], ...rows])) print(line)
  return run.brake === 'held' ? exitCodes.held : exitCodes.differs
}
