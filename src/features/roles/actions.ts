import { createHash } from 'node:crypto'
import type { Context } from '../../kernel/context.ts'
import { Conflict, InvalidInput, refuseIf } from '../../kernel/errors.ts'
import {
  accessList,
  changedRuleNames,
  changedRules,
  changedTexts,
  changeFaults,
  draftFaults,
  isFeltByHolders,
  type Role,
  type RoleChange,
  type RoleDraft,
  serverFaults,
  tidied,
} from './domain.ts'
import { whyNotEdit } from './domain-ending.ts'
import type { ConnectorName } from './domain-places.ts'
import { type AccessEffect, seenAs } from './domain-preview.ts'
import { checkMayWriteRoles } from './policy.ts'
import { findRoleByName, getRole } from './queries.ts'
import { findEffect } from './queries-preview.ts'
import { insertRole, lockGallery, saveRole } from './store.ts'

/** A change nobody need be told of. */
const editorial: RoleChange = { isMaterial: false, note: '' }

const nameTaken = {
  da: 'Der er allerede en rolle med det navn.',
  en: 'There is already a role of this name.',
}

const nameOfRetired = {
  da: 'En udgået rolle har det navn. Tag den i brug igen, eller vælg et andet navn.',
  en: 'A role that has ended has this name. Bring it back into use, or choose another name.',
}

/** @throws InvalidInput when the draft's parts do not agree, or another role has the name */
async function checkDraft(
  ctx: Context,
  draft: RoleDraft,
  own: Role | null,
  { change = editorial, servers }: Pick<SaveRoleInput, 'change' | 'servers'>,
): Promise<void> {
  const known = servers && [...servers, ...(own?.access ?? []).map(({ connector }) => connector)]
  const faults = {
    ...draftFaults(draft),
    ...(known ? serverFaults(draft.access, known) : {}),
    ...changeFaults(change),
  }
  const namesake = draft.name === own?.name ? null : await findRoleByName(ctx, draft.name)
  if (namesake && namesake.id !== own?.id) faults.name = namesake.isRetired ? nameOfRetired : nameTaken
  if (Object.keys(faults).length > 0) throw new InvalidInput(faults)
}

/** Adds a role to the gallery, valid from today (R1). @throws Forbidden, InvalidInput */
export async function createRole(
  ctx: Context,
  draft: RoleDraft,
  servers?: SaveRoleInput['servers'],
): Promise<{ id: string }> {
  checkMayWriteRoles(ctx.actor)
  await lockGallery(ctx)
  const role = tidied(draft)
  await checkDraft(ctx, role, null, { servers })
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
  /** By `previewRole`: saved only if it would still do what was seen then. Left out: saved whatever it does. */
  readonly previewed?: string
  /** Servers that can be chosen, beside those the role opens already; any when left out. */
  readonly servers?: readonly ConnectorName[]
}

/** What saving would do to those who hold the role, and what that is known by when it is saved. */
interface Seen {
  readonly effect: AccessEffect
  readonly previewed: string
}

export interface RolePreview {
  readonly role: Role
  /** Null when the draft opens what the role opens already. */
  readonly seen: Seen | null
}

export interface SavedRole {
  readonly version: number
  /** Whether holders are told. */
  readonly isMaterial: boolean
}

/** What was seen, in so few characters that a form can carry it. */
export const fingerprintOf = (line: string): string => createHash('sha256').update(line).digest('base64url')

async function see(ctx: Context, role: Role, draft: RoleDraft): Promise<Seen> {
  const effect = await findEffect(ctx, role.id, draft.access)
  const line = seenAs(role.version, accessList(draft.access), effect)
  return { effect, previewed: fingerprintOf(line) }
}

/**
 * What saving a draft would do to the access of those who hold the role (A1). Changes nothing.
 * @throws NotFound, Forbidden, InvalidInput, Conflict as saving would
 */
export async function previewRole(
  ctx: Context,
  input: Omit<SaveRoleInput, 'previewed'>,
): Promise<RolePreview> {
  const role = await getRole(ctx, input.roleId)
  checkMayWriteRoles(ctx.actor)
  refuseIf(whyNotEdit(role))
  await checkDraft(ctx, tidied(input.draft), role, input)
  if ((input.expectedVersion ?? role.version) !== role.version) throw new Conflict()
  const opensTheSame = accessList(role.access) === accessList(input.draft.access)
  return { role, seen: opensTheSame ? null : await see(ctx, role, input.draft) }
}

/** What is thrown when a confirmed act would do something else than what was seen. */
export const otherThanSeen = () =>
  new Conflict('preview-outdated', {
    da: 'Ændringen gør noget andet, end da du så den. Se den igen, og gem så.',
    en: 'The change now does something different from when you saw it. Look at it again, and then save.',
  })

/**
 * Writes a new version of a role, texts and rules, valid from today (R1). A draft that changes nothing makes no version.
 * Holders beyond a lowered maximum keep the role; only new ones are refused. Of a material change the holders are told,
 * and of rules that they feel, whatever the editor calls the change.
 * @throws NotFound, Forbidden, InvalidInput, Refused, Conflict when the role was changed meanwhile
 */
export async function saveRoleVersion(ctx: Context, input: SaveRoleInput): Promise<SavedRole> {
  const before = await getRole(ctx, input.roleId)
  checkMayWriteRoles(ctx.actor)
  refuseIf(whyNotEdit(before))
  await lockGallery(ctx)
  const texts = changedTexts(before, input.draft)
  // Whoever rewrites the demo's text makes it the central body's own.
  const after = tidied({ isDemoText: before.isDemoText && texts.length === 0, ...input.draft })
  const said = input.change ?? editorial
  await checkDraft(ctx, after, before, input)
  const expectedVersion = input.expectedVersion ?? before.version
  if (expectedVersion !== before.version) throw new Conflict()
  const changes = changedRules(before, after)
  const rules = changedRuleNames(before, after)
  if (texts.length === 0 && rules.length === 0) return { version: before.version, isMaterial: false }
  if (input.previewed !== undefined && rules.includes('access')) {
    const { previewed } = await see(ctx, before, after)
    if (previewed !== input.previewed) throw otherThanSeen()
  }
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
