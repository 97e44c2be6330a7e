import { addDays, type CivilDay, daysBetween, formatCivilDay } from '../../kernel/civil-day.ts'
import type { FieldFaults, Sentence } from '../../kernel/errors.ts'
import type { Outcome } from '../tasks/index.ts'
import type { Priority, Template } from '../templates/index.ts'

/** Who gets a task (T2). Regions are named; lists hold ids of municipalities. */
export type Audience =
  | { readonly kind: 'all' }
  | { readonly kind: 'regions'; readonly regions: readonly string[] }
  | { readonly kind: 'list'; readonly organisationIds: readonly number[] }
  | {
      readonly kind: 'lacksRole'
      readonly roleId: string
      /** Only these of them; all when left out. */
      readonly organisationIds?: readonly number[]
    }
  /** Each municipality that loses its last holder of the role, when it happens (T10). */
  | { readonly kind: 'vacated'; readonly roleId: string }

export interface RolloutPlan {
  readonly templateId: string
  readonly audience: Audience
  /** Also to municipalities that have a task of this template already; otherwise they are left out. */
  readonly alsoThoseWhoHave?: boolean
  /**
   * Also to those who have answered a task of this template, but for those who took no part: for asking again. Whoever
   * has an open task that asks for the same role is left out whatever its template (T10).
   */
  readonly alsoThoseWhoAnswered?: boolean
  readonly priority: Priority
  readonly startsOn: CivilDay | null
  readonly dueOn: CivilDay | null
}

/** A municipality in the audience, and what one should know of it before sending. */
export interface Recipient {
  readonly id: number
  readonly name: string
  readonly shortName: string
  readonly region: string | null
  /** Somebody there can answer as KLIK-administrator. */
  readonly hasAdministrator: boolean
  /** It has a shared mailbox that mails reach: there they go when nobody is told (R5). */
  readonly hasMailbox: boolean
  /** It has a task of this template already. */
  readonly alreadyHas: boolean
  /** It has an open task of this template or for the same role, or has said no to one. */
  readonly isAsked: boolean
}

/** Those of the audience who will get a task. */
export function recipientsOf(
  audience: readonly Recipient[],
  plan: Pick<RolloutPlan, 'alsoThoseWhoHave' | 'alsoThoseWhoAnswered'>,
): Recipient[] {
  if (plan.alsoThoseWhoHave) return [...audience]
  return audience.filter((municipality) =>
    plan.alsoThoseWhoAnswered ? !municipality.isAsked : !municipality.alreadyHas,
  )
}

const dueInPast: Sentence = {
  da: 'Fristen er passeret. Vælg i dag eller en senere dag.',
  en: 'The deadline has passed. Choose today or a later day.',
}
const endBeforeStart: Sentence = {
  da: 'Fristen skal være efter startdatoen.',
  en: 'The deadline must be after the start date.',
}

/** What is wrong with the dates, by field. */
export function dateFaults(plan: Pick<RolloutPlan, 'startsOn' | 'dueOn'>, today: CivilDay): FieldFaults {
  const { startsOn, dueOn } = plan
  if (!dueOn) return {}
  if (daysBetween(today, dueOn) < 0) return { dueOn: dueInPast }
  if (startsOn && daysBetween(startsOn, dueOn) < 0) return { dueOn: endBeforeStart }
  return {}
}

/** Why a template is sent to nobody: the role it asks for is given to nobody any more. By field. */
export function endingRoleFaults({
  boundRoleName: name,
  boundRoleEndsBefore: endsBefore,
}: Pick<Template, 'boundRoleName' | 'boundRoleEndsBefore'>): FieldFaults {
  if (!name || !endsBefore) return {}
  const day = formatCivilDay(endsBefore)
  return {
    templateId: {
      da: `Opgaven beder om rollen »${name}«, som ikke kan gives til flere, fordi den ophører den ${day}. Vælg en anden opgave, eller ret den, så den beder om en anden rolle.`,
      en: `The task asks for the role “${name}”, which can no longer be given because it ends on ${day}. Choose another task, or edit it to ask for another role.`,
    },
  }
}

const nobodyChosen: Record<Audience['kind'], Sentence> = {
  all: { da: 'Der er ingen kommuner at sende til.', en: 'There are no municipalities to send to.' },
  regions: { da: 'Vælg mindst én region.', en: 'Choose at least one region.' },
  list: { da: 'Vælg mindst én kommune.', en: 'Choose at least one municipality.' },
  lacksRole: {
    da: 'Alle kommuner har nogen i rollen. Vælg andre modtagere.',
    en: 'Every municipality has somebody in the role. Choose other recipients.',
  },
  vacated: { da: 'Ingen rolle er blevet ubesat.', en: 'No role has become vacant.' },
}
const missingRole: Sentence = { da: 'Vælg en rolle.', en: 'Choose a role.' }
const allHaveIt: Sentence = {
  da: 'De valgte kommuner har alle opgaven i forvejen.',
  en: 'The chosen municipalities all have the task already.',
}

