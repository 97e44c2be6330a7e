import type { Context } from '../../kernel/context.ts'
import { NotFound, type Refusal, refuseIf } from '../../kernel/errors.ts'
import type { Language } from '../../kernel/language.ts'
import { saveAddressConfirmed, saveMailLanguage } from '../users/index.ts'
import { getNotification, type Notification } from './queries.ts'
import { type ReadScope, saveAllRead, saveRead } from './store.ts'

/** Marks a notification within the actor's own as read; a second time changes nothing. @throws NotFound */
export async function readNotification(ctx: Context, id: string): Promise<Notification> {
  const notification = await getNotification(ctx, id)
  if (await saveRead(ctx, id)) {
    await ctx.emit({
      type: 'notification.read',
      organisationId: ctx.actor.organisationId,
      subject: { type: 'notification', id },
      facts: { reason: notification.reason },
    })
  }
  return notification
}

/** Marks what the actor has been told of as read: all, or those of a reason and thing. @returns how many were unread */
export async function readAllNotifications(ctx: Context, scope: ReadScope = {}): Promise<number> {
  const count = await saveAllRead(ctx, scope)
  if (count > 0) {
    await ctx.emit({
      type: 'notification.allRead',
      organisationId: ctx.actor.organisationId,
      subject: { type: 'user', id: ctx.actor.id },
      facts: { count, ...(scope.reason ? { reason: scope.reason } : {}) },
    })
  }
  return count
}

export const onlyAtHome: Refusal = {
  code: 'not-a-user-here',
  sentence: {
    da: 'Skift til din egen organisation, og vælg sproget der. Det er dér, du får mails.',
    en: 'Change to your own organisation and choose the language there. That is where you get emails.',
  },
}

/**
 * Chooses the language of the actor's own mails.
 * @throws NotFound for a machine, which gets none; Refused for one who acts for another organisation than their own
 */
export async function chooseMailLanguage(ctx: Context, language: Language): Promise<void> {
  if (ctx.actor.kind !== 'user') throw new NotFound('user')
  refuseIf((await saveMailLanguage(ctx, language)) ? null : onlyAtHome)
  await ctx.emit({
    type: 'user.mailLanguageChosen',
    organisationId: ctx.actor.organisationId,
    subject: { type: 'user', id: ctx.actor.id },
    changes: { mailLanguage: { to: language } },
  })
}

/**
 * The actor says that mails reach them: the mark on their address goes, and they are sent mails again. Should one come
 * back, it is marked anew (N3). @throws NotFound for a machine
 */
export async function confirmAddress(ctx: Context): Promise<void> {
  if (ctx.actor.kind !== 'user') throw new NotFound('user')
  if (!(await saveAddressConfirmed(ctx))) return
  await ctx.emit({
    type: 'notification.addressConfirmed',
    organisationId: ctx.actor.organisationId,
    subject: { type: 'user', id: ctx.actor.id },
  })
}
