import { z } from 'zod'
import { NotFound } from '../../kernel/errors.ts'
import { publicBecause } from '../../platform/http/access.ts'
import { changes, door, page, type Route, reads, redirect } from '../../platform/http/route.ts'
import { type SignInListeners, signInDemoPerson } from './actions.ts'
import { signOut } from './actions-sessions.ts'
import type { DemoPerson } from './demo-person.ts'
import { safeReturnPath } from './domain.ts'
import { doorOf, signInEvents } from './door-route.ts'
import { demoSignInPath, signInPath, signOutPath } from './paths.ts'
import { signInTexts } from './texts.ts'
import { SignInPage } from './views/sign-in-page.tsx'
import { sessionRoutes } from './web-sessions.tsx'

export interface SignInParts {
  /** The people one may choose in demo mode, or null: then the demo door does not exist (S4). */
  readonly cast: readonly DemoPerson[] | null
  /** What else happens in the transaction of a sign-in. */
  readonly listeners: SignInListeners
}

/** The pages of the door. */
export function signInRoutes(parts: SignInParts): Route[] {
  return [
    signInPage(parts),
    signOutRoute,
    ...sessionRoutes,
    ...(parts.cast ? [demoSignIn(parts.cast, parts.listeners)] : []),
  ]
}

const signInPage = ({ cast }: SignInParts) =>
  door({
    method: 'get',
    path: signInPath,
    access: publicBecause('one cannot be signed in before signing in'),
    audit: reads,
    input: { query: z.object({ til: z.string().optional(), af: z.string().optional() }) },
    mostQueries: 1,
    handle: async (ctx, { query }) => {
      const texts = signInTexts(ctx.language)
      const returnPath = safeReturnPath(query.til)
      const body = <SignInPage language={ctx.language} {...{ cast, returnPath }} choices={null} />
      return page({ title: texts.title, body })
    },
  })

const demoSignIn = (cast: readonly DemoPerson[], listeners: SignInListeners) =>
  door({
    method: 'post',
    path: demoSignInPath,
    access: publicBecause('the demo door: choosing a person is signing in, and it exists in demo mode only'),
    audit: signInEvents,
    input: { body: z.object({ person: z.string(), til: z.string().optional() }) },
    handle: async (ctx, { body }, request) => {
      const person = cast.find((candidate) => candidate.id === body.person)
      if (!person) throw new NotFound('person')
      const browser = { userAgent: request.userAgent, replaces: request.sessionToken }
      const session = await signInDemoPerson(doorOf(ctx, request), person, browser, listeners)
      return redirect(safeReturnPath(body.til), { session })
    },
  })

const signOutRoute = door({
  method: 'post',
  path: signOutPath,
  access: publicBecause('signing out twice is no fault'),
  audit: changes('session.ended'),
  handle: async (ctx, _input, request) => {
    const texts = signInTexts(ctx.language)
    if (request.sessionToken) await signOut(doorOf(ctx, request), request.sessionToken)
    const notice = { kind: 'info' as const, title: texts.signedOutTitle, text: texts.signedOut }
    return redirect(signInPath, { session: null, notice })
  },
})
