import { z } from 'zod'
import { publicBecause } from '../platform/http/access.ts'
import { door, reads, redirect } from '../platform/http/route.ts'

/**
 * Back to a path of our own; another site's address leads to the start page. Browsers drop tabs and line breaks from
 * addresses, so that one between two slashes would lead away too.
 */
const ownPath = (wanted: string | undefined): string =>
  wanted && /^\/(?![/\\])[^\\\s]*$/.test(wanted) ? wanted : '/'

/** Remembers the language in a cookie and shows the same page again. */
export const languageRoute = door({
  method: 'get',
  path: '/sprog/:language',
  access: publicBecause('the choice of language is the browser’s own'),
  audit: reads,
  input: {
    params: z.object({ language: z.enum(['da', 'en']) }),
    query: z.object({ til: z.string().optional() }),
  },
  handle: async (_ctx, { params, query }) => redirect(ownPath(query.til), { language: params.language }),
})
