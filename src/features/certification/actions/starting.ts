import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Context } from '../../../kernel/context.ts'
import { InvalidInput } from '../../../kernel/errors.ts'
import type { EventValue } from '../../../kernel/event.ts'
import { publishRollout } from '../../rollouts/index.ts'
import { createTemplate, setAnswerPath } from '../../templates/index.ts'
import {
  losesOn,
  planFaults,
  type RoundAudience,
  type RoundKind,
  type RoundPlan,
  ruleOf,
} from '../domain/round.ts'
import { addMonths, countsForPlan } from '../domain/schedule.ts'
import { roundPath } from '../paths.ts'
import { checkMayStart } from '../policy.ts'
import { type Asked, type AskedRole, findAsked } from '../queries/preview.ts'
import { findRound, getRound, type Round } from '../queries/rounds.ts'
import { listParts } from '../store/closing.ts'
import {
  type Choice,
  holdSnapshots,
  insertRound,
  insertRoundRoles,
  insertSnapshot,
  saveRollout,
} from '../store/rounds.ts'
import { saveStartedNow } from '../store/schedule.ts'
import { taskTextOf } from '../task-text.ts'
import { asSender } from './rights.ts'

/** What a role loses when nobody answers, and when; null: nothing. */
export interface AskedRule extends Omit<AskedRole, 'planMonths'> {
  readonly losesOn: CivilDay | null
  /** The day to which the round moves the role's next round by the plan; null: it moves none. */
  readonly planMovesTo: CivilDay | null
  /** It has a plan, and the round asks about too few of those who hold it to count for that: the plan stays. */
  readonly planStays: boolean
}

/** What a round would come to (C3). */
export interface RoundPreview extends Omit<Asked, 'roles' | 'holdings'> {
  readonly roles: readonly AskedRule[]
  /** People who would lose a role or its access if nobody answered, and in how many municipalities, by the day. */
  readonly losses: readonly Loss[]
}

interface Loss {
  readonly on: CivilDay
  readonly people: number
  readonly municipalities: number
}

/** What the round would ask and what silence would cost. Changes nothing. @throws Forbidden, InvalidInput */
export async function previewRound(ctx: Context, plan: RoundPlan): Promise<RoundPreview> {
  checkMayStart(ctx.actor)
  const faults = planFaults(plan, ctx.today)
  if (Object.keys(faults).length > 0) throw new InvalidInput(faults)
  const asked = await findAsked(ctx, plan)
  if (asked.roles.length < plan.roleIds.length)
    throw new InvalidInput({
      roleIds: {
        da: 'En af rollerne bruges ikke mere. Vælg igen.',
        en: 'One of the roles is no longer in use. Choose again.',
      },
    })
  const preview = weighed(asked, plan)
  if (plan.audience.kind !== 'all') return preview
  const months = new Map(asked.roles.map(({ roleId, planMonths }) => [roleId, planMonths]))
  const roles = preview.roles.map((role) => {
    const interval = months.get(role.roleId)
    if (!interval || role.lines === 0) return role
    return countsForPlan(role)
      ? { ...role, planMovesTo: addMonths(ctx.today, interval) }
      : { ...role, planStays: true }
  })
  return { ...preview, roles }
}

/** What silence would cost of what is asked, role by role and day by day (C3). */
export function weighed(
  { holdings, ...asked }: Asked,
  plan: Pick<RoundPlan, 'nonResponse' | 'graceDays' | 'closesOn'>,
): RoundPreview {
  const roles = asked.roles.map(({ planMonths: _plan, ...role }) => {
    const rule = ruleOf(role, plan)
    return { ...role, ...rule, losesOn: losesOn(rule, plan.closesOn), planMovesTo: null, planStays: false }
  })
  const days = [...new Set(roles.flatMap((role) => role.losesOn ?? []))].sort()
  const losses = days.map((on): Loss => {
    const lost = new Set(roles.filter((role) => role.losesOn === on).map(({ roleId }) => roleId))
    const hit = holdings.filter(({ roleIds }) => roleIds.some((roleId) => lost.has(roleId)))
    return {
      on,
      people: hit.reduce((sum, { people }) => sum + people, 0),
      municipalities: new Set(hit.map(({ organisationId }) => organisationId)).size,
    }
  })
  return { ...asked, roles, losses: losses.filter(({ people }) => people > 0) }
}

const nobody = (alreadyAsked: number): InvalidInput =>
  new InvalidInput({
    roleIds:
      alreadyAsked > 0
        ? {
            da: 'Alle, der har rollerne, er allerede med i en åben runde eller ved at miste dem efter en lukket runde.',
            en: 'Everybody who holds the roles is in an open round already, or about to lose them after a closed one.',
          }
        : {
            da: 'Ingen i de valgte kommuner har rollerne, så der er ingen at spørge om.',
            en: 'Nobody in the chosen municipalities holds the roles, so there is nobody to ask about.',
          },
  })

