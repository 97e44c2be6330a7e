import { z } from 'zod'
import type { Context } from '../../kernel/context.ts'
import { mostAddress } from '../../kernel/email-address.ts'
import { needs, needsOn } from '../../platform/http/access.ts'
import { api, changes, json, type Route, reads } from '../../platform/http/route.ts'
import { changeMailbox } from './actions.ts'
import { listMunicipalities } from './queries.ts'
import { getMailbox } from './queries-mailbox.ts'

const municipality = z.object({
  id: z.int(),
  name: z.string(),
  shortName: z.string(),
  code: z.string().nullable(),
  region: z.string().nullable(),
  isTest: z.boolean(),
})

const mailbox = z.object({
  address: z.string().nullable().describe('Null where there is none'),
  bouncedOn: z.string().nullable().describe('The day a mail server said that the address does not exist'),
})

/** The mailbox of the caller's own municipality, its version as the ETag. */
async function mailboxAnswer(ctx: Context) {
  const { version, ...shown } = await getMailbox(ctx)
  return json(shown, { version })
}

/** Organisations for API clients: the municipalities by name, and the mailbox of one's own. */
export const organisationsApi: Route[] = [
  api({
    method: 'get',
    path: '/api/v1/organisations',
    summary: 'The municipalities, with the ids other resources name them by',
    tag: 'organisations',
    access: needs('organisation.read'),
    audit: reads,
    output: z.object({ items: z.array(municipality), nextCursor: z.null() }),
    handle: async (ctx) => json({ items: await listMunicipalities(ctx), nextCursor: null }),
  }),
  api({
    method: 'get',
    path: '/api/v1/mailbox',
    summary:
      'The shared mailbox of one’s own municipality: where a letter goes that reaches nobody else there',
    tag: 'organisations',
    access: needsOn('municipality', 'organisation.read'),
    audit: reads,
    output: mailbox,
    handle: mailboxAnswer,
  }),
  api({
    method: 'put',
    path: '/api/v1/mailbox',
    summary: 'Say which shared mailbox one’s own municipality has, or with null that it has none',
    tag: 'organisations',
    access: needsOn('municipality', 'mailbox.write'),
    audit: changes('organisation.mailboxChanged'),
    isConditional: true,
    input: { body: z.object({ address: z.string().max(mostAddress).nullable() }) },
    output: mailbox,
    handle: async (ctx, { body }, { ifMatch }) => {
      const expected = ifMatch === null ? {} : { expectedVersion: ifMatch }
      await changeMailbox(ctx, { address: body.address ?? '', ...expected })
      return mailboxAnswer(ctx)
    },
  }),
]