/** The field of the form in which each kind of audience is chosen. */
const fieldOf: Record<Audience['kind'], string> = {
  all: 'audience',
  regions: 'regions',
  list: 'organisationIds',
  lacksRole: 'roleId',
  vacated: 'roleId',
}

/** What is not chosen yet of an audience, by field. */
export function choiceFaults(audience: Audience): FieldFaults {
  switch (audience.kind) {
    case 'all':
      return {}
    case 'regions':
      return audience.regions.length > 0 ? {} : { regions: nobodyChosen.regions }
    case 'list':
      return audience.organisationIds.length > 0 ? {} : { organisationIds: nobodyChosen.list }
    case 'lacksRole':
    case 'vacated':
      return audience.roleId ? {} : { roleId: missingRole }
  }
}

/** Why nobody would get a task, by field. */
export function audienceFaults(
  audience: readonly Recipient[],
  plan: Pick<RolloutPlan, 'audience' | 'alsoThoseWhoHave'>,
): FieldFaults {
  const { kind } = plan.audience
  if (audience.length === 0) return { [fieldOf[kind]]: nobodyChosen[kind] }
  if (recipientsOf(audience, plan).length === 0) return { [fieldOf[kind]]: allHaveIt }
  return {}
}

/** The seven states of map, bar and table; neither an opted-out task nor one that lapsed is overdue (T4). */
export type AnswerState =
  | 'completed'
  | 'optedOut'
  | 'lapsed'
  | 'inProgress'
  | 'notStarted'
  | 'overdueInProgress'
  | 'overdue'

export interface Answerable {
  readonly status: 'notStarted' | 'inProgress' | 'completed'
  readonly outcome: Outcome | null
  readonly dueOn: CivilDay | null
}

/** @param today the civil day in Copenhagen */
export function answerStateOf(task: Answerable, today: CivilDay): AnswerState {
  if (task.outcome === 'optedOut' || task.outcome === 'lapsed') return task.outcome
  if (task.status === 'completed') return 'completed'
  const isOverdue = task.dueOn !== null && daysBetween(today, task.dueOn) < 0
  if (task.status === 'inProgress') return isOverdue ? 'overdueInProgress' : 'inProgress'
  return isOverdue ? 'overdue' : 'notStarted'
}

/** How many tasks are in each state, in one region or in all. */
export interface Numbers {
  readonly total: number
  readonly participated: number
  readonly optedOut: number
  /** Closed by their own rules, and nobody had answered: neither answered nor overdue. */
  readonly lapsed: number
  /** Not answered and not overdue. */
  readonly inProgress: number
  readonly notStarted: number
  /** Overdue and under way. */
  readonly overdueInProgress: number
  /** Overdue and not started. */
  readonly overdueNotStarted: number
}

export const answeredOf = (numbers: Numbers): number => numbers.participated + numbers.optedOut
export const overdueOf = (numbers: Numbers): number => numbers.overdueInProgress + numbers.overdueNotStarted

/** Whole percent, rounded down, so that only all is 100. */
export function percentOf(part: number, total: number): number {
  return total === 0 ? 0 : Math.floor((100 * part) / total)
}

export interface DayOfAnswers {
  readonly day: CivilDay
  /** Answers of that day that still stand, opt-outs among them. */
  readonly answered: number
  readonly optedOut: number
}

/** Days shown after the last thing that happened: a curve of a year without answers tells nothing. */
const quietDays = 14

/** The last day worth showing: today, or a little after the deadline and the last answer. */
export function lastDayShown(
  days: readonly DayOfAnswers[],
  dueOn: CivilDay | null,
  today: CivilDay,
): CivilDay {
  const answered = days.at(-1)?.day
  if (!dueOn || !answered) return today
  const quiet = addDays(answered > dueOn ? answered : dueOn, quietDays)
  return quiet < today ? quiet : today
}

/**
 * Answers added up day by day, from the day of the roll-out (or the first answer, if earlier).
 * @param days the days with answers, in order
 * @param until the last day, after all answers
 */
export function sumByDay(days: readonly DayOfAnswers[], sentOn: CivilDay, until: CivilDay): DayOfAnswers[] {
  const byDay = new Map(days.map((day) => [day.day, day]))
  const first = days[0] && days[0].day < sentOn ? days[0].day : sentOn
  const points: DayOfAnswers[] = []
  let [answered, optedOut] = [0, 0]
  for (let day = first; day <= until; day = addDays(day, 1)) {
    answered += byDay.get(day)?.answered ?? 0
    optedOut += byDay.get(day)?.optedOut ?? 0
    points.push({ day, answered, optedOut })
  }
  return points
}

/** As the country is read, from the north round to the capital; what is in no region comes last. */
const regionsInOrder = ['Nordjylland', 'Midtjylland', 'Syddanmark', 'Sjælland', 'Hovedstaden']

const rankOf = (region: string | null): number => {
  const rank = regionsInOrder.indexOf(region ?? '')
  return rank === -1 ? regionsInOrder.length : rank
}

/** Sorts things of regions in the order they are shown. */
export function byRegion(one: { region: string | null }, other: { region: string | null }): number {
  return rankOf(one.region) - rankOf(other.region)
}
