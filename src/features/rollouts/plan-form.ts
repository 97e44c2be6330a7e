import { z } from 'zod'
import type { CivilDay } from '../../kernel/civil-day.ts'
import { type FieldFaults, InvalidInput } from '../../kernel/errors.ts'
import {
  faultsOf,
  manyOrganisationIds,
  manyTexts,
  oneOf,
  optionalDay,
  optionalId,
  requiredId,
} from '../../platform/http/form-fields.ts'
import { priorities } from '../templates/index.ts'
import { type Audience, choiceFaults, dateFaults, type RolloutPlan } from './domain.ts'
import { rolloutSentence } from './texts.ts'

const audienceKinds = ['all', 'regions', 'list', 'lacksRole'] as const

/** The fields of the form, each by itself. */
const planFields = z.object({
  templateId: requiredId(rolloutSentence('missingTemplate')),
  audience: oneOf(audienceKinds, rolloutSentence('missingAudience')),
  regions: manyTexts,
  organisationIds: manyOrganisationIds,
  roleId: optionalId,
  alsoThoseWhoHave: z.string().optional(),
  priority: oneOf(priorities),
  startsOn: optionalDay,
  dueOn: optionalDay,
})

const chosenFields = planFields.pick({ audience: true, regions: true, organisationIds: true, roleId: true })
const dateFields = planFields.pick({ startsOn: true, dueOn: true })

/** The form as it was sent, in a body or an address. */
export const planForm = z.record(z.string(), z.union([z.string(), z.array(z.string())]))

/**
 * The plan that a sent form means.
 * @throws InvalidInput with all that can be seen to be wrong without asking the database, at once
 */
export function readPlan(typed: z.output<typeof planForm>, today: CivilDay): RolloutPlan {
  const form = planFields.safeParse(typed)
  const [chosen, dates] = [chosenFields.safeParse(typed).data, dateFields.safeParse(typed).data]
  const faults: FieldFaults = {
    ...(chosen && choiceFaults(audienceOf(chosen))),
    ...(dates && dateFaults(dates, today)),
    ...(form.error && faultsOf(form.error)),
  }
  if (!form.success || Object.keys(faults).length > 0) throw new InvalidInput(faults)
  const { templateId, priority, startsOn, dueOn } = form.data
  const alsoThoseWhoHave = form.data.alsoThoseWhoHave !== undefined
  return { templateId, audience: audienceOf(form.data), alsoThoseWhoHave, priority, startsOn, dueOn }
}

interface Chosen {
  readonly audience: (typeof audienceKinds)[number]
  readonly regions: readonly string[]
  readonly organisationIds: readonly number[]
  readonly roleId: string | null
}

function audienceOf({ audience, regions, organisationIds, roleId }: Chosen): Audience {
  if (audience === 'all') return { kind: 'all' }
  if (audience === 'regions') return { kind: 'regions', regions }
  if (audience === 'list') return { kind: 'list', organisationIds }
  return { kind: 'lacksRole', roleId: roleId ?? '' }
}

/** The fields that go along from one page to the next. */
export const carried = [
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
