import { z } from 'zod'
import type { Context } from '../../kernel/context.ts'
import { mostAddress } from '../../kernel/email-address.ts'
import { needsOn } from '../../platform/http/access.ts'
import { optionalText, versionField } from '../../platform/http/form-fields.ts'
import {
  changes,
  type FormFaults,
  type Notice,
  page,
  type Route,
  reads,
  redirect,
  web,
} from '../../platform/http/route.ts'
import { faultList } from '../../ui/index.ts'
import { changeMailbox } from './actions.ts'
import { administratorPath, mailboxPath } from './paths.ts'
import { getMailbox, listMailboxChanges } from './queries-mailbox.ts'
import { mailboxTexts } from './texts.ts'
import { MailboxPage } from './views/mailbox-page.tsx'

const access = needsOn('municipality', 'mailbox.write')

async function mailboxPage(ctx: Context, faults: FormFaults | null) {
  const { language } = ctx
  const texts = mailboxTexts(language)
  return page({
    title: texts.title,
    breadcrumbs: [{ label: texts.administrators, href: administratorPath }, { label: texts.title }],
    faults: faults ? faultList(faults.fields, language) : [],
    body: (
      <MailboxPage
        {...{ language, faults }}
        mailbox={await getMailbox(ctx)}
        changes={await listMailboxChanges(ctx)}
      />
    ),
  })
}

const formRoute = web({
  method: 'get',
  path: mailboxPath,
  access,
  audit: reads,
  handle: (ctx) => mailboxPage(ctx, null),
})

function noticeOf(ctx: Context, address: string, isChanged: boolean): Notice {
  const texts = mailboxTexts(ctx.language)
  if (!isChanged) return { kind: 'info', title: texts.sameTitle, text: texts.sameText }
  if (address) return { kind: 'success', title: texts.savedTitle, text: texts.savedText(address) }
  return { kind: 'warning', title: texts.removedTitle, text: texts.removedText }
}

const saveRoute = web({
  method: 'post',
  path: mailboxPath,
  access,
  audit: changes('organisation.mailboxChanged'),
  input: { body: z.object({ address: optionalText(mostAddress), version: versionField }) },
  handle: async (ctx, { body }) => {
    const { isChanged } = await changeMailbox(ctx, {
      address: body.address,
      expectedVersion: body.version,
    })
    return redirect(administratorPath, { notice: noticeOf(ctx, body.address, isChanged) })
  },
  again: (ctx, _params, faults) => mailboxPage(ctx, faults),
})

/** What a municipality says of itself. */
export const organisationRoutes: Route[] = [formRoute, saveRoute]
