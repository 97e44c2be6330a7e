import { z } from 'zod'
import type { Context } from '../../kernel/context.ts'
import { NotFound, refuseIf } from '../../kernel/errors.ts'
import { publicBecause, signedInBecause } from '../../platform/http/access.ts'
import {
  changes,
  type DoorContext,
  door,
  type FormFaults,
  page,
  type Route,
  reads,
  redirect,
  web,
} from '../../platform/http/route.ts'
import { faultList } from '../../ui/index.ts'
import { findMailLanguage } from '../users/index.ts'
import { chooseWays, endMails } from './actions-ways.ts'
import type { Reason } from './domain.ts'
import { chosenReasons, habitOf, ownReasons, type Way, ways } from './domain-ways.ts'
import type { UnsubscribeKey, Unsubscription } from './mail/unsubscribe.ts'
import { choicesPath, inboxPath, unsubscribePath } from './paths.ts'
import { type Choices, findChoices } from './queries-ways.ts'
import { notificationTexts } from './texts.ts'
import { ChoicesPage } from './views/choices-page.tsx'
import { UnsubscribePage } from './views/unsubscribe-page.tsx'
import { waysTexts } from './ways-texts.ts'

const own = signedInBecause('everybody chooses how they are told')

/** The form's fields as they stand by the choices. */
function valuesOf({ ways: chosen, hours }: Choices): Record<string, string | undefined> {
  const byReason = chosenReasons.map((reason) => [`way-${reason}`, chosen[reason] ?? habitOf(reason).way])
  return {
    ...Object.fromEntries(byReason),
    quietFrom: hours.quietFrom === null ? '' : String(hours.quietFrom),
    quietUntil: hours.quietUntil === null ? '' : String(hours.quietUntil),
    workingDaysOnly: hours.workingDaysOnly ? 'ja' : undefined,
  }
}

async function choicesPage(ctx: Context, faults: FormFaults | null) {
  const { language } = ctx
  const texts = waysTexts(language)
  return page({
    title: texts.title,
    breadcrumbs: [{ label: notificationTexts(language).title, href: inboxPath }, { label: texts.title }],
    faults: faults ? faultList(faults.fields, language) : [],
    body: (
      <ChoicesPage
        language={language}
        reasons={ownReasons(ctx.actor.side, ctx.actor.permissions)}
        values={faults ? faults.typed : valuesOf(await findChoices(ctx))}
        faults={faults?.fields}
        mailLanguage={await findMailLanguage(ctx)}
      />
    ),
  })
}

const hour = z
  .string()
  .optional()
  .transform((text) => (text && /^([01]?\d|2[0-3])$/.test(text) ? Number(text) : null))

/** One field for each reason, `way-` and its name; those the page did not show are not sent. */
const form = z
  .looseObject({ quietFrom: hour, quietUntil: hour, workingDaysOnly: z.string().optional() })
  .transform(({ quietFrom, quietUntil, workingDaysOnly, ...rest }) => ({
    hours: { quietFrom, quietUntil, workingDaysOnly: workingDaysOnly === 'ja' },
    ways: Object.fromEntries(
      chosenReasons.flatMap((reason): [Reason, Way][] => {
        const way = ways.find((one) => one === rest[`way-${reason}`])
        return way ? [[reason, way]] : []
      }),
    ),
  }))

const choicesRoutes: Route[] = [
  web({
    method: 'get',
    path: choicesPath,
    access: own,
    audit: reads,
    handle: (ctx) => choicesPage(ctx, null),
  }),
  web({
    method: 'post',
    path: choicesPath,
    access: own,
    audit: changes('notification.choicesSaved'),
    input: { body: form },
    handle: async (ctx, { body }) => {
      await chooseWays(ctx, body)
      const texts = waysTexts(ctx.language)
      return redirect(choicesPath, {
        notice: { kind: 'success', title: texts.saved, text: texts.savedText },
      })
    },
    again: (ctx, _params, faults) => choicesPage(ctx, faults),
  }),
]

export interface UnsubscribeParts {
  readonly unsubscribeKey: () => Promise<UnsubscribeKey>
}

const token = z.object({ token: z.string().max(200) })
const byToken = publicBecause(
  'the mail reaches people without a session: the signed token in the address is the key',
)

/** @throws NotFound for a token that is not ours */
async function read({ unsubscribeKey }: UnsubscribeParts, text: string): Promise<Unsubscription> {
  const found = (await unsubscribeKey()).verify(text)
  if (!found) throw new NotFound('unsubscription')
  return found
}

const stopPage = (
  { language }: Pick<DoorContext, 'language'>,
  reason: Reason,
  text: string,
  isStopped: boolean,
) =>
  page({
    title: waysTexts(language).unsubscribe.title,
    body: <UnsubscribePage {...{ language, reason, isStopped }} token={text} />,
  })

/** One click in a mail program, or the button of the page (RFC 8058). */
const unsubscribeRoutes = (parts: UnsubscribeParts): Route[] => [
  door({
    method: 'get',
    path: unsubscribePath(':token'),
    access: byToken,
    audit: reads,
    mostAMinute: 60,
    input: { params: token },
    handle: async (ctx, { params }) =>
      stopPage(ctx, (await read(parts, params.token)).reason, params.token, false),
  }),
  door({
    method: 'post',
    path: unsubscribePath(':token'),
    access: byToken,
    audit: changes('notification.choicesSaved'),
    isForServers: true,
    takes: 'anyForm',
    mostBytes: 2_000,
    // A mail provider asks for many people from one address.
    mostAMinute: 1200,
    input: { params: token },
    handle: async (ctx, { params }, request) => {
      const found = await read(parts, params.token)
      refuseIf(habitOf(found.reason).firm === 'red' ? redRefusal(found.reason) : null)
      await endMails(ctx, found, request.id)
      return stopPage(ctx, found.reason, params.token, true)
    },
  }),
]

const redRefusal = (reason: Reason) => ({
  code: 'red-mails',
  sentence: {
    da: waysTexts('da').unsubscribe.red(notificationTexts('da').reasons[reason]),
    en: waysTexts('en').unsubscribe.red(notificationTexts('en').reasons[reason]),
  },
})

export const waysRoutes = (parts: UnsubscribeParts): Route[] => [
  ...choicesRoutes,
  ...unsubscribeRoutes(parts),
]
