import type { Context } from '../../kernel/context.ts'
import { NotFound } from '../../kernel/errors.ts'
import { type Basis, basisIn, type Reading } from './basis.ts'
import { accessTypes, answerTypes, closingTypes } from './domain/claims.ts'
import {
  digestOf,
  type EvidenceAccess,
  type EvidenceAssignment,
  type EvidenceCertification,
  type EvidenceContent,
  type EvidenceMunicipality,
  type EvidenceTask,
  type EvidenceText,
} from './domain/evidence-file.ts'
import { type EvidenceRoundPart, numbersOf } from './domain/round-file.ts'
import { gatherPending, type Pending } from './gathering-pending.ts'
import { listCitedEvents } from './queries/cited-events.ts'
import { listAnswers, listLines, listOwnRounds } from './queries/confirmed.ts'
import { listDecisions, listTasks, listTexts } from './queries/decided.ts'
import { listAccesses, listAssignments } from './queries/held.ts'
import { findMunicipality } from './queries/municipality.ts'

/** A municipality's content with the events it cites, whole or of one round. */
export interface Gathered<Content> {
  readonly content: Content
  readonly eventIds: readonly number[]
}

/** Who has done what happened by itself: a last day, a promise that took effect. */
export const portalName = 'Tværs'

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

/** What a municipality can be asked for, whole; before any of it is read. @throws NotFound when out of reach, or none */
export async function getMunicipality(reading: Reading): Promise<EvidenceMunicipality> {
  const { ctx, organisationId } = reading
  const reaches = ctx.actor.side === 'central' || ctx.actor.organisationId === organisationId
  const municipality = reaches ? await findMunicipality(reading) : null
  if (!municipality) throw new NotFound('municipality')
  return municipality
}

/**
 * Reads what a municipality can show (E2): its own, and nothing that is inside it. The file is the same whoever of those
 * who may fetch it does.
 * @throws NotFound when the actor does not reach the municipality, or it is none
 */
export async function gatherEvidence(reading: Reading): Promise<Gathered<EvidenceContent>> {
  const municipality = await getMunicipality(reading)
  const basis = basisIn(await listCitedEvents(reading))
  const tasks = await gatherTasks(reading, basis)
  const pending = gatherPending(basis)
  const content: EvidenceContent = {
    municipality,
    madeAt: reading.ctx.now.toISOString(),
    texts: await gatherTexts(reading.ctx, tasks),
    tasks,
    assignments: await gatherAssignments(reading, basis, pending),
    pendingAssignments: toldOf(pending),
    accesses: await gatherAccesses(reading, basis),
    certifications: await gatherCertifications(reading, basis),
  }
  return { content, eventIds: citedIn(basis) }
}

/** What of a municipality belongs to one round: its task, its lines and answers, the promises they made (C7). */
export async function gatherRoundPart(
  reading: Reading & { readonly roundId: string },
): Promise<Gathered<Omit<EvidenceRoundPart, 'events'>>> {
  const municipality = await getMunicipality(reading)
  const basis = basisIn(await listCitedEvents(reading))
  const certifications = await gatherCertifications(reading, basis)
  const content = {
    organisationId: reading.organisationId,
    municipality,
    readAt: reading.ctx.now.toISOString(),
    ...numbersOf(certifications.flatMap(({ items }) => items)),
    tasks: await gatherTasks(reading, basis),
    pendingAssignments: toldOf(gatherPending(basis)),
    certifications,
  }
  return { content, eventIds: citedIn(basis) }
}

const citedIn = ({ cited }: Basis): number[] => [...cited].sort((one, other) => one - other)

const toldOf = (pending: readonly Pending[]) => pending.map(({ settledAt: _settledAt, ...one }) => one)

/** The central body's words in each version that stood when one of these tasks was decided. */
export async function gatherTexts(ctx: Context, tasks: readonly EvidenceTask[]): Promise<EvidenceText[]> {
  const wanted = tasks.flatMap(({ templateId, decisions }) =>
    decisions.map(({ textVersion }) => ({ templateId, version: textVersion })),
  )
  const texts = await listTexts(ctx, wanted)
  return texts.map((text) => ({ ...text, digest: digestOf(text.words) }))
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
          ...act(at, byName, ['task.completed', 'task.optedOut', 'task.lapsed']),
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
          accessClosedBasis: basis.atInstant({ type: 'user', id: item.userId }, accessClosedAt, closingTypes),
          basis: basis.about(thing, ['certification.policyApplied']),
        }
      },
    ),
  }))
}
