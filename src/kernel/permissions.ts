/**
 * What somebody may do, as named in policies, routes and API scopes. Rights come from the privileges of the
 * sign-in (S2); the roles of the gallery are something else and give none of these.
 */
export const permissions = [
  'task.read',
  'task.assignPeople',
  'task.answer',
  'task.optOut',
  'task.attach',
  'template.read',
  'template.write',
  'rollout.read',
  'rollout.publish',
  'message.write',
  'message.answer',
  'internalNote.read',
  'internalNote.write',
  'role.read',
  'role.write',
  'roleMail.send',
  'notification.read',
  'notification.choose',
  'notification.readLog',
  'reminder.read',
  'reminder.write',
  'notification.operate',
  'assignment.read',
  'assignment.write',
  'deputy.write',
  'mailbox.write',
  'calendarFeed.write',
  'certification.read',
  'certification.start',
  'certification.answer',
  'certification.approve',
  'provisioning.read',
  'provisioning.operate',
  'posting.read',
  'posting.write',
  'posting.answer',
  'user.read',
  'organisation.read',
  'audit.read',
  'evidence.read',
  'apiClient.write',
  'certificate.read',
] as const

export type Permission = (typeof permissions)[number]

/** The user system roles of the sign-in door (reference: brugersystemroller) and what each of them permits. */
export const userSystemRoles = {
  klik_administrator: [
    'task.read',
    'task.assignPeople',
    'task.answer',
    'task.optOut',
    'task.attach',
    'message.write',
    'internalNote.read',
    'internalNote.write',
    'role.read',
    'notification.read',
    'notification.choose',
    'notification.readLog',
    'assignment.read',
    'assignment.write',
    'deputy.write',
    'mailbox.write',
    'calendarFeed.write',
    'user.read',
    'certification.read',
    'certification.answer',
    'posting.answer',
    'evidence.read',
    'organisation.read',
  ],
  bruger: [
    'task.read',
    'task.answer',
    'task.attach',
    'message.write',
    'internalNote.read',
    'internalNote.write',
    'role.read',
    'notification.read',
    'assignment.read',
    'user.read',
    'certification.read',
    'posting.answer',
    'organisation.read',
  ],
  kombit_redaktoer: [
    'task.read',
    'template.read',
    'template.write',
    'rollout.read',
    'rollout.publish',
    'message.answer',
    'internalNote.read',
    'internalNote.write',
    'role.read',
    'role.write',
    'roleMail.send',
    'notification.read',
    'reminder.read',
    'reminder.write',
    'assignment.read',
    'provisioning.read',
    'posting.read',
    'posting.write',
    'user.read',
    'certification.read',
    'certification.start',
    'evidence.read',
    'organisation.read',
  ],
  kombit_drift: [
    'task.read',
    'template.read',
    'rollout.read',
    'role.read',
    'notification.read',
    'notification.choose',
    'notification.readLog',
    'reminder.read',
    'notification.operate',
    'assignment.read',
    'provisioning.read',
    'provisioning.operate',
    'posting.read',
    'user.read',
    'certification.read',
    'certification.approve',
    'organisation.read',
    'apiClient.write',
    'certificate.read',
  ],
  kommunecert_analytiker: ['role.read', 'rollout.read', 'organisation.read'],
  revisor: [
    'audit.read',
    'evidence.read',
    'task.read',
    'template.read',
    'rollout.read',
    'reminder.read',
    'role.read',
    'assignment.read',
    'provisioning.read',
    'certification.read',
    'organisation.read',
  ],
  leverandoer: ['rollout.read', 'organisation.read'],
} as const satisfies Record<string, readonly Permission[]>

export type UserSystemRole = keyof typeof userSystemRoles

export function isUserSystemRole(text: string): text is UserSystemRole {
  return Object.hasOwn(userSystemRoles, text)
}

export function isPermission(text: string): text is Permission {
  return (permissions as readonly string[]).includes(text)
}

/** All that a set of user system roles permits together. */
export function permissionsOf(roles: readonly UserSystemRole[]): ReadonlySet<Permission> {
  return new Set(roles.flatMap((role) => [...userSystemRoles[role]]))
}

/** What a deputy may beside their own rights (R2): all their administrator may, but never name further deputies. */
export const deputyPermissions: ReadonlySet<Permission> = new Set(
  [...permissionsOf(['klik_administrator'])].filter((permission) => permission !== 'deputy.write'),
)
