import type { Context } from '../../kernel/context.ts'
import type { World } from '../../platform/http/world.ts'
import { inJob } from '../organisations/index.ts'
import { digestBody } from './digest-words.ts'
import { consequenceOf } from './domain-sending.ts'
import { dueDigests, habitOf } from './domain-ways.ts'
import { mailOf } from './mail/compose.ts'
import { messageIdOf, returnPathOf, threadOf } from './mail/envelope.ts'
import type { Post } from './mail/post.ts'
import { type UnsubscribeKey, unsubscribeAddress } from './mail/unsubscribe.ts'
import { insertTold, isFirstUnreachedOf, moveHorizon, takeEvents } from './store.ts'
import { insertDigests } from './store-digest.ts'
import { insertFallbacks } from './store-fallback.ts'
import { takeLate } from './store-late.ts'
import {
  giveUpOld,
  saveBounced,
  saveConsequence,
  saveText,
  type TakenMail,
  takeDueMails,
} from './store-outbox.ts'
import { forgetTexts } from './store-retention.ts'

/**
 * Tells of everything that has happened and nobody was told of. Taking the events and telling of them is one
 * transaction: whoever else works at the same time, and wherever this is cut off, each is told once.
 * @returns how many notifications were made
 */
export async function tellWhatHappened(world: World): Promise<number> {
  let told = 0
  for (;;) {
    const { events, made } = await inJob(world, async (ctx) => {
      const taken = await takeEvents(ctx)
      return { events: taken.length, made: taken.length > 0 ? await tell(ctx, taken) : 0 }
    })
    told += made
    if (events === 0) return told
  }
}

/**
 * Makes the digests that are due now (N1). Run by many workers, or again, it makes each once. @returns how many people
 * were gone through
 */
export async function makeDigests(world: World): Promise<number> {
  const due = dueDigests(world.clock.now())
  if (!due) return 0
  let made = 0
  for (;;) {
    const count = await inJob(world, (ctx) => insertDigests(ctx, due))
    made += count
    if (count === 0) return made
  }
}

async function tell(ctx: Context, eventIds: readonly number[]): Promise<number> {
  const { made, unreached } = await insertTold(ctx, { eventIds })
  await insertFallbacks(ctx, eventIds)
  if (unreached > 0) await tellUnreached(ctx, unreached)
  return made
}

/** Tells the central body that there was nobody to tell; once a day, its list has the rest. */
async function tellUnreached(ctx: Context, municipalities: number): Promise<void> {
  if (!(await isFirstUnreachedOf(ctx))) return
  await ctx.emit({
    type: 'notification.reachedNobody',
    organisationId: ctx.actor.organisationId,
    subject: { type: 'notifications', id: ctx.today },
    facts: { municipalities, day: ctx.today },
  })
}

/**
 * Tells what nobody in a municipality could be told, where somebody can be now: a new KLIK-administrator, a mailbox, or an
 * address that was put right. Run by many workers, or again, it tells each once. @returns how many mails and notifications were made
 */
export async function tellLate(world: World): Promise<number> {
  let told = 0
  for (;;) {
    const { taken, made } = await inJob(world, async (ctx) => {
      const { late, sent } = await takeLate(ctx)
      const eventIds = [...new Set(late.map(({ eventId }) => eventId))]
      const { made } = late.length > 0 ? await insertTold(ctx, { eventIds, late }) : { made: 0 }
      await insertFallbacks(ctx, eventIds)
      return { taken: late.length + sent, made: made + sent }
    })
    told += made
    if (taken === 0) return told
  }
}

/** Forgets what has long been told, so that looking for what has not stays quick. */
export const forgetTold = (world: World): Promise<void> => inJob(world, moveHorizon)

/** Forgets the addresses and texts of mails older than so many days. @returns how many were forgotten */
export async function forgetOldTexts(world: World, days: number): Promise<number> {
  let forgotten = 0
  for (;;) {
    const count = await inJob(world, (ctx) =>
      forgetTexts(ctx, new Date(ctx.now.getTime() - days * 86_400_000)),
    )
    forgotten += count
    if (count === 0) return forgotten
  }
}

/** Where the mails of one portal come from. */
export interface MailOffice {
  readonly world: World
  readonly baseUrl: URL
  readonly post: Post
  /** Mails to one receiving domain in a minute, of all workers together (MAIL_PER_MINUTE). */
  readonly perMinute?: number
  /** Mailbox that mails go back to (MAIL_RETURN_PATH); the sender's own when left out. */
  readonly returnsTo?: string | undefined
  /** Signs the addresses that end mails; without one, mails carry none. */
  readonly unsubscribeKey?: (() => Promise<UnsubscribeKey>) | undefined
}

/** Mails one look takes up: few, so that a worker that dies holds few back. */
const mailsAtATime = 10

/** Hands over every mail that is due. No transaction is open while a mail server is spoken to. @returns how many were tried */
export async function sendDueMails(office: MailOffice): Promise<number> {
  await inJob(office.world, giveUpOld)
  let tried = 0
  for (;;) {
    const mails = await inJob(office.world, (ctx) => takeDueMails(ctx, mailsAtATime, office.perMinute ?? 300))
    for (const mail of mails) if (await sendOne(office, mail)) tried += 1
    if (mails.length === 0) return tried
  }
}

/** @returns false when it was not to be handed over any more */
async function sendOne(office: MailOffice, mail: TakenMail): Promise<boolean> {
  const { world, baseUrl, post, returnsTo } = office
  const letterBody = mail.letterBody ?? digestBody(mail, mail.language, baseUrl)
  const parts = { language: mail.language, baseUrl, letterBody }
  // What the log keeps ends nobody's mails: others read it.
  const isOurs = await inJob(world, (ctx) => saveText(ctx, mail, mailOf(mail, parts)))
  if (!isOurs) return false
  const unsubscribe = await unsubscribeFrom(office, mail)
  const attempt = await post.send(mailOf(mail, { ...parts, unsubscribe }), {
    to: { name: mail.name, address: mail.address },
    messageId: messageIdOf(mail, baseUrl.hostname),
    listId: `<notifikationer.${baseUrl.hostname}>`,
    thread: threadOf(mail, baseUrl.hostname),
    returnPath: returnsTo ? returnPathOf(mail, returnsTo) : null,
    unsubscribe,
    wantsReceipt: mail.isOnTrial,
  })
  const consequence = consequenceOf(attempt, mail.attempts)
  await inJob(world, async (ctx) => {
    const isSaved = await saveConsequence(ctx, mail, consequence)
    if (isSaved && consequence.state === 'undeliverable' && consequence.marksAddress)
      await saveBounced(ctx, mail)
  })
  return true
}

/** A mailbox of a municipality is nobody's own: its mails are not ended by whoever reads it. */
async function unsubscribeFrom(
  { baseUrl, unsubscribeKey }: MailOffice,
  mail: TakenMail,
): Promise<URL | null> {
  const { userId, reason } = mail
  if (!unsubscribeKey || userId === null || 'insteadOf' in mail.facts) return null
  // What is red comes at once whatever anybody chose (N1).
  if (habitOf(reason).firm === 'red') return null
  return unsubscribeAddress(baseUrl, await unsubscribeKey(), { userId, reason })
}
