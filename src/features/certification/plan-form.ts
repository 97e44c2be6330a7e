import { z } from 'zod'
import type { CivilDay } from '../../kernel/civil-day.ts'
import { InvalidInput } from '../../kernel/errors.ts'
import {
  faultsOf,
  manyOrganisationIds,
  manyTexts,
  oneOf,
  optionalDay,
  optionalText,
} from '../../platform/http/form-fields.ts'
import {
  mostNameCharacters,
  nonResponses,
  planFaults,
  type RoundAudience,
  type RoundPlan,
} from './domain/round.ts'

const audienceKinds = ['all', 'regions', 'list'] as const
export const nonResponseChoices = ['asRole', ...nonResponses] as const

/** The fields of the form, as typed: what is wrong with any of them is said at once, by `planOf`. */
export const planForm = z.object({
  name: optionalText(mostNameCharacters),
  roleIds: manyTexts,
  audience: oneOf(audienceKinds),
  regions: manyTexts,
  organisationIds: manyOrganisationIds,
  closesOn: z.string().optional(),
  nonResponse: oneOf(nonResponseChoices),
  graceDays: z.string().optional(),
})

const dayField = z.object({ closesOn: optionalDay })

/** The plan that the fields mean. @throws InvalidInput with every fault there is */
export function planOf(form: z.output<typeof planForm>, today: CivilDay): RoundPlan {
  const grace = form.graceDays?.trim() ?? ''
  const day = dayField.safeParse({ closesOn: form.closesOn })
  const draft = {
    name: form.name,
    roleIds: form.roleIds.filter((id) => z.uuid().safeParse(id).success),
    audience: audienceOf(form),
    closesOn: day.data?.closesOn ?? null,
    nonResponse: form.nonResponse,
    graceDays: grace === '' ? null : /^\d{1,3}$/.test(grace) ? Number(grace) : Number.NaN,
  }
  const faults = { ...planFaults(draft, today), ...(day.error ? faultsOf(day.error) : {}) }
  const { closesOn } = draft
  if (closesOn === null || Object.keys(faults).length > 0) throw new InvalidInput(faults)
  return { ...draft, closesOn }
}

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
