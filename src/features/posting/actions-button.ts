import type { Actor } from '../../kernel/actor.ts'
import { insertEvent } from '../../platform/events/event-store.ts'
import type { DoorContext } from '../../platform/http/route.ts'
import type { ButtonKey } from './button-token.ts'
import { type PressRefusal, propsOf, type SeenCount, whyNotAnswer, whyNotPress } from './domain-button.ts'
import { mayAnswer } from './policy.ts'
import { findPosted, findPresser } from './queries-door.ts'
import { saveSeen } from './store-seen.ts'

export interface Pressed {
  readonly token: string
  readonly accountId: string
  readonly postId: string
  readonly channelId: string
}

export type PressAnswer =
  /** The token is not ours: whoever sent it is not answered. */
  | { readonly outcome: 'unknown' }
  | { readonly outcome: 'refused'; readonly why: PressRefusal }
  | {
      readonly outcome: 'seen'
      readonly isNew: boolean
      readonly message: string
      readonly props: ReturnType<typeof propsOf>
    }

/** Mattermost's server tells of it without being a person: the event is told of who pressed. */
async function tellOfSeen(
  ctx: DoorContext,
  actor: Actor,
  postingId: string,
  requestId: string,
): Promise<void> {
  const witness = { tx: ctx.tx, now: ctx.now, actor, origin: { via: 'web' as const, requestId } }
  await insertEvent(witness, {
    type: 'posting.seen',
    organisationId: actor.organisationId,
    subject: { type: 'posting', id: postingId },
    facts: { userName: actor.name },
  })
}

export interface Buttons {
  readonly key: () => Promise<ButtonKey>
  /** Where Mattermost reaches them. */
  readonly url: string
}

/**
 * Somebody pressed a button below a post. The token says which post and what for, Mattermost says who and where, and our
 * own map says whether that is a person who may. Pressing again, or sending the same again, changes nothing.
 */
export async function pressButton(
  ctx: DoorContext,
  buttons: Buttons,
  pressed: Pressed,
  requestId: string,
): Promise<PressAnswer> {
  const pass = (await buttons.key()).read(pressed.token)
  if (!pass) return { outcome: 'unknown' }
  const posting = await findPosted(ctx, pass.postingId)
  const refusal = whyNotPress(pass, pressed, posting, ctx.now)
  if (refusal || !posting) return { outcome: 'refused', why: refusal ?? 'unknownPost' }
  const presser = await findPresser(ctx, pressed.accountId)
  const why = whyNotAnswer(presser && { open: presser.open, mayAnswer: mayAnswer(presser.actor) })
  if (why || !presser) return { outcome: 'refused', why: why ?? 'unknownPerson' }
  const { isNew, count } = await saveSeen(ctx, presser.actor, posting.id)
  if (isNew) await tellOfSeen(ctx, presser.actor, posting.id, requestId)
  return { outcome: 'seen', isNew, ...shownAfter(posting, buttons.url, pressed.token, count) }
}

/** The post as it stands from now on, whole: what an update leaves out is gone. */
function shownAfter(
  posting: { readonly id: string; readonly message: string },
  url: string,
  token: string,
  count: SeenCount,
) {
  return { message: posting.message, props: propsOf(posting.id, { url, token }, count) }
}
