import type { CivilDay } from '../../kernel/civil-day.ts'
import type { FieldFaults, Sentence } from '../../kernel/errors.ts'
import type { RoleEnding } from './domain-ending.ts'
import {
  type ConnectorName,
  isMattermost,
  isMattermostChannel,
  isMattermostName,
  placeholders,
  type RoleAccess,
  unknownPlaceholders,
} from './domain-places.ts'

export const roleKinds = ['crossCutting', 'solutionSpecific'] as const
export type RoleKind = (typeof roleKinds)[number]

/** What happens to a holder nobody confirms (C3). */
export const nonResponses = ['keep', 'suspend', 'remove'] as const
export type NonResponse = (typeof nonResponses)[number]

/** Doors one role opens at most. */
export const mostAccesses = 3

/** The texts of a role; Markdown but for the note. Each change of them is a new version (R1). */
export interface RoleTexts {
  readonly purpose: string
  readonly tasks: string
  readonly responsibility: string
  readonly competences: string
  /** What the role gives its holder, in one or two sentences of plain text. */
  readonly accessNote: string
  /** What to do when the role goes to somebody else: one point a line, plain text. */
  readonly handOver: string
  /** What to do when one is new in the role: one point a line, plain text. */
  readonly takeOver: string
}

export interface RoleRules {
  readonly name: string
  readonly kind: RoleKind
  /** Name of the solution; null for a cross-cutting role. */
  readonly solution: string | null
  readonly minimumHolders: number
  /** Null: no limit. */
  readonly maximumHolders: number | null
  readonly hasPrimary: boolean
  /** Months between confirmations; null: never asked. */
  readonly certificationMonths: number | null
  readonly nonResponse: NonResponse
  /** Days from an unanswered confirmation to its consequence. */
  readonly graceDays: number
  readonly access: readonly RoleAccess[]
}

/** A role as the editor writes it. */
export interface RoleDraft extends RoleRules, RoleTexts {
  /** The description was written for the demo, not by the central body. */
  readonly isDemoText?: boolean
}

/** A role of the gallery with its current version. */
export interface Role extends RoleRules, RoleTexts {
  readonly id: string
  readonly version: number
  readonly validFrom: CivilDay
  readonly isDemoText: boolean
  /** Taken out of the gallery: nobody holds it or can be given it. */
  readonly isRetired: boolean
  /** When and why it ends, or ended; null while nobody has said so. */
  readonly ending: RoleEnding | null
  /** Counts what was said of its ending. */
  readonly endingVersion: number
}

/** What the editor says of a change: holders are told of a material one. */
export interface RoleChange {
  readonly isMaterial: boolean
  /** What changed, in one sentence of plain text; may be empty where the rules themselves tell it. */
  readonly note: string
}

export interface RoleVersion extends RoleTexts {
  readonly rules: RoleRules
  readonly version: number
  readonly validFrom: CivilDay
  readonly createdAt: Date
  readonly createdByName: string
  /** False in the first version: there was nothing to change. */
  readonly isMaterial: boolean
  readonly changeNote: string
}

export const textNames = [
  'accessNote',
  'purpose',
  'tasks',
  'responsibility',
  'competences',
  'handOver',
  'takeOver',
] as const
export type TextName = (typeof textNames)[number]

/** The texts in which two versions differ, in the order they are shown. */
export function changedTexts(before: RoleTexts, after: RoleTexts): TextName[] {
  return textNames.filter((name) => before[name] !== after[name])
}

export const ruleNames = [
  'name',
  'kind',
  'solution',
  'minimumHolders',
  'maximumHolders',
  'hasPrimary',
  'certificationMonths',
  'nonResponse',
  'graceDays',
] as const

/** A rule as it is named where two versions are compared. */
export type RuleName = (typeof ruleNames)[number] | 'access'

/** The rules in which two versions differ, in the order they are shown (R1). */
export function changedRuleNames(before: RoleRules, after: RoleRules): RuleName[] {
  const changed = ruleNames.filter((name) => before[name] !== after[name])
  return accessList(before.access) === accessList(after.access) ? changed : [...changed, 'access']
}

/** Rules whoever holds the role feels: how often they are confirmed, what silence costs, what the role opens. */
const feltByHolders: ReadonlySet<RuleName> = new Set([
  'certificationMonths',
  'nonResponse',
  'graceDays',
  'access',
])

/** Whether holders are told of these changes whatever the editor calls them (R1). */
export const isFeltByHolders = (names: readonly RuleName[]): boolean =>
  names.some((name) => feltByHolders.has(name))

/** The rules in which two drafts differ, before and after, for the event. */
export function changedRules(
  before: RoleRules,
  after: RoleRules,
): Record<string, { from: string | number | boolean | null; to: string | number | boolean | null }> {
  const changes = ruleNames
    .filter((name) => before[name] !== after[name])
    .map((name) => [name, { from: before[name], to: after[name] }] as const)
  const accesses = [before, after].map(({ access }) => accessList(access))
  if (accesses[0] !== accesses[1])
    changes.push(['access' as never, { from: accesses[0] ?? '', to: accesses[1] ?? '' }])
  return Object.fromEntries(changes)
}

