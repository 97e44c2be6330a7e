import type { Side } from '../../kernel/actor.ts'
import type { Refusal } from '../../kernel/errors.ts'
import { type Permission, permissionsOf, type UserSystemRole } from '../../kernel/permissions.ts'

/** `tv_<id>_<secret>`: the prefix lets secret scanners find a token that leaked, the id finds its row. */
const tokenForm = /^tv_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})_[A-Za-z0-9_-]{43}$/

/** The token of a client. @param secret 32 random bytes as base64url (43 characters) */
export const tokenOf = (id: string, secret: string): string => `tv_${id.replaceAll('-', '')}_${secret}`

/** The id in a token, or null when the text has not the form of one. */
export function clientIdIn(token: string): string | null {
  const parts = tokenForm.exec(token)
  return parts ? parts.slice(1).join('-') : null
}

const peopleOf: Record<Side, readonly UserSystemRole[]> = {
  municipality: ['klik_administrator', 'bruger'],
  central: ['kombit_redaktoer', 'kombit_drift', 'kommunecert_analytiker', 'revisor'],
  supplier: ['leverandoer'],
}

/** A machine may at most what people of its side may, and never make further machines. */
export function permissionsOpenTo(side: Side): ReadonlySet<Permission> {
  const open = new Set(permissionsOf(peopleOf[side]))
  open.delete('apiClient.write')
  return open
}

/** Why a client with these permissions cannot be made on this side. */
export function whyNotCreate(side: Side, permissions: readonly Permission[]): Refusal | null {
  if (permissions.length === 0) {
    return {
      code: 'no-permissions',
      sentence: { da: 'Vælg mindst én rettighed.', en: 'Choose at least one permission.' },
    }
  }
  const beyond = permissions.filter((permission) => !permissionsOpenTo(side).has(permission))
  if (beyond.length === 0) return null
  return {
    code: 'permission-beyond-side',
    sentence: {
      da: `Organisationen kan ikke give disse rettigheder videre: ${beyond.join(', ')}.`,
      en: `The organisation cannot pass these permissions on: ${beyond.join(', ')}.`,
    },
  }
}

/** How old `last_used_at` may grow before a request writes it again: each request need not write. */
export const usedEveryMinutes = 1

export function isUsedLongAgo(lastUsedAt: Date | null, now: Date): boolean {
  return lastUsedAt === null || now.getTime() - lastUsedAt.getTime() >= usedEveryMinutes * 60_000
}
