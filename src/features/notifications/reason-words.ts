import { portalName } from '../../kernel/actor.ts'
import { addDays, civilDayOf, findCivilDay, formatCivilDay } from '../../kernel/civil-day.ts'
import type { EventValue } from '../../kernel/event.ts'
import { bilingual, type Language } from '../../kernel/language.ts'
import { brakeFateOf } from './brake-words.ts'
import { closingOf } from './closed-words.ts'
import type { Reason } from './domain.ts'
import { type Spoken, type SpokenRule, sentences, spokenRules } from './reason-texts.ts'

/** What somebody is told of, as it was when it happened. */
export interface Told {
  readonly reason: Reason
  readonly facts: Readonly<Record<string, EventValue>>
  /** Who did it. */
  readonly actorName: string
  readonly subjectId: string
}

/** One notification in words: what happened, what is asked, and where one does it. */
export interface ReasonWords {
  readonly title: string
  readonly text: string
  /** The verb on the button. */
  readonly action: string
  readonly href: string
  /** Last day to do something about it, as shown; null when nothing is asked by a day. */
  readonly by: string | null
}

const words = bilingual({
  da: {
    somebody: 'En kollega',
    aRole: 'uden navn',
    aRound: 'om roller',
    some: 'nogle personer',
    quoted: (name: string) => `»${name}«`,
    people: (count: number) => (count === 1 ? '1 person' : `${count} personer`),
    answers: (count: number) => `${count} svar`,
    someAnswers: 'nogle svar',
    by: (day: string) => ` senest ${day}`,
    subject: 'Brev fra KOMBIT',
    ends: (day: string) => `udløber ${day}`,
    ended: (day: string) => `udløb ${day}`,
    sessionUntil: (day: string, time: string) =>
      `Er personen stadig logget på, kan det vare til ${day} kl. ${time}.`,
    sessionExtends: 'Er personen stadig logget på, varer det, så længe Mattermost bliver brugt.',
    task: (title: string, number: string) => (title ? `»${title}«${number}` : `en opgave${number}`),
    due: (day: string) => ` Fristen er ${day}.`,
    places: { mattermost: 'Mattermost', manual: 'det, rollen åbner' } as Record<string, string>,
    soon: 'snart',
    today: 'i dag',
    aMunicipality: 'nogle kommuner',
    municipalities: (count: number) => (count === 1 ? '1 kommune' : `${count} kommuner`),
    news: (count: number) => (count === 1 ? '1 nyhed' : `${count} nyheder`),
    noNews: 'nyt',
    sessionUnknown: 'Vi ved ikke, hvor længe personen kan blive ved med at være logget på.',
    tasks: (count: number) => (count === 1 ? '1 opgave' : `${count} opgaver`),
    to: (name: string, title: string) => `Til ${name}: ${title}`,
  },
  en: {
    somebody: 'A colleague',
    aRole: 'without a name',
    aRound: 'of roles',
    some: 'some people',
    quoted: (name: string) => `“${name}”`,
    people: (count: number) => (count === 1 ? '1 person' : `${count} people`),
    answers: (count: number) => (count === 1 ? '1 answer' : `${count} answers`),
    someAnswers: 'some answers',
    by: (day: string) => ` by ${day}`,
    subject: 'Letter from KOMBIT',
    ends: (day: string) => `expires ${day}`,
    ended: (day: string) => `expired ${day}`,
    sessionUntil: (day: string, time: string) =>
      `If the person is still signed in, that can last until ${day} at ${time}.`,
    sessionExtends: 'If the person is still signed in, that lasts as long as Mattermost is used.',
    task: (title: string, number: string) => (title ? `“${title}”${number}` : `a task${number}`),
    due: (day: string) => ` The deadline is ${day}.`,
    places: { mattermost: 'Mattermost', manual: 'what the role opens' } as Record<string, string>,
    soon: 'soon',
    today: 'today',
    aMunicipality: 'some municipalities',
    municipalities: (count: number) => (count === 1 ? '1 municipality' : `${count} municipalities`),
    news: (count: number) => (count === 1 ? '1 update' : `${count} updates`),
    noNews: 'updates',
    sessionUnknown: 'We do not know how long the person can stay signed in.',
    tasks: (count: number) => (count === 1 ? '1 task' : `${count} tasks`),
    to: (name: string, title: string) => `To ${name}: ${title}`,
  },
})

const textOf = (value: EventValue | undefined): string => (typeof value === 'string' ? value.trim() : '')

