import type { Context } from '../../kernel/context.ts'
import { Conflict, InvalidInput } from '../../kernel/errors.ts'
import {
  changedRuleNames,
  changedRules,
  changedTexts,
  changeFaults,
  draftFaults,
  isFeltByHolders,
  type RoleChange,
  type RoleDraft,
  tidied,
} from './domain.ts'
import { checkMayWriteRoles } from './policy.ts'
import { findRoleByName, getRole } from './queries.ts'
import { insertRole, lockGallery, saveRole } from './store.ts'

/** A change nobody need be told of. */
const editorial: RoleChange = { isMaterial: false, note: '' }

const nameTaken = {
  da: 'Der er allerede en rolle med det navn.',
  en: 'There is already a role of this name.',
}

/** @throws InvalidInput when the draft's parts do not agree, or another role has the name */
async function checkDraft(
  ctx: Context,
  draft: RoleDraft,
  ownId: string | null,
  change: RoleChange = editorial,
): Promise<void> {
  const faults = { ...draftFaults(draft), ...changeFaults(change) }
  const namesake = await findRoleByName(ctx, draft.name)
  if (namesake && namesake.id !== ownId) faults.name = nameTaken
  if (Object.keys(faults).length > 0) throw new InvalidInput(faults)
}

/** Adds a role to the gallery, valid from today (R1). @throws Forbidden, InvalidInput */
export async function createRole(ctx: Context, draft: RoleDraft): Promise<{ id: string }> {
  checkMayWriteRoles(ctx.actor)
  await lockGallery(ctx)
  const role = tidied(draft)
  await checkDraft(ctx, role, null)
  const id = ctx.newId()
  await insertRole(ctx, id, role)
  await ctx.emit({
    type: 'role.created',
    organisationId: ctx.actor.organisationId,
    subject: { type: 'role', id },
    facts: { roleName: role.name, version: 1 },
  })
  return { id }
}

export interface SaveRoleInput {
  readonly roleId: string
  readonly draft: RoleDraft
  /** The version the draft was made from; the newest when left out. */
  readonly expectedVersion?: number
  /** Whether holders are told, and what changed; editorial when left out. */
  readonly change?: RoleChange
}

export interface SavedRole {
  readonly version: number
  /** Whether holders are told. */
  readonly isMaterial: boolean
}

/**
 * Writes a new version of a role, texts and rules, valid from today (R1). A draft that changes nothing makes no version.
 * Holders beyond a lowered maximum keep the role; only new ones are refused. Of a material change the holders are told,
 * and of rules that they feel, whatever the editor calls the change.
 * @throws NotFound, Forbidden, InvalidInput, Conflict when the role was changed meanwhile
 */
export async function saveRoleVersion(ctx: Context, input: SaveRoleInput): Promise<SavedRole> {
  const before = await getRole(ctx, input.roleId)
  checkMayWriteRoles(ctx.actor)
  await lockGallery(ctx)
  const texts = changedTexts(before, input.draft)
  // Whoever rewrites the demo's text makes it the central body's own.
  const after = tidied({ isDemoText: before.isDemoText && texts.length === 0, ...input.draft })
  const said = input.change ?? editorial
  await checkDraft(ctx, after, before.id, said)
  const expectedVersion = input.expectedVersion ?? before.version
  if (expectedVersion !== before.version) throw new Conflict()
  const changes = changedRules(before, after)
  const rules = changedRuleNames(before, after)
  if (texts.length === 0 && rules.length === 0) return { version: before.version, isMaterial: false }
  const change = { ...said, isMaterial: said.isMaterial || isFeltByHolders(rules) }
  if (!(await saveRole(ctx, before.id, expectedVersion, after, change))) throw new Conflict()
  const version = expectedVersion + 1
  await ctx.emit({
    type: 'role.descriptionChanged',
    organisationId: ctx.actor.organisationId,
    subject: { type: 'role', id: before.id },
    changes: { ...changes, version: { from: before.version, to: version } },
    facts: { roleName: after.name, version, changedTexts: texts, changedRules: rules, ...change },
  })
  return { version, isMaterial: change.isMaterial }
}
