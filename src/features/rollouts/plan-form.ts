import { z } from 'zod'
import { manyTexts, oneOf, optionalDay, optionalId, requiredId } from '../../platform/http/form-fields.ts'
import { priorities } from '../templates/index.ts'
import type { Audience, RolloutPlan } from './domain.ts'
import { rolloutSentence } from './texts.ts'

export const audienceKinds = ['all', 'regions', 'list', 'lacksRole'] as const

const organisationIds = manyTexts.transform((texts) =>
  texts.map(Number).filter((id) => Number.isSafeInteger(id) && id > 0 && id < 2 ** 31),
)

/** The fields of the form, as typed, made into a plan. */
export const planForm = z
  .object({
    templateId: requiredId(rolloutSentence('missingTemplate')),
    audience: oneOf(audienceKinds, rolloutSentence('missingAudience')),
    regions: manyTexts,
    organisationIds,
    roleId: optionalId,
    alsoThoseWhoHave: z.string().optional(),
    priority: oneOf(priorities),
    startsOn: optionalDay,
    dueOn: optionalDay,
  })
  .transform((form, context): RolloutPlan => {
    const audience = audienceOf(form)
    if (!audience) {
      context.addIssue({
        code: 'custom',
        path: ['roleId'],
        params: { sentence: rolloutSentence('missingRole') },
      })
      return z.NEVER
    }
    const { templateId, priority, startsOn, dueOn } = form
    const alsoThoseWhoHave = form.alsoThoseWhoHave !== undefined
    return { templateId, audience, alsoThoseWhoHave, priority, startsOn, dueOn }
  })

interface Chosen {
  readonly audience: (typeof audienceKinds)[number]
  readonly regions: readonly string[]
  readonly organisationIds: readonly number[]
  readonly roleId: string | null
}

function audienceOf({ audience, regions, organisationIds, roleId }: Chosen): Audience | null {
  if (audience === 'all') return { kind: 'all' }
  if (audience === 'regions') return { kind: 'regions', regions }
  if (audience === 'list') return { kind: 'list', organisationIds }
  return roleId ? { kind: 'lacksRole', roleId } : null
}

/** What was typed, or what an earlier page carried on: fields by name. */
export type TypedPlan = Readonly<Record<string, string | string[] | undefined>>

export const typedText = (typed: TypedPlan, name: string): string | undefined => {
  const value = typed[name]
  return typeof value === 'string' ? value : undefined
}

export const typedTexts = (typed: TypedPlan, name: string): string[] => [typed[name] ?? []].flat()

const carried = [
  'templateId',
  'audience',
  'regions',
  'organisationIds',
  'roleId',
  'alsoThoseWhoHave',
  'priority',
  'startsOn',
  'dueOn',
] as const

/** The fields to carry from one page to the next, unseen, a pair for each value. */
export function carriedFields(typed: TypedPlan): [name: string, value: string][] {
  return carried.flatMap((name) => typedTexts(typed, name).map((value): [string, string] => [name, value]))
}
