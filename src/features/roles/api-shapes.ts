import { z } from 'zod'
import { optionalText, requiredText } from '../../platform/http/form-fields.ts'
import { mostAccesses, nonResponses, roleKinds } from './domain.ts'
import { connectorForm, isConnectorName } from './domain-places.ts'
import { mostText } from './draft-form.ts'
import { roleSentence } from './texts.ts'

export const params = z.object({ id: z.uuid() })

const connector = z
  .string()
  .regex(connectorForm)
  .refine(isConnectorName)
  .describe('manual, mattermost (the first server), or mattermost- and the key of a further one')

export const access = z.object({
  connector,
  team: z.string().trim().min(1).max(200).describe('Name or id at the server'),
  channels: z
    .array(z.string().trim().min(1).max(200))
    .max(100)
    .default([])
    .describe('Names or ids, or rules: {kommune} and {region} stand for the holder’s own'),
})

export const rules = {
  kind: z.enum(roleKinds),
  solution: z.string().trim().min(1).max(100).nullable().default(null),
  minimumHolders: z.int().min(0).max(999),
  maximumHolders: z.int().min(1).max(999).nullable().default(null),
  hasPrimary: z.boolean().default(false),
  certificationMonths: z.int().min(1).max(120).nullable().default(null),
  nonResponse: z.enum(nonResponses).default('keep'),
  graceDays: z.int().min(0).max(999).default(14),
  access: z.array(access).max(mostAccesses).default([]),
}

/** A role as clients send it. */
export const draft = z.object({
  name: requiredText(200, roleSentence('missingName')),
  ...rules,
  purpose: requiredText(mostText, roleSentence('missingPurpose')),
  tasks: requiredText(mostText, roleSentence('missingTasks')),
  responsibility: optionalText(mostText),
  competences: optionalText(mostText),
  accessNote: optionalText(500),
  handOver: optionalText(mostText),
  takeOver: optionalText(mostText),
})
