import { z } from 'zod'
import type { Context } from '../../kernel/context.ts'
import { NotFound } from '../../kernel/errors.ts'
import { needsOn } from '../../platform/http/access.ts'
import {
  changes,
  type FormFaults,
  page,
  type Route,
  reads,
  redirect,
  web,
} from '../../platform/http/route.ts'
import { faultList } from '../../ui/index.ts'
import { findUser, noteMoved } from '../users/index.ts'
import { departuresPath, movePath } from './paths.ts'
import { findHoldings } from './queries.ts'
import { departureTexts, moveTexts } from './texts.ts'
import { newTitleField } from './title-field.ts'
import { MovePage } from './views/move-page.tsx'

const access = needsOn('municipality', 'assignment.write')
const userInPath = z.object({ userId: z.uuid() })

async function movePage(ctx: Context, userId: string, faults: FormFaults | null) {
  const { language } = ctx
  const mover = await findUser(ctx, ctx.actor.organisationId, userId)
  if (!mover) throw new NotFound('user')
  const { roles } = await findHoldings(ctx, userId)
  return page({
    title: moveTexts(language).title(mover.name),
    breadcrumbs: [{ label: departureTexts(language).listTitle, href: departuresPath }, { label: mover.name }],
    faults: faults ? faultList(faults.fields, language) : [],
    body: <MovePage {...{ language, mover, roles, faults }} />,
  })
}

/** A colleague has got another title: noted by the administrator, since sign-ins seldom tell it (C6). */
export const moveRoutes: Route[] = [
  web({
    method: 'get',
    path: movePath(':userId'),
    access,
    audit: reads,
    input: { params: userInPath },
    handle: (ctx, { params }) => movePage(ctx, params.userId, null),
  }),
  web({
    method: 'post',
    path: movePath(':userId'),
    access,
    audit: changes('user.moved'),
    input: { params: userInPath, body: z.object({ title: newTitleField }) },
    handle: async (ctx, { params: { userId }, body }) => {
      const mover = await findUser(ctx, ctx.actor.organisationId, userId)
      if (!mover) throw new NotFound('user')
      const { roles } = await findHoldings(ctx, userId)
      await noteMoved(ctx, userId, body.title)
      const texts = moveTexts(ctx.language)
      return redirect(departuresPath, {
        notice: {
          kind: 'success',
          title: texts.doneTitle(mover.name, body.title),
          text: roles.length > 0 ? texts.doneRound(mover.name) : texts.doneNothing(mover.name),
        },
      })
    },
    again: (ctx, params, faults) => movePage(ctx, params.userId, faults),
  }),
]