function spokenOf({ facts, actorName, subjectId }: Told, language: Language): Spoken {
  const say = words(language)
  const closesOn = findCivilDay(textOf(facts.closesOn) || textOf(facts.dueOn))
  const by = closesOn ? formatCivilDay(closesOn) : null
  const policy = textOf(facts.policy)
  const endsOn = findCivilDay(textOf(facts.endsOn))
  const isOverdue = typeof facts.days === 'number' && facts.days < 0
  return {
    role: textOf(facts.roleName) ? say.quoted(textOf(facts.roleName)) : say.aRole,
    person: textOf(facts.userName) || textOf(facts.name) || say.somebody,
    actor: actorName || say.somebody,
    isBySystem: actorName === portalName,
    about: facts.kind === 'leaver' || facts.kind === 'mover' ? facts.kind : null,
    round: textOf(facts.roundName) ? say.quoted(textOf(facts.roundName)) : say.aRound,
    undecided: typeof facts.undecided === 'number' ? say.answers(facts.undecided) : say.someAnswers,
    closing: closingOf(facts),
    brake: brakeFateOf(facts),
    by,
    byWords: by ? say.by(by) : '',
    note: textOf(facts.note),
    rules: rulesOf(facts.changedRules),
    subject: textOf(facts.subject) || say.subject,
    successor: textOf(facts.proposedSuccessor) || textOf(facts.successorName) || null,
    isOverdue,
    policy: policy === 'keep' || policy === 'suspend' ? policy : 'remove',
    holder: textOf(facts.holder) || null,
    session: sessionOf(facts, language),
    removals: typeof facts.removals === 'number' ? say.people(facts.removals) : say.some,
    code: textOf(facts.code),
    ...spokenOfThing(facts, language),
    remindedTask: [`#${subjectId}`, textOf(facts.title)].filter(Boolean).join(' '),
    administrator: textOf(facts.administratorName) || say.somebody,
    municipalities:
      typeof facts.municipalities === 'number' ? say.municipalities(facts.municipalities) : say.aMunicipality,
    tasks: say.tasks(typeof facts.tasks === 'number' ? facts.tasks : 0),
    ending: (isOverdue ? say.ended : say.ends)(endsOn ? formatCivilDay(endsOn) : ''),
  }
}

/** The task, the place, the last day and the number of news that an event speaks of. */
function spokenOfThing(
  facts: Told['facts'],
  language: Language,
): Pick<
  Spoken,
  | 'task'
  | 'due'
  | 'place'
  | 'firstDay'
  | 'lastDay'
  | 'endsOn'
  | 'isRolesEnd'
  | 'closesAccess'
  | 'isEndedToday'
  | 'replacedBy'
  | 'firstDay'
  | 'news'
> {
  const say = words(language)
  const number = typeof facts.taskNumber === 'number' ? ` (#${facts.taskNumber})` : ''
  const dueOn = findCivilDay(textOf(facts.dueOn))
  const endsBefore = findCivilDay(textOf(facts.endsBefore))
  const startsOn = findCivilDay(textOf(facts.startsOn))
  return {
    task: say.task(textOf(facts.taskTitle), number),
    due: dueOn ? say.due(formatCivilDay(dueOn)) : '',
    place: say.places[textOf(facts.connector)] ?? 'Mattermost',
    lastDay: endsBefore ? formatCivilDay(addDays(endsBefore, -1)) : say.soon,
    firstDay: startsOn ? formatCivilDay(startsOn) : say.today,
    endsOn: endsBefore ? formatCivilDay(endsBefore) : say.soon,
    isRolesEnd: endsWithRole(facts),
    isEndedToday: facts.isToday === true,
    closesAccess: facts.opensAccess !== false,
    replacedBy: textOf(facts.replacedBy) || null,
    news: typeof facts.count === 'number' ? say.news(facts.count) : say.noNews,
  }
}

/** Whether it is the role itself that ends: told in `assignment.ended` by its cause, else by what comes first. */
const endsWithRole = ({ cause, endsWithRole, reason }: Told['facts']): boolean =>
  reason === 'role-retired' || (cause === undefined ? endsWithRole === true : cause === 'roleEnded')

