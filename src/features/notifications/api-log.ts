import { z } from 'zod'
import { civilDay } from '../../kernel/civil-day.ts'
import type { Language } from '../../kernel/language.ts'
import { needs } from '../../platform/http/access.ts'
import { isoDay } from '../../platform/http/form-fields.ts'
import { api, json, type Route, reads } from '../../platform/http/route.ts'
import { mailStates, reasons } from './domain.ts'
import { thingIn } from './domain-log.ts'
import { pageOf, readPlace } from './log-address.ts'
import { getMail, type LoggedMail, listMails } from './queries-log.ts'
import { wordsOf } from './reason-words.ts'

const access = needs('notification.readLog')

/** Filters of what was told, shared by notifications and mails. */
export const toldQuery = z.object({
  about: z.string().max(200).default(''),
  reason: z.enum(reasons).optional(),
  from: isoDay.optional(),
  to: isoDay.optional(),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})

/** The same as rules take them. */
export const toldFilter = ({ about, reason, from, to }: z.output<typeof toldQuery>) => ({
  about: thingIn(about),
  reason: reason ?? null,
  from: from ? civilDay(from) : null,
  to: to ? civilDay(to) : null,
})

const mail = z.object({
  id: z.uuid(),
  organisationId: z.number().int(),
  organisationName: z.string(),
  recipientName: z.string(),
  address: z.string(),
  title: z.string(),
  reason: z.enum(reasons),
  rule: z.string(),
  recipientPath: z.string(),
  subject: z.object({ type: z.string(), id: z.string() }),
  state: z.enum(mailStates),
  attempts: z.number().int(),
  errorCode: z.string().nullable(),
  createdAt: z.date(),
  sentAt: z.date().nullable(),
  forgottenAt: z.date().nullable(),
})

const shown = (one: LoggedMail, language: Language) => ({
  id: one.id,
  organisationId: one.organisationId,
  organisationName: one.organisationName,
  recipientName: one.recipientName,
  address: one.address,
  title: wordsOf(one, language).title,
  reason: one.reason,
  rule: one.rule,
  recipientPath: one.path,
  subject: { type: one.subjectType, id: one.subjectId },
  state: one.state,
  attempts: one.attempts,
  errorCode: one.errorCode,
  createdAt: one.createdAt,
  sentAt: one.sentAt,
  forgottenAt: one.forgottenAt,
})

const listRoute = api({
  method: 'get',
  path: '/api/v1/notification-mails',
  summary:
    'The log of mails within reach: to whom, why, by which rule and path, and how it went, newest first',
  tag: 'notifications',
  access,
  audit: reads,
  input: {
    query: toldQuery.extend({
      person: z.string().max(200).default(''),
      state: z.enum(mailStates).optional(),
    }),
  },
  output: z.object({ items: z.array(mail), nextCursor: z.string().nullable() }),
  handle: async (ctx, { query }) => {
    const filter = { ...toldFilter(query), person: query.person.trim(), state: query.state ?? null }
    const slice = { after: readPlace(query.cursor), limit: query.limit + 1 }
    const { mails, next } = pageOf(await listMails(ctx, filter, slice), query.limit)
    return json({ items: mails.map((one) => shown(one, ctx.language)), nextCursor: next })
  },
})

const getRoute = api({
  method: 'get',
  path: '/api/v1/notification-mails/:id',
  summary:
    'One mail of the log, with its text as it was handed over; null before that and when it is forgotten',
  tag: 'notifications',
  access,
  audit: reads,
  input: { params: z.object({ id: z.uuid() }) },
  output: mail.extend({ sentSubject: z.string().nullable(), sentText: z.string().nullable() }),
  handle: async (ctx, { params }) => {
    const found = await getMail(ctx, params.id)
    return json({
      ...shown(found, ctx.language),
      sentSubject: found.sentSubject,
      sentText: found.sentBody,
    })
  },
})

/** The log of mails for API clients (N3). */
export const mailsApi: Route[] = [listRoute, getRoute]
