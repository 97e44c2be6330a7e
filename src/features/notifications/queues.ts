import type { World } from '../../platform/http/world.ts'
import type { Queue, QueueSpec } from '../../platform/jobs/jobs.ts'
import { askForMails } from './ask-for-mails.ts'
import { toldEvents } from './domain.ts'
import type { Post } from './mail/post.ts'
import {
  forgetOldTexts,
  forgetTold,
  type MailOffice,
  makeDigests,
  sendDueMails,
  tellLate,
  tellWhatHappened,
} from './work.ts'

/** At each event that somebody is told of; once a minute for those whose job was lost. */
export const tellingSpec: QueueSpec = {
  name: 'notifications.telling',
  oncePerOrganisation: true,
  listensTo: toldEvents,
  schedule: '* * * * *',
}

export const forgettingSpec: QueueSpec = { name: 'notifications.forgetting', schedule: '41 * * * *' }

export const retentionSpec: QueueSpec = { name: 'notifications.retention', schedule: '11 3 * * *' }

export const mailSpec: QueueSpec = { name: 'notifications.mail', schedule: '* * * * *' }

/** Every five minutes, so that a server that was down at eight catches up. */
export const digestSpec: QueueSpec = { name: 'notifications.digests', schedule: '*/5 * * * *' }

/** Gathers what waits for a digest into one mail for each person, and asks for it to be sent. */
export const digestQueue = (world: World): Queue => ({
  ...digestSpec,
  async handle() {
    if ((await makeDigests(world)) > 0) await askForMails(world)
  },
})

/** Every five minutes: what nobody could be told does not wait long for a municipality that can be reached again. */
export const lateSpec: QueueSpec = { name: 'notifications.late', schedule: '*/5 * * * *' }

/** Tells what nobody in a municipality could be told, where somebody can be now. */
export const lateQueue = (world: World): Queue => ({
  ...lateSpec,
  async handle() {
    if ((await tellLate(world)) > 0) await askForMails(world)
  },
})

/** Makes notifications of what happened, and asks for their mails to be sent. */
export const tellingQueue = (world: World): Queue => ({
  ...tellingSpec,
  async handle() {
    const told = await tellWhatHappened(world)
    if (told > 0) await askForMails(world)
  },
})

/** Keeps short what is remembered of events told. */
export const forgettingQueue = (world: World): Queue => ({
  ...forgettingSpec,
  handle: () => forgetTold(world),
})

/** Forgets, every night, what is kept for a time alone. @param days setting NOTIFICATION_DAYS */
export const retentionQueue = (world: World, days: number): Queue => ({
  ...retentionSpec,
  async handle() {
    await forgetOldTexts(world, days)
  },
})

/** Sends the mails that are due; without a mail server they are kept. */
export const mailQueue = (office: Omit<MailOffice, 'post'> & { readonly post: Post | null }): Queue => ({
  ...mailSpec,
  async handle() {
    const { post } = office
    if (post) await sendDueMails({ ...office, post })
  },
})
