import { z } from 'zod'
import {
  manyOrganisationIds,
  manyTexts,
  oneOf,
  optionalDay,
  requiredText,
} from '../../platform/http/form-fields.ts'
import { mostNameCharacters, nonResponses, type RoundAudience, type RoundPlan } from './domain/round.ts'
import { roundTexts } from './texts.ts'

const audienceKinds = ['all', 'regions', 'list'] as const
export const nonResponseChoices = ['asRole', ...nonResponses] as const

const sentence = (key: 'badGrace' | 'missingDay') => ({
  da: roundTexts('da')[key],
  en: roundTexts('en')[key],
})

const fault = (context: z.core.$RefinementCtx, path: string, key: Parameters<typeof sentence>[0]): never => {
  context.addIssue({ code: 'custom', path: [path], params: { sentence: sentence(key) } })
  return z.NEVER
}

/** The fields of the form, as typed, made into a plan. */
export const planForm = z
  .object({
    name: requiredText(mostNameCharacters),
    roleIds: manyTexts,
    audience: oneOf(audienceKinds),
    regions: manyTexts,
    organisationIds: manyOrganisationIds,
    closesOn: optionalDay,
    nonResponse: oneOf(nonResponseChoices),
    graceDays: z.string().optional(),
  })
  .transform((form, context): RoundPlan => {
    const grace = form.graceDays?.trim() ?? ''
    if (!form.closesOn) return fault(context, 'closesOn', 'missingDay')
    if (!/^\d{0,3}$/.test(grace)) return fault(context, 'graceDays', 'badGrace')
    return {
      name: form.name,
      roleIds: form.roleIds.filter((id) => z.uuid().safeParse(id).success),
      audience: audienceOf(form),
      closesOn: form.closesOn,
      nonResponse: form.nonResponse,
      graceDays: grace === '' ? null : Number(grace),
    }
  })

interface Chosen {
  readonly audience: (typeof audienceKinds)[number]
  readonly regions: readonly string[]
  readonly organisationIds: readonly number[]
}

function audienceOf({ audience, regions, organisationIds }: Chosen): RoundAudience {
  if (audience === 'regions') return { kind: 'regions', regions }
  if (audience === 'all') return { kind: 'all' }
  return { kind: 'list', organisationIds }
}

/** The fields that go along from one page to the next. */
export const carried = [
  'name',
  'roleIds',
  'audience',
  'regions',
  'organisationIds',
  'closesOn',
  'nonResponse',
  'graceDays',
]
