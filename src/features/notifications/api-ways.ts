import { z } from 'zod'
import type { Context } from '../../kernel/context.ts'
import { NotFound } from '../../kernel/errors.ts'
import { needs } from '../../platform/http/access.ts'
import { api, changes, json, type Route, reads } from '../../platform/http/route.ts'
import { findUser } from '../users/index.ts'
import { chooseFor } from './actions-ways.ts'
import { reasons } from './domain.ts'
import { habitOf, reasonsFor, ways, waysOf } from './domain-ways.ts'
import { findChoices } from './queries-ways.ts'

const path = '/api/v1/users/:id/notification-choices'
const params = z.object({ id: z.uuid() })

const hour = z.int().min(0).max(23).nullable()
const hours = {
  quietFrom: hour.describe('Full hour in Copenhagen; after quietUntil when the night is between them'),
  quietUntil: hour,
  workingDaysOnly: z.boolean(),
}

const choices = z.object({
  userId: z.uuid(),
  ways: z.array(
    z.object({
      reason: z.enum(reasons),
      way: z.enum(ways),
      offered: z.array(z.enum(ways)).describe('The ways that may be chosen for the reason'),
    }),
  ),
  ...hours,
})

/** @throws NotFound for one who is no user of the actor's organisation */
async function answer(ctx: Context, userId: string) {
  if (!(await findUser(ctx, ctx.actor.organisationId, userId))) throw new NotFound('user')
  const { ways: chosen, hours: kept, version } = await findChoices(ctx, userId)
  const shown = reasonsFor(ctx.actor.side).map((reason) => ({
    reason,
    way: chosen[reason] ?? habitOf(reason).way,
    offered: [...waysOf(reason)],
  }))
  return json({ userId, ways: shown, ...kept }, { version })
}

/** How the people of an organisation are told, for its machines; a person's own page does the same. */
export const choicesApi: Route[] = [
  api({
    method: 'get',
    path,
    summary: 'How one of one’s own people is told, reason by reason, and when they want no mails',
    tag: 'notifications',
    access: needs('notification.read'),
    audit: reads,
    input: { params },
    output: choices,
    handle: (ctx, input) => answer(ctx, input.params.id),
  }),
  api({
    method: 'put',
    path,
    summary: 'Chooses how one of one’s own people is told; a reason that is not named is told as usual',
    tag: 'notifications',
    access: needs('notification.choose'),
    audit: changes('notification.choicesSaved'),
    isConditional: true,
    input: {
      params,
      body: z.object({
        ways: z
          .array(z.object({ reason: z.enum(reasons), way: z.enum(ways) }))
          .max(reasons.length)
          .default([]),
        quietFrom: hours.quietFrom.default(null),
        quietUntil: hour.default(null),
        workingDaysOnly: z.boolean().default(false),
      }),
    },
    output: choices,
    handle: async (ctx, { params: { id }, body }, { ifMatch }) => {
      const { ways: chosen, ...kept } = body
      const byReason = Object.fromEntries(chosen.map(({ reason, way }) => [reason, way]))
      await chooseFor(ctx, id, { ways: byReason, hours: kept }, ifMatch)
      return answer(ctx, id)
    },
  }),
]