/** The accesses of a role as one line: two that open the same are the same line. */
export const accessList = (access: readonly RoleAccess[]): string =>
  access
    .map((access) => `${access.connector}:${access.team}/${[...access.channels].sort().join(',')}`)
    .sort()
    .join(' ')

/** What is wrong with a draft taken as a whole; each field alone was checked where it was read. */
export function draftFaults(draft: RoleRules): FieldFaults {
  const faults: FieldFaults = {}
  if (draft.kind === 'solutionSpecific' && !draft.solution) {
    faults.solution = {
      da: 'Skriv, hvilken løsning rollen hører til.',
      en: 'Name the solution the role belongs to.',
    }
  }
  if (draft.maximumHolders !== null && draft.maximumHolders < Math.max(1, draft.minimumHolders)) {
    faults.maximumHolders = {
      da: 'Det højeste antal kan ikke være mindre end det mindste.',
      en: 'The maximum cannot be below the minimum.',
    }
  }
  return { ...faults, ...accessFaults(draft.access) }
}

/** By field: `team1`, `channels1`, … */
function accessFaults(accesses: readonly RoleAccess[]): FieldFaults {
  const faults: FieldFaults = {}
  accesses.forEach((access, index) => {
    const isTwice = accesses.findIndex((other) => isSameAccess(other, access)) < index
    const team = isTwice ? twice : whyNotTeam(access)
    const channels = whyNotChannels(access)
    if (team) faults[`team${index + 1}`] = team
    if (channels) faults[`channels${index + 1}`] = channels
  })
  return faults
}

const notSetUp = {
  da: 'Serveren er ikke sat op i Tværs. Vælg en af dem på listen.',
  en: 'The server is not set up in Tværs. Choose one of those listed.',
}

/** Servers nobody can reach: access there would wait for ever. By field: `connector1`, … */
export function serverFaults(accesses: readonly RoleAccess[], known: readonly ConnectorName[]): FieldFaults {
  const faults: FieldFaults = {}
  accesses.forEach(({ connector }, index) => {
    // The first server may be set up later: until then its access is opened by hand (A3).
    const isOffered = connector === 'manual' || connector === 'mattermost' || known.includes(connector)
    if (!isOffered) faults[`connector${index + 1}`] = notSetUp
  })
  return faults
}

const twice = { da: 'Adgangen er skrevet to gange.', en: 'This access is listed twice.' }

const oddName = {
  da: 'Navne i Mattermost har kun små bogstaver a-z, tal, bindestreg og understreg.',
  en: 'Names in Mattermost have only lower-case letters a-z, digits, hyphen and underscore.',
}

const ruleInTeam = {
  da: 'Kun kanaler kan følge en regel. Skriv teamets navn eller id.',
  en: 'Only channels can follow a rule. Write the name or id of the team.',
}

function whyNotTeam({ connector, team }: RoleAccess): Sentence | null {
  if (!isMattermost(connector)) return null
  if (/[{}]/.test(team)) return ruleInTeam
  return isMattermostName(team) ? null : oddName
}

function whyNotChannels({ connector, channels }: RoleAccess): Sentence | null {
  const [unknown] = channels.flatMap(unknownPlaceholders)
  const known = placeholders.join(' og ')
  if (unknown) {
    return {
      da: `${unknown} kender vi ikke. Du kan bruge ${known}.`,
      en: `${unknown} is unknown. You can use ${placeholders.join(' and ')}.`,
    }
  }
  return !isMattermost(connector) || channels.every(isMattermostChannel) ? null : oddName
}

const isSameAccess = (one: RoleAccess, other: RoleAccess): boolean =>
  one.connector === other.connector && one.team === other.team

/** The points of a checklist: one a line, without the marks of a list that an editor may have typed. */
export const pointsOf = (list: string): string[] =>
  list
    .split('\n')
    .map((line) => line.replace(/^\s*(?:[-*•]|\d+[.)])\s+/, '').trim())
    .filter(Boolean)

/** What is missing in what the editor says of a change: holders who are told must be told what. */
export function changeFaults(change: RoleChange): FieldFaults {
  if (!change.isMaterial || change.note) return {}
  return {
    changeNote: {
      da: 'Skriv i én sætning, hvad der er ændret. Indehaverne får den at læse.',
      en: 'Write in one sentence what has changed. The holders will read it.',
    },
  }
}

/** The rules that belong together: a cross-cutting role has no solution. */
export function tidied(draft: RoleDraft): RoleDraft {
  return { ...draft, solution: draft.kind === 'crossCutting' ? null : draft.solution }
}

/**
 * Whether a role is called as the right KLIK-administrator is, or after it. The right comes with a sign-in and is given in
 * the municipality's own user administration; no role gives it (R2, S2).
 */
export const isNamedAfterSystemRole = (name: string): boolean =>
  name.toLocaleLowerCase('da').includes('klik-administrator')
