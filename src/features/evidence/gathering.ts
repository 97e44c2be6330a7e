import type { Context } from '../../kernel/context.ts'
import { NotFound } from '../../kernel/errors.ts'
import { type Basis, basisIn, type Reading } from './basis.ts'
import { accessTypes, answerTypes } from './domain/claims.ts'
import {
  digestOf,
  type EvidenceAccess,
  type EvidenceAssignment,
  type EvidenceCertification,
  type EvidenceContent,
  type EvidenceTask,
} from './domain/evidence-file.ts'
import { gatherPending, type Pending } from './gathering-pending.ts'
import { listCitedEvents } from './queries/cited-events.ts'
import { listAnswers, listLines, listOwnRounds } from './queries/confirmed.ts'
import { listDecisions, listTasks, listTexts } from './queries/decided.ts'
import { listAccesses, listAssignments } from './queries/held.ts'
import { findMunicipality } from './queries/municipality.ts'

export interface Gathered {
  readonly organisationId: number
  readonly content: EvidenceContent
  /** The events it cites. */
  readonly eventIds: readonly number[]
}

/** Who has done what happened by itself: a last day, a promise that took effect. */
const portalName = 'Tværs'

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

/**
 * Reads what a municipality can show (E2): its own, and nothing that is inside it. The file is the same whoever of those
 * who may fetch it does.
 * @throws NotFound when the actor does not reach the municipality, or it is none
 */
export async function gatherEvidence(ctx: Context, organisationId: number): Promise<Gathered> {
  const reading: Reading = { ctx, organisationId }
  const reaches = ctx.actor.side === 'central' || ctx.actor.organisationId === organisationId
  const municipality = reaches ? await findMunicipality(reading) : null
  if (!municipality) throw new NotFound('municipality')
  const basis = basisIn(await listCitedEvents(reading))
  const tasks = await gatherTasks(reading, basis)
  const wanted = tasks.flatMap(({ templateId, decisions }) =>
    decisions.map(({ textVersion }) => ({ templateId, version: textVersion })),
  )
  const texts = await listTexts(reading, wanted)
  const pending = gatherPending(basis)
  const content: EvidenceContent = {
    municipality,
    madeAt: ctx.now.toISOString(),
    texts: texts.map((text) => ({ ...text, digest: digestOf(text.words) })),
    tasks,
    assignments: await gatherAssignments(reading, basis, pending),
    pendingAssignments: pending.map(({ settledAt: _settledAt, ...one }) => one),
    accesses: await gatherAccesses(reading, basis),
    certifications: await gatherCertifications(reading, basis),
  }
  return { organisationId, content, eventIds: [...basis.cited].sort((one, other) => one - other) }
}

async function gatherTasks(reading: Reading, basis: Basis): Promise<EvidenceTask[]> {
  const decisions = Map.groupBy(await listDecisions(reading), ({ taskNumber }) => taskNumber)
  return (await listTasks(reading)).map(({ receivedAt, sentByName, ...task }) => {
    const thing = { type: 'task', id: String(task.number) }
    const act = (at: Date, byName: string, types: readonly string[]) =>
      basis.act(thing, { at, byName }, types)
    return {
      ...task,
      received: act(receivedAt, sentByName, ['task.received']),
      decisions: (decisions.get(task.number) ?? []).map(
        ({ taskNumber: _own, at, byName, withdrawnAt, withdrawnByName, ...decision }) => ({
          ...decision,
          ...act(at, byName, ['task.completed', 'task.optedOut']),
          withdrawn: withdrawnAt && act(withdrawnAt, withdrawnByName ?? '', ['task.reopened']),
        }),
      ),
    }
  })
}

async function gatherAssignments(
  reading: Reading,
  basis: Basis,
  pending: readonly Pending[],
): Promise<EvidenceAssignment[]> {
  return (await listAssignments(reading)).map(({ suspendedAt, given, ended, ...assignment }) => {
    const thing = { type: 'assignment', id: assignment.id }
    const promise = pending.find(
      ({ assignmentId, settledAt }) =>
        assignmentId === assignment.id && settledAt?.getTime() === given.at.getTime(),
    )
    // What was promised was given by the portal: who promised it stands at the promise.
    const giver = promise ? { at: given.at, byName: portalName } : given
    const act = basis.act(thing, giver, ['assignment.started', 'assignment.planned'])
    return {
      ...assignment,
      // Roles are renamed: here stands what it was called when it was given.
      roleName: basis.said(act.basis, 'roleName') ?? assignment.roleName,
      suspendedAt: iso(suspendedAt),
      pendingAssignmentId: promise?.id ?? null,
      given: act,
      ended:
        ended && basis.act(thing, { ...ended, byName: ended.byName ?? portalName }, ['assignment.ended']),
      basis: basis.about(thing, ['assignment.suspended', 'assignment.resumed']),
    }
  })
}

async function gatherAccesses(reading: Reading, basis: Basis): Promise<EvidenceAccess[]> {
  return (await listAccesses(reading)).map(({ verifiedAt, activeSince, closedAt, ...access }) => ({
    ...access,
    verifiedAt: iso(verifiedAt),
    activeSince: iso(activeSince),
    closedAt: iso(closedAt),
    basis: basis.about({ type: 'user', id: access.userId }, accessTypes, { connector: access.target }),
  }))
}

async function gatherCertifications(reading: Reading, basis: Basis): Promise<EvidenceCertification[]> {
  const answers = Map.groupBy(await listAnswers(reading), ({ itemId }) => itemId)
  const lines = Map.groupBy(await listLines(reading), ({ roundId }) => roundId)
  return (await listOwnRounds(reading)).map(({ closedAt, completedAt, ...round }) => ({
    ...round,
    closedAt: iso(closedAt),
    completedAt: iso(completedAt),
    basis: basis.about({ type: 'certification', id: round.roundId }, [
      'certification.opened',
      'certification.completed',
      'certification.closed',
    ]),
    items: (lines.get(round.roundId) ?? []).map(
      ({ roundId: _round, withoutAnswerAt, accessClosedAt, ...item }) => {
        const thing = { type: 'certificationItem', id: item.id }
        return {
          ...item,
          answers: (answers.get(item.id) ?? []).map(
            ({ itemId: _item, at, byName, onBehalfOfName, ...answer }) => ({
              ...answer,
              ...basis.act(thing, { at, byName, onBehalfOfName }, answerTypes),
            }),
          ),
          withoutAnswerAt: iso(withoutAnswerAt),
          accessClosedAt: iso(accessClosedAt),
          basis: basis.about(thing, ['certification.policyApplied']),
        }
      },
    ),
  }))
}