/** How long somebody whose access could not be closed may still be inside, as `access.closingDelayed` tells it. */
function sessionOf(facts: Told['facts'], language: Language): string {
  const say = words(language)
  if (facts.sessionExtends === true) return say.sessionExtends
  const until = new Date(textOf(facts.sessionUntil))
  if (Number.isNaN(until.getTime())) return say.sessionUnknown
  return say.sessionUntil(formatCivilDay(civilDayOf(until)), timeIn(until))
}

const timeIn = (at: Date): string =>
  new Intl.DateTimeFormat('da-DK', { timeStyle: 'short', timeZone: 'Europe/Copenhagen' }).format(at)

/** Names of rules as `role.descriptionChanged` tells them, by what the holder hears. */
const ruleNames: Readonly<Record<SpokenRule, readonly string[]>> = {
  interval: ['certificationMonths'],
  nonResponse: ['nonResponse', 'graceDays'],
  access: ['access'],
}

function rulesOf(changed: EventValue | undefined): SpokenRule[] {
  const names = Array.isArray(changed) ? changed.map(String) : []
  return spokenRules.filter((rule) => ruleNames[rule].some((name) => names.includes(name)))
}

const ownRoles = '/mine-roller'

/** Where the next step is taken; addresses of other features, by their own names. */
function hrefOf({ reason, facts, subjectId }: Told): string {
  const roleId = textOf(facts.roleId)
  const role = roleId ? `/roller/${roleId}` : '/roller'
  const roundId = textOf(facts.roundId)
  const round = roundId ? `/bekraeftelser/${roundId}` : '/bekraeftelser'
  const number = typeof facts.taskNumber === 'number' ? facts.taskNumber : null
  const task = number === null ? '/opgaver' : `/opgaver/${number}`
  switch (reason) {
    case 'taskReceived':
    case 'taskResponsible':
    case 'taskPerformer':
    case 'taskCorrected':
    case 'taskLapsed':
      return task
    case 'messageAnswered':
    case 'messageReceived':
      return number === null ? '/opgaver' : `${task}#beskeder`
    case 'accessActive':
    case 'accessFailed':
    case 'accessClosed':
      return ownRoles
    case 'digest':
      return '/notifikationer'
    case 'roleEndingSoon':
      return role
    case 'ownPendingRefused':
      return '/klik-administrator'
    case 'certificationOpened':
    case 'certificationReminder':
    case 'certificationLosing':
    case 'certificationClosed':
    case 'brakeApproved':
    case 'brakeRejected':
      return round
    case 'roundHeld':
      return `/bekraeftelser/${roundId || subjectId}`
    case 'ownCertificationConsequence':
    case 'ownRoleEndingSoon':
    case 'roleGiven':
    case 'roleEnded':
    case 'roleResumed':
      return ownRoles
    case 'certificationConsequence':
    case 'roleResigned':
    case 'pendingTookEffect':
    case 'pendingExpired':
    case 'pendingRefused':
    case 'roleVacated':
      return role
    case 'roleEnding':
    case 'roleContinues':
      return `/roller/${subjectId}`
    case 'roleChanged':
      return `/rollegalleri/${subjectId}/sammenlign`
    case 'certificateExpiring':
      return '/certifikater'
    case 'targetPaused':
    case 'closingDelayed':
      return '/adgange?tilstand=failed'
    case 'accessReactivated':
    case 'accessUnlinked':
    case 'removalsHeld':
    case 'reconciliationAborted':
      return '/adgange/afstemning'
    case 'taskReminder':
    case 'taskOverdue':
      return `/opgaver/${subjectId}`
    case 'deputyAppointed':
    case 'deputyEnded':
      return '/stedfortraeder'
    case 'nobodyReached':
      return '/paamindelser/liste#ingen-at-give-besked'
    case 'remindersReachedCentral':
      return '/paamindelser/liste'
    case 'letter':
      return roleId ? `/rollegalleri/${roleId}/breve/${subjectId}` : '/rollegalleri'
  }
}

const asksByDay: readonly Reason[] = ['certificationOpened', 'certificationReminder', 'taskReminder']

/** One notification in words, in the reader's language. */
export function wordsOf(told: Told, language: Language): ReasonWords {
  const spoken = spokenOf(told, language)
  const by = asksByDay.includes(told.reason) ? spoken.by : null
  const sentence = sentences(language)[told.reason](spoken)
  // Whoever gets it in another's place is not the one it says 'you' to.
  const instead = textOf(told.facts.insteadOf)
  const title = instead ? words(language).to(instead, sentence.title) : sentence.title
  return { ...sentence, title, href: hrefOf(told), by }
}
