import type { Context } from '../../../kernel/context.ts'
import type { GrantTarget } from '../../access/index.ts'
import { inJob } from '../../organisations/index.ts'
import type { Facts } from '../connectors/connector.ts'
import type { Surveyor, SurveyProgress } from '../connectors/surveyor.ts'
import { isRemoval, mustBrake, removalsIn, whyDistrust } from '../domain-guards.ts'
import { changedAddresses, compare, type Finding, type KnownPerson } from '../domain-reconciliation.ts'
import type { SeenAccount, Survey } from '../domain-survey.ts'
import {
  askForRemedies,
  insertFindings,
  listRejected,
  type NewFinding,
  rejectionKey,
} from '../store/findings.ts'
import { listAccepted, listAccountIds, listKnown, savePlaces } from '../store/known-people.ts'
import { saveLastSeen } from '../store/last-seen.ts'
import {
  lockRunning,
  type RunRow,
  saveAborted,
  saveDone,
  saveProgress,
  supersedeHeld,
  takeReconciliation,
} from '../store/reconciliations.ts'
import { findRules, saveRead } from '../store/targets.ts'
import { askLeave, noteOutcome } from './breaker.ts'
import { requestWork } from './request-work.ts'
import { tellFound, tellRun } from './tell-run.ts'
import type { Workshop } from './work-on-person.ts'

/** Most addresses that are asked for in one run; the rest come with the next. */
const mostAddresses = 50

/** How often a reading's progress is written, in milliseconds. */
const progressEvery = 1_000

type Holders = ReadonlyMap<string, Pick<SeenAccount, 'id' | 'username'>>
type Reading =
  | { readonly outcome: 'read'; readonly survey: Survey; readonly holders: Holders }
  | { readonly outcome: 'aborted'; readonly code: string; readonly facts: Facts }

const aborted = (code: string, facts: Facts = {}): Reading => ({ outcome: 'aborted', code, facts })

/** Tells the run's row how far the reading is, now and then. False once the run is no longer this worker's. */
function watching(workshop: Workshop, run: RunRow): (progress: SurveyProgress) => Promise<boolean> {
  let toldAt = Number.NEGATIVE_INFINITY
  return async (progress) => {
    if (performance.now() - toldAt < progressEvery) return true
    toldAt = performance.now()
    return await inJob(workshop.world, (ctx) => saveProgress(ctx, run.id, progress))
  }
}

async function readHolders(surveyor: Surveyor, known: readonly KnownPerson[], survey: Survey) {
  const emails = changedAddresses(known, survey.accounts).slice(0, mostAddresses)
  return emails.length > 0
    ? await surveyor.findHolders(emails)
    : { outcome: 'read' as const, holders: new Map() as Holders }
}

/** Of nobody else it is asked when they were last active: it would help nobody. */
const accountsIn = (known: readonly KnownPerson[]): string[] =>
  known.flatMap(({ presence, accountId }) => (presence === 'present' && accountId ? [accountId] : []))

/** How often a reading asks whether a busy target has room, and how long it waits each time, in milliseconds. */
const mostTurns = 5
const longestWait = 60_000

/** As for one person, but waits its turn: a reading that gave way each time would never be made. */
async function leaveToRead(workshop: Workshop, connector: GrantTarget) {
  for (let turn = 1; ; turn++) {
    const leave = await askLeave(workshop, connector)
    if (leave.leave !== 'wait') return leave
    const wait = leave.until.getTime() - workshop.world.clock.now().getTime()
    if (turn >= mostTurns || wait > longestWait) return leave
    await workshop.pause(wait)
  }
}

/** Reads the whole target, outside any transaction. Whatever fails ends it: there is no half answer (A4). */
async function read(workshop: Workshop, run: RunRow): Promise<Reading> {
  const { surveyor } = workshop.connectorFor(run.connector)
  if (!surveyor) return aborted('noConnection')
  const leave = await leaveToRead(workshop, run.connector)
  if (leave.leave === 'paused') return aborted(leave.code)
  if (leave.leave === 'wait') return aborted('rateLimited')
  const order = await inJob(workshop.world, async (ctx) => ({
    places: await savePlaces(ctx, run.connector),
    accountIds: await listAccountIds(ctx, run.connector, run.kind === 'full'),
    known: await listKnown(ctx, run.connector, run.startedAt),
  }))
  const lastSeenOf = run.kind === 'full' && !run.isDryRun ? accountsIn(order.known) : []
  const result = await surveyor.survey({ ...order, lastSeenOf, onProgress: watching(workshop, run) })
  if (result.outcome === 'givenUp') return aborted('lost')
  if (result.outcome !== 'read') {
    await noteOutcome(workshop, run.connector, result)
    return aborted('code' in result ? result.code : result.reason, result.facts)
  }
  const found = await readHolders(surveyor, order.known, result.survey)
  if (found.outcome !== 'read') return aborted('code' in found ? found.code : found.reason, found.facts)
  return { outcome: 'read', survey: result.survey, holders: found.holders }
}

