import { z } from 'zod'
import { NotFound } from '../../kernel/errors.ts'
import { publicBecause } from '../../platform/http/access.ts'
import { changes, door, page, type Route, reads, redirect } from '../../platform/http/route.ts'
import { type OnSignedIn, signInDemoPerson, signOut } from './actions.ts'
import type { DemoPerson } from './demo-person.ts'
import { safeReturnPath } from './domain.ts'
import { signInTexts } from './texts.ts'
import { SignInPage } from './views/sign-in-page.tsx'

/**
 * The pages of the door.
 * @param cast the people one may choose in demo mode, or null: then the demo door does not exist (S4)
 * @param onSignedIn what else happens in the transaction of a sign-in
 * @param leadsTo other origins that a way back leads to in the end
 */
export function signInRoutes(
  cast: readonly DemoPerson[] | null,
  onSignedIn: OnSignedIn,
  leadsTo: (returnPath: string) => readonly string[],
): Route[] {
  return [signInPage(cast, leadsTo), signOutRoute, ...(cast ? [demoSignIn(cast, onSignedIn)] : [])]
}

const signInPage = (cast: readonly DemoPerson[] | null, leadsTo: (returnPath: string) => readonly string[]) =>
  door({
    method: 'get',
    path: '/log-ind',
    access: publicBecause('one cannot be signed in before signing in'),
    audit: reads,
    input: { query: z.object({ til: z.string().optional(), af: z.string().optional() }) },
    mostQueries: 1,
    handle: async (ctx, { query }) => {
      const texts = signInTexts(ctx.language)
      const returnPath = safeReturnPath(query.til)
      const body = <SignInPage language={ctx.language} cast={cast} returnPath={returnPath} />
      return page({ title: texts.title, body, formTargets: leadsTo(returnPath) })
    },
  })

const demoSignIn = (cast: readonly DemoPerson[], onSignedIn: OnSignedIn) =>
  door({
    method: 'post',
    path: '/log-ind/demo',
    access: publicBecause('the demo door: choosing a person is signing in, and it exists in demo mode only'),
    audit: changes(
      'session.started',
      'user.firstSignedIn',
      'user.left',
      'pendingAssignment.tookEffect',
      'pendingAssignment.refused',
      'assignment.started',
      'assignment.planned',
      'assignment.primaryChanged',
      'assignment.ended',
    ),
    input: { body: z.object({ person: z.string(), til: z.string().optional() }) },
    handle: async (ctx, { body }, request) => {
      const person = cast.find((candidate) => candidate.id === body.person)
      if (!person) throw new NotFound('person')
      const door = { tx: ctx.tx, now: ctx.now, requestId: request.id }
      const session = await signInDemoPerson(door, person, onSignedIn)
      return redirect(safeReturnPath(body.til), { session })
    },
  })

const signOutRoute = door({
  method: 'post',
  path: '/log-af',
  access: publicBecause('signing out twice is no fault'),
  audit: changes('session.ended'),
  handle: async (ctx, _input, request) => {
    const texts = signInTexts(ctx.language)
    if (request.sessionToken) {
      await signOut({ tx: ctx.tx, now: ctx.now, requestId: request.id }, ctx.actor, request.sessionToken)
    }
    const notice = { kind: 'info' as const, title: texts.signedOutTitle, text: texts.signedOut }
    return redirect('/log-ind', { session: null, notice })
  },
})
