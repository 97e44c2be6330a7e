import type { Context } from '../../kernel/context.ts'
import {
  Conflict,
  type FieldFaults,
  Forbidden,
  InvalidInput,
  NotFound,
  refuseIf,
} from '../../kernel/errors.ts'
import { insertEvent } from '../../platform/events/event-store.ts'
import type { DoorContext } from '../../platform/http/route.ts'
import { onlyAtHome } from './actions.ts'
import type { Reason } from './domain.ts'
import { chosenReasons, type Hours, habitOf, type Way, waysOf, whyNotHours } from './domain-ways.ts'
import { type Choices, findChoices } from './queries-ways.ts'
import { findWaysOf, lockChooser, saveHours, saveMailsEnded, saveWays } from './store-ways.ts'
import { waysTexts } from './ways-texts.ts'

export interface NewChoices {
  /** Reasons not named stay as they are. */
  readonly ways: Readonly<Partial<Record<Reason, Way>>>
  readonly hours: Hours
}

const sentenceOf = (key: 'bothHours' | 'sameHours' | 'notOffered') => ({
  da: waysTexts('da')[key],
  en: waysTexts('en')[key],
})

/** Reasons with the way chosen for each, where there is one. */
const named = (ways: NewChoices['ways']): [Reason, Way][] =>
  chosenReasons.flatMap((reason): [Reason, Way][] => {
    const way = ways[reason]
    return way ? [[reason, way]] : []
  })

function faultsOf({ ways, hours }: NewChoices): FieldFaults {
  const faults: FieldFaults = {}
  for (const [reason, way] of named(ways))
    if (!waysOf(reason).includes(way)) faults[`way-${reason}`] = sentenceOf('notOffered')
  const why = whyNotHours(hours)
  if (why) faults[hours.quietFrom === null ? 'quietFrom' : 'quietUntil'] = sentenceOf(why)
  return faults
}

/**
 * Keeps how the actor wants to be told (N1). A choice that is what is usual anyway is not kept: should that change, it
 * changes for them too.
 * @throws NotFound for a machine, InvalidInput, Refused for one who acts for another organisation than their own
 */
export async function chooseWays(ctx: Context, choices: NewChoices): Promise<void> {
  if (ctx.actor.kind !== 'user') throw new NotFound('user')
  checkChoices(choices)
  refuseIf((await lockChooser(ctx, ctx.actor.id)) ? null : onlyAtHome)
  await save(ctx, ctx.actor.id, choices, await findChoices(ctx))
}

/**
 * Keeps how a person of a machine's own organisation is told, all of it: what is not named is as usual.
 * @param version of the choices the change was made from; null: whatever they were
 * @throws Forbidden, NotFound, InvalidInput, Conflict
 */
export async function chooseFor(
  ctx: Context,
  userId: string,
  choices: NewChoices,
  version: number | null,
): Promise<void> {
  if (!ctx.actor.permissions.has('notification.choose')) throw new Forbidden('notification.choose')
  if (!(await lockChooser(ctx, userId))) throw new NotFound('user')
  checkChoices(choices)
  const before = await findChoices(ctx, userId)
  if (version !== null && version !== before.version) throw new Conflict()
  const usual = Object.fromEntries(chosenReasons.map((reason) => [reason, habitOf(reason).way]))
  await save(ctx, userId, { ...choices, ways: { ...usual, ...choices.ways } }, before)
}

/** @throws InvalidInput */
function checkChoices(choices: NewChoices): void {
  const faults = faultsOf(choices)
  if (Object.keys(faults).length > 0) throw new InvalidInput(faults)
}

async function save(ctx: Context, userId: string, choices: NewChoices, before: Choices): Promise<void> {
  const chosen = new Map(
    named(choices.ways).map(([reason, way]) => [reason, way === habitOf(reason).way ? null : way]),
  )
  await saveWays(ctx, userId, chosen)
  await saveHours(ctx, userId, choices.hours)
  const ways = named(choices.ways).flatMap(([reason, to]) => {
    const from = before.ways[reason] ?? habitOf(reason).way
    return from === to ? [] : [[reason, { from, to }] as const]
  })
  const hours = (['quietFrom', 'quietUntil', 'workingDaysOnly'] as const).flatMap((key) => {
    const [from, to] = [before.hours[key], choices.hours[key]]
    return from === to ? [] : [[key, { from, to }] as const]
  })
  if (ways.length + hours.length === 0) return
  await ctx.emit({
    type: 'notification.choicesSaved',
    organisationId: ctx.actor.organisationId,
    subject: { type: 'user', id: userId },
    changes: Object.fromEntries([...ways, ...hours]),
  })
}

/**
 * Ends the mails a person gets of a reason; of a digest, of all that is gathered in digests. They may have no session: the
 * token in the mail was the proof. A second time changes nothing. @throws NotFound
 */
export async function endMails(
  ctx: DoorContext,
  { userId, reason }: { readonly userId: string; readonly reason: Reason },
  requestId: string,
): Promise<void> {
  const chosen = reason === 'digest' ? await findWaysOf(ctx, userId) : {}
  const ending =
    reason === 'digest'
      ? chosenReasons.filter((one) => ['daily', 'weekly'].includes(chosen[one] ?? habitOf(one).way))
      : [reason]
  const saved = await saveMailsEnded(ctx, userId, ending)
  if (!saved) throw new NotFound('user')
  if (saved.ended.length === 0) return
  const witness = {
    tx: ctx.tx,
    now: ctx.now,
    actor: saved.person,
    origin: { via: 'web' as const, requestId },
  }
  await insertEvent(witness, {
    type: 'notification.choicesSaved',
    organisationId: saved.person.organisationId,
    subject: { type: 'user', id: userId },
    changes: Object.fromEntries(saved.ended.map((one) => [one, { to: 'portal' }])),
    facts: { cause: 'unsubscribed' },
  })
}
