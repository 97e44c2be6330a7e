import type { Context } from '../../../kernel/context.ts'
import type { Permission } from '../../../kernel/permissions.ts'

/**
 * The same context with the rights that what is done here brings along: who may start a round may send its task, and
 * who may answer may give and end the roles answered for. What they may at all was asked before.
 */
const withRights = (ctx: Context, ...rights: Permission[]): Context => ({
  ...ctx,
  actor: { ...ctx.actor, permissions: new Set([...ctx.actor.permissions, ...rights]) },
})

export const asSender = (ctx: Context): Context => withRights(ctx, 'template.write', 'rollout.publish')

export const asAssigner = (ctx: Context): Context => withRights(ctx, 'assignment.write', 'task.answer')
