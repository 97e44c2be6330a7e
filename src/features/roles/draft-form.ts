import { z } from 'zod'
import { InvalidInput, type Sentence } from '../../kernel/errors.ts'
import { oneOf, optionalText, requiredText, versionField } from '../../platform/http/form-fields.ts'
import {
  type mostAccesses,
  nonResponses,
  type Role,
  type RoleChange,
  type RoleDraft,
  roleKinds,
} from './domain.ts'
import { isConnectorName, type RoleAccess } from './domain-places.ts'
import { roleSentence } from './texts.ts'

/** Longest text of a role, in characters. */
export const mostText = 10_000
/** The numbers of the doors in the form: as many as a role may open (`mostAccesses`), so that saving loses none. */
export const accessNumbers = [1, 2, 3] as const satisfies { length: typeof mostAccesses }

/** A whole number as typed; empty gives null. */
const optionalCount = (least: number, most: number, sentence: Sentence) =>
  z
    .string()
    .optional()
    .transform((value, context): number | null => {
      const text = (value ?? '').trim()
      if (!text) return null
      const count = /^\d{1,4}$/.test(text) ? Number(text) : -1
      if (count >= least && count <= most) return count
      context.addIssue({ code: 'custom', params: { sentence } })
      return z.NEVER
    })

const connectorField = z
  .string()
  .optional()
  .transform((value) => (value && isConnectorName(value) ? value : null))

/** What the editor says of a change, in the form. */
export const changeKinds = ['editorial', 'material'] as const

const changeFields = {
  changeKind: oneOf(changeKinds, roleSentence('missingChangeKind')),
  changeNote: optionalText(300),
}

/** What the form carries on unseen. */
const seenFields = {
  /** By which preview the change was seen. */
  previewed: z.string().max(64).optional(),
  /** What the role opened when the form was drawn, so that a change of wording asks no server. */
  accessBefore: z.string().max(100_000).optional(),
}

/** The form of a role, as `RoleForm` draws it. */
export const draftFields = z.object({
  ...seenFields,
  name: requiredText(200, roleSentence('missingName')),
  kind: oneOf(roleKinds),
  solution: optionalText(100),
  purpose: requiredText(mostText, roleSentence('missingPurpose')),
  tasks: requiredText(mostText, roleSentence('missingTasks')),
  responsibility: optionalText(mostText),
  competences: optionalText(mostText),
  accessNote: optionalText(500),
  handOver: optionalText(mostText),
  takeOver: optionalText(mostText),
  minimumHolders: optionalCount(0, 999, roleSentence('notACount')),
  maximumHolders: optionalCount(0, 999, roleSentence('notACount')),
  hasPrimary: z.literal('ja').optional(),
  certificationMonths: optionalCount(1, 120, roleSentence('notAMonthCount')),
  nonResponse: oneOf(nonResponses),
  graceDays: optionalCount(0, 999, roleSentence('notACount')),
  version: versionField.optional(),
  connector1: connectorField,
  team1: optionalText(200),
  channels1: optionalText(1000),
  connector2: connectorField,
  team2: optionalText(200),
  channels2: optionalText(1000),
  connector3: connectorField,
  team3: optionalText(200),
  channels3: optionalText(1000),
})

/** The form in which a role is changed: also whether holders are told, and of what. */
export const editFields = draftFields.extend(changeFields)

/** What the editor says of the change. */
export const changeOf = (fields: z.output<typeof editFields>): RoleChange => ({
  isMaterial: fields.changeKind === 'material',
  note: fields.changeNote,
})

export type DraftFields = z.output<typeof draftFields>

/** Channels, apart by commas, semicolons or lines; each once. */
export const listed = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,;\n]/)
      .map((part) => part.trim())
      .filter(Boolean),
  ),
]

/** The access of a form. @throws InvalidInput when one has a place but no name */
function accessOf(fields: DraftFields): RoleAccess[] {
  return accessNumbers.flatMap((number): RoleAccess[] => {
    const connector = fields[`connector${number}`]
    const team = fields[`team${number}`]
    if (!connector) return []
    if (!team) throw new InvalidInput({ [`team${number}`]: roleSentence('missingTeam') })
    return [{ connector, team, channels: listed(fields[`channels${number}`]) }]
  })
}

/** @throws InvalidInput */
export function draftOf(fields: DraftFields): RoleDraft {
  const { hasPrimary, minimumHolders, graceDays, solution, ...others } = fields
  return {
    name: others.name,
    kind: others.kind,
    solution: solution || null,
    purpose: others.purpose,
    tasks: others.tasks,
    responsibility: others.responsibility,
    competences: others.competences,
    accessNote: others.accessNote,
    handOver: others.handOver,
    takeOver: others.takeOver,
    minimumHolders: minimumHolders ?? 0,
    maximumHolders: others.maximumHolders,
    hasPrimary: hasPrimary === 'ja',
    certificationMonths: others.certificationMonths,
    nonResponse: others.nonResponse,
    graceDays: graceDays ?? 14,
    access: accessOf(fields),
  }
}

/** What was sent, as the fields of the form: to be carried on, or typed again. */
export const carriedOf = (fields: DraftFields): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([name, value]) => !(name in seenFields) && value !== undefined && value !== null)
      .map(([name, value]) => [name, String(value)]),
  )

/** What the form shows of a role before anything is typed. */
export function typedOf(role: Role): Record<string, string> {
  const number = (count: number | null): string => (count === null ? '' : String(count))
  const accesses = role.access.flatMap((access, index) => [
    [`connector${index + 1}`, access.connector],
    [`team${index + 1}`, access.team],
    [`channels${index + 1}`, access.channels.join(', ')],
  ])
  return {
    name: role.name,
    kind: role.kind,
    solution: role.solution ?? '',
    purpose: role.purpose,
    tasks: role.tasks,
    responsibility: role.responsibility,
    competences: role.competences,
    accessNote: role.accessNote,
    handOver: role.handOver,
    takeOver: role.takeOver,
    minimumHolders: number(role.minimumHolders),
    maximumHolders: number(role.maximumHolders),
    hasPrimary: role.hasPrimary ? 'ja' : '',
    certificationMonths: number(role.certificationMonths),
    nonResponse: role.nonResponse,
    graceDays: number(role.graceDays),
    version: String(role.version),
    ...Object.fromEntries(accesses),
  }
}

/** A new role begins with the most usual rules. */
export const freshDraft: Readonly<Record<string, string>> = {
  kind: 'crossCutting',
  minimumHolders: '1',
  nonResponse: 'keep',
  graceDays: '14',
}