export interface Started {
  readonly id: string
  readonly items: number
  readonly municipalities: number
}

const startedOf = (round: Round): Started => ({
  id: round.id,
  items: round.itemCount,
  municipalities: round.municipalityCount,
})

/**
 * Starts a round (C1): freezes the holders, and gives each municipality that has one its task. The same handful of
 * statements whatever their number. Municipalities without a holder are not asked. A round of all municipalities counts as
 * this year's of the roles that have a plan and of whose holders it asks about nearly all; it switches none on.
 * @param plan.id names the round; a second call with the same id changes nothing and gives the same answer
 * @throws Forbidden, InvalidInput
 */
export async function startRound(ctx: Context, plan: RoundPlan & { readonly id?: string }): Promise<Started> {
  checkMayStart(ctx.actor)
  await holdSnapshots(ctx)
  const before = plan.id ? await findRound(ctx, plan.id) : null
  if (before) return startedOf(before)
  const preview = await previewRound(ctx, plan)
  if (preview.people === 0) throw nobody(preview.alreadyAsked)
  const choice = { kind: 'audience', audience: plan.audience } as const
  const started = await open(ctx, { ...plan, kind: 'regular', basedOn: null, choice })
  const moved = preview.roles.filter(({ planMovesTo }) => planMovesTo !== null)
  if (moved.length > 0)
    await saveStartedNow(
      ctx,
      moved.map(({ roleId }) => roleId),
    )
  return started
}

/** As `startRound` for the portal's own rounds: no plan is moved, and a round without lines is none. */
export interface Opening extends Omit<RoundPlan, 'audience'> {
  readonly id?: string
  readonly kind: RoundKind
  readonly basedOn: string | null
  readonly audience: RoundAudience
  readonly choice: Choice
  /** Comes by the plan, once a year. */
  readonly isYearly?: boolean
  /** Whom a round about one person is about. */
  readonly userName?: string
}

/** Freezes, sends the task, tells. Whoever calls it holds the snapshots. @returns how much was asked */
export async function open(ctx: Context, opening: Opening): Promise<Started> {
  const id = opening.id ?? ctx.newId()
  const isNew = await insertRound(ctx, { ...opening, id })
  // The other of two equal requests at once was first.
  if (!isNew) return startedOf(await getRound(ctx, id))
  await insertRoundRoles(ctx, id, opening)
  const counts = await insertSnapshot(ctx, id, opening.choice)
  if (counts.items === 0) throw nobody(0)
  const round = await getRound(ctx, id)
  const parts = await send(ctx, round, opening, counts)
  const { organisationId } = ctx.actor
  const facts = { roundName: opening.name, closesOn: opening.closesOn }
  await ctx.emit({
    type: opening.kind === 'rerun' ? 'certificationRound.rerun' : 'certificationRound.started',
    organisationId,
    subject: { type: 'certificationRound', id },
    facts: {
      ...facts,
      kind: opening.kind,
      ...counts,
      roleIds: [...opening.roleIds],
      basedOn: opening.basedOn,
      audience: { ...round.audience } as { [key: string]: EventValue },
      rules: rulesOf(round),
    },
  })
  await ctx.emitToMany(
    {
      type: 'certification.opened',
      subjectType: 'certification',
      facts: {
        ...facts,
        roundId: id,
        kind: opening.kind,
        ...(opening.userName && { userName: opening.userName }),
      },
    },
    parts.map(({ name: municipalityName, undecided, ...part }) => ({
      ...part,
      facts: { undecided, municipalityName },
    })),
  )
  return { id, ...counts }
}

/** What was frozen of each role, so that what followed without an answer can be held against what was said (C3, E2). */
const rulesOf = ({ roles }: Round) =>
  roles
    .map(({ roleId, nonResponse, graceDays, holderCount: holders, itemCount: lines }) => ({
      ...{ roleId, nonResponse, graceDays, holders, lines },
    }))
    .sort((one, other) => (one.roleId < other.roleId ? -1 : 1))

/** One task for each municipality, in the inbox it knows (C1). */
async function send(ctx: Context, round: Round, opening: Opening, counts: Omit<Started, 'id'>) {
  const sender = asSender(ctx)
  const { id } = round
  const { id: templateId } = await createTemplate(sender, taskTextOf(round, opening.isYearly ?? false))
  await setAnswerPath(sender, templateId, roundPath(id))
  // The parts are those with a line: the tasks go to exactly these.
  const organisationIds = (await listParts(ctx, id)).map((part) => part.organisationId)
  const { id: rolloutId } = await publishRollout(sender, {
    templateId,
    audience: { kind: 'list', organisationIds },
    priority: 'mandatory',
    startsOn: null,
    dueOn: opening.closesOn,
    // certification.opened tells of the same, and leads to where it is answered.
    isToldElsewhere: true,
  })
  return await saveRollout(ctx, id, { templateId, rolloutId, ...counts })
}
