import type { VNode } from 'preact'
import type { Context } from '../../kernel/context.ts'
import type { GrantKey } from '../access/index.ts'
import { findStory, getGrant } from './queries.ts'
import { AccessPanel } from './views/story-page.tsx'

/** 'Adgang for Anders Skov', for pages of other features that are given it. Two queries. @throws NotFound */
export async function accessPanel(ctx: Context, key: GrantKey): Promise<VNode> {
  const grant = await getGrant(ctx, key)
  return <AccessPanel language={ctx.language} grant={grant} story={await findStory(ctx, key)} />
}