interface Deciding {
  readonly isDryRun: boolean
  readonly isBraked: boolean
  /** Removals an operator has refused at this version of the assignments. */
  readonly rejected: ReadonlySet<string>
}

const isRejected = (finding: Finding, rejected: Deciding['rejected']): boolean =>
  isRemoval(finding) && rejected.has(rejectionKey(finding))

/** What becomes of a finding at once: asked for, held for an operator, refused before, or only told of. */
function withState(finding: Finding, { isDryRun, isBraked, rejected }: Deciding): NewFinding {
  if (isRejected(finding, rejected)) return { ...finding, state: 'rejected' }
  if (finding.remedy === 'none' || isDryRun) return { ...finding, state: 'reported' }
  return { ...finding, state: isBraked && isRemoval(finding) ? 'held' : 'asked' }
}

async function abort(ctx: Context, run: RunRow, why: { code: string; facts: Facts }): Promise<void> {
  const isOldNews = await saveAborted(ctx, run.id, why)
  if (!isOldNews) await tellRun(ctx, 'reconciliation.aborted', run, { code: why.code })
}

/** Compares, decides and asks for remedies in one transaction: a run is whole or has changed nothing. */
async function conclude(
  workshop: Workshop,
  ctx: Context,
  run: RunRow,
  reading: Extract<Reading, { outcome: 'read' }>,
): Promise<void> {
  const { survey, holders } = reading
  const known = await listKnown(ctx, run.connector, run.startedAt)
  const distrust = whyDistrust(known, survey, run.trustsGaps)
  if (distrust) return await abort(ctx, run, distrust)
  const rules = await findRules(ctx, run.connector)
  const accepted = await listAccepted(ctx, run.connector)
  const found = compare({ known, survey, holders, accepted, unmanaged: rules.unmanaged })
  const rejected = await listRejected(ctx, run.connector)
  const people = known.filter(({ presence }) => presence === 'present').length
  const removals = removalsIn(found.filter((one) => !isRejected(one, rejected)))
  const isBraked = !run.isDryRun && mustBrake(removals, people, rules.brake)
  const findings = found.map((one) => withState(one, { isDryRun: run.isDryRun, isBraked, rejected }))
  await insertFindings(ctx, run.id, findings)
  await saveRead(ctx, run.connector, survey.sessions)
  await saveLastSeen(ctx, run.connector, survey.lastSeen)
  await saveDone(ctx, run.id, {
    people: known.filter(({ isSettled }) => isSettled).length,
    underWay: known.filter(({ isSettled }) => !isSettled).length,
    skewSeconds: Math.round((survey.beganAt.getTime() - run.startedAt.getTime()) / 1000),
    isBraked,
  })
  if (!run.isDryRun) await act(workshop, ctx, run, findings, isBraked)
}

/** Asks for what is to be done and tells of it; what was held before is no news. */
async function act(
  workshop: Workshop,
  ctx: Context,
  run: RunRow,
  findings: readonly NewFinding[],
  isBraked: boolean,
) {
  const wasHeld = await supersedeHeld(ctx, run.connector, run.id)
  await requestWork(workshop, ctx, await askForRemedies(ctx, run.id))
  await tellFound(ctx, run, findings, { isBraked, wasHeld })
}

/**
 * One look at a whole target (A4): read everything, compare, ask for what is safe, hold the rest. Safe to be killed
 * anywhere: what it would have found the next one finds.
 */
export async function reconcile(workshop: Workshop, id: string): Promise<void> {
  const run = await inJob(workshop.world, (ctx) => takeReconciliation(ctx, id))
  if (!run) return
  const reading = await read(workshop, run)
  await inJob(workshop.world, async (ctx) => {
    if (!(await lockRunning(ctx, run.id))) return
    if (reading.outcome === 'aborted') return await abort(ctx, run, reading)
    await conclude(workshop, ctx, run, reading)
  })
}
