import { z } from 'zod'
import { Unauthenticated } from '../../kernel/errors.ts'
import { signedInBecause } from '../../platform/http/access.ts'
import {
  changes,
  type DoorContext,
  door,
  page,
  type RequestFacts,
  type Route,
  reads,
  redirect,
} from '../../platform/http/route.ts'
import {
  endOtherSessions,
  endOwnSession,
  listOrganisationChoices,
  listOwnSessions,
  switchOrganisation,
} from './actions-sessions.ts'
import { doorOf } from './door-route.ts'
import { endOthersPath, endSessionPath, sessionsPath, switchPath } from './paths.ts'
import { signInTexts } from './texts.ts'
import { SwitchPage } from './views/organisation-pages.tsx'
import { deviceWords, SessionsPage } from './views/sessions-page.tsx'

const ownSessions = signedInBecause('everybody has their own sessions')

/** Who asks, and the token they ask with: both are there, as the access says. */
function ownerOf(ctx: DoorContext, request: RequestFacts): { id: string; token: string } {
  if (!ctx.actor || !request.sessionToken) throw new Unauthenticated()
  return { id: ctx.actor.id, token: request.sessionToken }
}

const listRoute = door({
  method: 'get',
  path: sessionsPath,
  access: ownSessions,
  audit: reads,
  handle: async (ctx, _input, request) => {
    const { id, token } = ownerOf(ctx, request)
    const sessions = await listOwnSessions(doorOf(ctx, request), id, token)
    const { language } = ctx
    return page({
      title: signInTexts(language).sessionsTitle,
      body: <SessionsPage {...{ language, sessions }} />,
    })
  },
})

const endRoute = door({
  method: 'post',
  path: endSessionPath(':id'),
  access: ownSessions,
  audit: changes('session.ended'),
  input: { params: z.object({ id: z.uuid() }) },
  handle: async (ctx, { params }, request) => {
    const texts = signInTexts(ctx.language)
    const ended = await endOwnSession(doorOf(ctx, request), ownerOf(ctx, request).id, params.id)
    const text = texts.ended(deviceWords(ended, texts))
    return redirect(sessionsPath, { notice: { kind: 'success', title: texts.endedTitle, text } })
  },
})

const endOthersRoute = door({
  method: 'post',
  path: endOthersPath,
  access: ownSessions,
  audit: changes('session.ended'),
  handle: async (ctx, _input, request) => {
    const texts = signInTexts(ctx.language)
    const { id, token } = ownerOf(ctx, request)
    const count = await endOtherSessions(doorOf(ctx, request), id, token)
    const text = count === 0 ? texts.noOthers : texts.endedOthers(count)
    return redirect(sessionsPath, { notice: { kind: 'success', title: texts.endedTitle, text } })
  },
})

const switchForm = door({
  method: 'get',
  path: switchPath,
  access: signedInBecause('everybody may act for those their own sign-in names'),
  audit: reads,
  handle: async (ctx, _input, request) => {
    const { token } = ownerOf(ctx, request)
    const organisations = await listOrganisationChoices(doorOf(ctx, request), token)
    const { language } = ctx
    return page({
      title: signInTexts(language).switchTitle,
      body: <SwitchPage {...{ language, organisations }} />,
    })
  },
})

const switchRoute = door({
  method: 'post',
  path: switchPath,
  access: signedInBecause('everybody may act for those their own sign-in names'),
  audit: changes('session.started', 'session.ended'),
  input: { body: z.object({ organisation: z.coerce.number().int().positive().max(2_147_483_647) }) },
  handle: async (ctx, { body }, request) => {
    const { token } = ownerOf(ctx, request)
    const changed = await switchOrganisation(doorOf(ctx, request), token, body.organisation)
    const texts = signInTexts(ctx.language)
    const notice = {
      kind: 'success' as const,
      title: texts.switchedTitle(changed.organisationName),
      text: texts.switchedText,
    }
    return redirect('/', { session: changed.token, notice })
  },
})

/** What somebody may do with their own sessions. */
export const sessionRoutes: Route[] = [listRoute, endRoute, endOthersRoute, switchForm, switchRoute]
