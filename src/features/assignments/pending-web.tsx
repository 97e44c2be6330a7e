import { z } from 'zod'
import type { Context } from '../../kernel/context.ts'
import { NotFound } from '../../kernel/errors.ts'
import { needsOn } from '../../platform/http/access.ts'
import { changes, page, type Route, reads, redirect, web } from '../../platform/http/route.ts'
import { getRole } from '../roles/index.ts'
import { withdrawPending } from './actions-pending.ts'
import { pendingStateOf, whyNotWithdraw } from './domain-pending.ts'
import { instructionPath, rolePath, rolesPath, withdrawPath } from './paths.ts'
import { pendingTexts } from './pending-texts.ts'
import { getPending } from './queries-pending.ts'
import { assignmentTexts } from './texts.ts'
import { InstructionPage, WithdrawPage } from './views/pending-pages.tsx'

const pendingInPath = z.object({ roleId: z.uuid(), id: z.uuid() })

/** The pending assignment, if it is of this role. @throws NotFound */
async function getOf(ctx: Context, params: { roleId: string; id: string }) {
  const pending = await getPending(ctx, params.id)
  if (pending.roleId !== params.roleId) throw new NotFound('pending assignment')
  return pending
}

const crumbs = (ctx: Context, role: { id: string; name: string }, last: string) => [
  { label: assignmentTexts(ctx.language).title, href: rolesPath },
  { label: role.name, href: rolePath(role.id) },
  { label: last },
]

const instructionRoute = (portalAddress: string) =>
  web({
    method: 'get',
    path: instructionPath(':roleId', ':id'),
    access: needsOn('municipality', 'assignment.write'),
    audit: reads,
    input: { params: pendingInPath },
    handle: async (ctx, { params }) => {
      const texts = pendingTexts(ctx.language)
      const pending = await getOf(ctx, params)
      const role = await getRole(ctx, pending.roleId)
      return page({
        title: texts.instructionTitle,
        breadcrumbs: crumbs(ctx, role, texts.instruction),
        body: (
          <InstructionPage
            language={ctx.language}
            organisationName={ctx.actor.organisationName}
            isWaiting={pendingStateOf(pending, ctx.now) === 'waiting'}
            {...{ pending, role, portalAddress }}
          />
        ),
      })
    },
  })

const withdrawForm = web({
  method: 'get',
  path: withdrawPath(':roleId', ':id'),
  access: needsOn('municipality', 'assignment.write'),
  audit: reads,
  input: { params: pendingInPath },
  handle: async (ctx, { params }) => {
    const texts = pendingTexts(ctx.language)
    const pending = await getOf(ctx, params)
    const refusal = whyNotWithdraw(pendingStateOf(pending, ctx.now))
    return page({
      title: texts.withdrawTitle(pending.name),
      breadcrumbs: crumbs(ctx, { id: pending.roleId, name: pending.roleName }, texts.withdraw),
      body: <WithdrawPage language={ctx.language} pending={pending} refusal={refusal} />,
    })
  },
})

const withdrawRoute = web({
  method: 'post',
  path: withdrawPath(':roleId', ':id'),
  access: needsOn('municipality', 'assignment.write'),
  audit: changes('pendingAssignment.withdrawn'),
  input: { params: pendingInPath },
  handle: async (ctx, { params }) => {
    const texts = pendingTexts(ctx.language)
    const { name } = await getOf(ctx, params)
    await withdrawPending(ctx, params.id)
    return redirect(rolePath(params.roleId), {
      notice: { kind: 'success', title: texts.withdrawnTitle(name), text: texts.withdrawnText },
    })
  },
})

/** What waits for somebody's first sign-in (R3). @param portalAddress where the portal is, as one types it */
export const pendingRoutes = (portalAddress: string): Route[] => [
  instructionRoute(portalAddress),
  withdrawForm,
  withdrawRoute,
]
