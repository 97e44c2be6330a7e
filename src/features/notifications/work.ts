import type { World } from '../../platform/http/world.ts'
import { inJob } from '../organisations/index.ts'
import { digestBody } from './digest-words.ts'
import { consequenceOf } from './domain-sending.ts'
import { dueDigests } from './domain-ways.ts'
import { mailOf } from './mail/compose.ts'
import type { Post } from './mail/post.ts'
import { insertTold, moveHorizon, takeEvents } from './store.ts'
import { takeBackAnswered } from './store-answered.ts'
import { insertDigests, withdrawSettled } from './store-digest.ts'
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
      return { events: taken.length, made: taken.length > 0 ? await insertTold(ctx, taken) : 0 }
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
}

/** Mails one look takes up: few, so that a worker that dies holds few back. */
const mailsAtATime = 10

/** Hands over every mail that is due. No transaction is open while a mail server is spoken to. @returns how many were tried */
export async function sendDueMails(office: MailOffice): Promise<number> {
  await inJob(office.world, giveUpOld)
  await inJob(office.world, takeBackAnswered)
  await inJob(office.world, withdrawSettled)
  let tried = 0
  for (;;) {
    const mails = await inJob(office.world, (ctx) => takeDueMails(ctx, mailsAtATime))
    for (const mail of mails) await sendOne(office, mail)
    tried += mails.length
    if (mails.length < mailsAtATime) return tried
  }
}

async function sendOne({ world, baseUrl, post }: MailOffice, mail: TakenMail): Promise<void> {
  const letterBody = mail.letterBody ?? digestBody(mail, mail.language, baseUrl)
  const text = mailOf(mail, { language: mail.language, baseUrl, letterBody })
  await inJob(world, (ctx) => saveText(ctx, mail, text))
  const attempt = await post.send(text, {
    to: { name: mail.name, address: mail.address },
    messageId: `<${mail.id}@${baseUrl.hostname}>`,
    listId: `<notifikationer.${baseUrl.hostname}>`,
  })
  const consequence = consequenceOf(attempt, mail.attempts)
  await inJob(world, async (ctx) => {
    const isOurs = await saveConsequence(ctx, mail, consequence)
    if (isOurs && consequence.state === 'undeliverable' && consequence.marksAddress)
      await saveBounced(ctx, mail)
  })
}
