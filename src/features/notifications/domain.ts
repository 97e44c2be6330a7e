/** Why somebody is told something. Each has its words in both languages (`reason-words.ts`). */
export const reasons = [
  'certificationOpened',
  'certificationReminder',
  'certificationClosed',
  'certificationConsequence',
  'ownCertificationConsequence',
  'roundHeld',
  'roleGiven',
  'roleEnded',
  'roleResumed',
  'roleResigned',
  'pendingTookEffect',
  'pendingExpired',
  'roleVacated',
  'roleChanged',
  'letter',
  'certificateExpiring',
  'targetPaused',
  'closingDelayed',
  'accessReactivated',
  'removalsHeld',
  'reconciliationAborted',
  'taskReminder',
  'taskOverdue',
  'remindersReachedCentral',
] as const
export type Reason = (typeof reasons)[number]

export const isReason = (text: string): text is Reason => (reasons as readonly string[]).includes(text)

/**
 * Who is told: the person an event names, the KLIK-administrators of its municipality, the holders of its role
 * everywhere, the central body's operations or editors, those a letter was addressed to, or those the ladder found.
 */
export type AudienceName =
  | 'person'
  | 'administrators'
  | 'holders'
  | 'operations'
  | 'addressees'
  | 'reminded'
  | 'editors'

export interface Rule {
  readonly event: string
  readonly reason: Reason
  readonly to: AudienceName
  /** Facts the event must have; any event of the type when left out. */
  readonly when?: { readonly [fact: string]: string | number | boolean }
  /** Facts with which the event tells nobody by this rule: another event tells of the same. */
  readonly unless?: { readonly [fact: string]: string | number | boolean }
}

/**
 * Every rule, in the order in which one wins over another for the same person: whom it concerns is told as that, also
 * when they are KLIK-administrator. Nobody is told of what they did themselves.
 */
export const rules: readonly Rule[] = [
  { event: 'certification.opened', reason: 'certificationOpened', to: 'administrators' },
  { event: 'certification.reminderDue', reason: 'certificationReminder', to: 'administrators' },
  { event: 'certification.closed', reason: 'certificationClosed', to: 'administrators' },
  { event: 'certification.policyApplied', reason: 'ownCertificationConsequence', to: 'person' },
  { event: 'certification.policyApplied', reason: 'certificationConsequence', to: 'administrators' },
  { event: 'certificationRound.held', reason: 'roundHeld', to: 'operations' },
  { event: 'assignment.started', reason: 'roleGiven', to: 'person' },
  // What follows from no answer is told with its cause, by certification.policyApplied alone.
  { event: 'assignment.ended', reason: 'roleEnded', to: 'person', unless: { cause: 'nonResponse' } },
  { event: 'assignment.resumed', reason: 'roleResumed', to: 'person' },
  { event: 'assignment.resigned', reason: 'roleResigned', to: 'administrators' },
  { event: 'pendingAssignment.tookEffect', reason: 'pendingTookEffect', to: 'administrators' },
  { event: 'pendingAssignment.expired', reason: 'pendingExpired', to: 'administrators' },
  { event: 'role.vacated', reason: 'roleVacated', to: 'administrators' },
  { event: 'role.descriptionChanged', reason: 'roleChanged', to: 'holders', when: { isMaterial: true } },
  { event: 'roleMail.sent', reason: 'letter', to: 'addressees' },
  { event: 'certificate.expiring', reason: 'certificateExpiring', to: 'operations' },
  { event: 'provisioning.paused', reason: 'targetPaused', to: 'operations' },
  { event: 'access.closingDelayed', reason: 'closingDelayed', to: 'operations' },
  { event: 'access.reactivated', reason: 'accessReactivated', to: 'operations' },
  { event: 'reconciliation.held', reason: 'removalsHeld', to: 'operations' },
  { event: 'provisioning.removalsHeld', reason: 'removalsHeld', to: 'operations' },
  { event: 'reconciliation.aborted', reason: 'reconciliationAborted', to: 'operations' },
  { event: 'task.reminderDue', reason: 'taskReminder', to: 'reminded', when: { isOverdue: false } },
  { event: 'task.reminderDue', reason: 'taskOverdue', to: 'reminded', when: { isOverdue: true } },
  { event: 'reminders.reachedCentral', reason: 'remindersReachedCentral', to: 'editors' },
]

/** The events that anybody is told of. */
export const toldEvents: readonly string[] = [...new Set(rules.map((rule) => rule.event))]

/** How a mail stands. 'failed' will be tried again, 'undeliverable' will not. */
export const mailStates = ['planned', 'sending', 'sent', 'failed', 'undeliverable'] as const
export type MailState = (typeof mailStates)[number]
