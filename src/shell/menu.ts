import type { Actor } from '../kernel/actor.ts'
import { bilingual, type Language } from '../kernel/language.ts'
import type { Permission } from '../kernel/permissions.ts'

const labels = bilingual({
  da: {
    start: 'Start',
    tasks: 'Opgaver',
    messages: 'Beskeder',
    templates: 'Opgavebeskrivelser',
    rollouts: 'Udrulninger',
    roles: 'Roller',
    roleQuality: 'Rollekvalitet',
    roleGallery: 'Rollegalleri',
    access: 'Adgange',
    certification: 'Bekræftelser',
    audit: 'Revision',
  },
  en: {
    start: 'Start',
    tasks: 'Tasks',
    messages: 'Messages',
    templates: 'Task descriptions',
    rollouts: 'Roll-outs',
    roles: 'Roles',
    roleQuality: 'Role quality',
    roleGallery: 'Role gallery',
    access: 'Access',
    certification: 'Confirmations',
    audit: 'Audit',
  },
})

interface Entry {
  readonly key: keyof ReturnType<typeof labels>
  readonly path: string
  readonly permission: Permission | null
  readonly sides: readonly Actor['side'][]
}

/** What each side finds in its menu, in this order; entries one may not use are left out. */
const entries: readonly Entry[] = [
  { key: 'start', path: '/', permission: null, sides: ['municipality', 'central', 'supplier'] },
  { key: 'tasks', path: '/opgaver', permission: 'task.read', sides: ['municipality'] },
  { key: 'rollouts', path: '/udrulninger', permission: 'rollout.read', sides: ['central', 'supplier'] },
  { key: 'messages', path: '/beskeder', permission: 'message.answer', sides: ['central'] },
  { key: 'templates', path: '/opgavebeskrivelser', permission: 'template.read', sides: ['central'] },
  { key: 'tasks', path: '/opgaver', permission: 'task.read', sides: ['central'] },
  { key: 'roles', path: '/roller', permission: 'assignment.read', sides: ['municipality'] },
  { key: 'access', path: '/adgange', permission: 'assignment.read', sides: ['municipality', 'central'] },
  {
    key: 'certification',
    path: '/bekraeftelser',
    permission: 'certification.read',
    sides: ['municipality', 'central'],
  },
  { key: 'roleGallery', path: '/rollegalleri', permission: 'role.read', sides: ['municipality', 'central'] },
  { key: 'roleQuality', path: '/rollekvalitet', permission: 'assignment.read', sides: ['central'] },
  { key: 'audit', path: '/revision', permission: 'audit.read', sides: ['central'] },
]

export interface MenuEntry {
  readonly label: string
  readonly href: string
  readonly current: boolean
}

/** The menu of one actor on one page. @param path the path being looked at */
export function menuOf(actor: Actor, language: Language, path: string): MenuEntry[] {
  const isCurrent = (entry: Entry) =>
    entry.path === '/' ? path === '/' : path === entry.path || path.startsWith(`${entry.path}/`)
  return entries
    .filter((entry) => entry.sides.includes(actor.side))
    .filter((entry) => entry.permission === null || actor.permissions.has(entry.permission))
    .map((entry) => ({ label: labels(language)[entry.key], href: entry.path, current: isCurrent(entry) }))
}
