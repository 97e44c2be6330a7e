/** Why somebody is told something. Each has its words in both languages (`reason-words.ts`). */
export const reasons = [
  'taskReceived',
  'taskResponsible',
  'taskPerformer',
  'taskCorrected',
  'taskLapsed',
  'messageAnswered',
  'messageReceived',
  'certificationOpened',
  'certificationReminder',
  'certificationLosing',
  'certificationClosed',
  'brakeApproved',
  'brakeRejected',
  'certificationConsequence',
  'ownCertificationConsequence',
  'roundHeld',
  'roleGiven',
  'roleEnded',
  'roleEndingSoon',
  'ownRoleEndingSoon',
  'roleResumed',
  'roleResigned',
  'deputyAppointed',
  'deputyEnded',
  'pendingTookEffect',
  'pendingExpired',
  'pendingRefused',
  'ownPendingRefused',
  'roleVacated',
  'roleChanged',
  'roleEnding',
  'roleContinues',
  'letter',
  'accessActive',
  'accessFailed',
  'accessClosed',
  'certificateExpiring',
  'targetPaused',
  'closingDelayed',
  'accessReactivated',
  'accessUnlinked',
  'removalsHeld',
  'reconciliationAborted',
  'taskReminder',
  'taskOverdue',
  'remindersReachedCentral',
  'nobodyReached',
  'digest',
] as const
export type Reason = (typeof reasons)[number]

export const isReason = (text: string): text is Reason => (reasons as readonly string[]).includes(text)

/**
 * Who is told: the person an event names, or is about (`subject`), the KLIK-administrators of its municipality, the
 * holders of its role everywhere, the administrators of each municipality with a holder or somebody who waits for it
 * (`holdersAdministrators`), the central body's operations, those a letter was addressed to, who was just made
 * responsible or performer of a task, who works on it (`taskPeople`, otherwise the administrators), who asked what is
 * answered, who works on an open task of a template, who answers a conversation at the central body, its editors, or
 * those the ladder of reminders found. A municipality without an administrator is told at its mailbox; one without either
 * is not told, and the central body sees so.
 */
export type AudienceName =
  | 'person'
  | 'subject'
  | 'administrators'
  | 'holders'
  | 'holdersAdministrators'
  | 'operations'
  | 'addressees'
  | 'responsible'
  | 'performer'
  | 'taskPeople'
  | 'askers'
  | 'templateTasks'
  | 'threadOwner'
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
  /** Not to the person the event names: another event tells them of the same. */
  readonly toOthers?: true
}

/**
 * Every rule, in the order in which one wins over another for the same person: whom it concerns is told as that, also
 * when they are KLIK-administrator. Nobody is told of what they did themselves.
 */
export const rules: readonly Rule[] = [
  {
    event: 'task.received',
    reason: 'taskReceived',
    to: 'administrators',
    unless: { toldElsewhere: true },
  },
  { event: 'task.peopleChanged', reason: 'taskResponsible', to: 'responsible' },
  { event: 'task.peopleChanged', reason: 'taskPerformer', to: 'performer' },
  { event: 'template.versionSaved', reason: 'taskCorrected', to: 'templateTasks' },
  // Of a round that was not answered its own closing tells.
  { event: 'task.lapsed', reason: 'taskLapsed', to: 'taskPeople', when: { cause: 'roleEnded' } },
  { event: 'message.answered', reason: 'messageAnswered', to: 'askers' },
  { event: 'message.answered', reason: 'messageAnswered', to: 'taskPeople' },
  { event: 'message.sent', reason: 'messageReceived', to: 'threadOwner' },
  { event: 'certification.opened', reason: 'certificationOpened', to: 'administrators' },
  { event: 'certification.reminderDue', reason: 'certificationReminder', to: 'administrators' },
  // Roles that are lost are red; that a round closed is not.
  {
    event: 'certification.closed',
    reason: 'certificationLosing',
    to: 'administrators',
    when: { losesRoles: true },
  },
  {
    event: 'certification.closed',
    reason: 'certificationClosed',
    to: 'administrators',
    unless: { losesRoles: true },
  },
  {
    event: 'certification.brakeDecided',
    reason: 'brakeApproved',
    to: 'administrators',
    when: { decision: 'approved' },
  },
  {
    event: 'certification.brakeDecided',
    reason: 'brakeRejected',
    to: 'administrators',
    when: { decision: 'rejected' },
  },
  { event: 'certification.policyApplied', reason: 'ownCertificationConsequence', to: 'person' },
  { event: 'certification.policyApplied', reason: 'certificationConsequence', to: 'administrators' },
  { event: 'certificationRound.held', reason: 'roundHeld', to: 'operations' },
  { event: 'assignment.started', reason: 'roleGiven', to: 'person' },
  // What follows from no answer is told with its cause, by certification.policyApplied alone.
  { event: 'assignment.ended', reason: 'roleEnded', to: 'person', unless: { cause: 'nonResponse' } },
  { event: 'assignment.endingSoon', reason: 'ownRoleEndingSoon', to: 'person' },
  { event: 'assignment.endingSoon', reason: 'roleEndingSoon', to: 'administrators' },
  { event: 'assignment.resumed', reason: 'roleResumed', to: 'person' },
  { event: 'assignment.resigned', reason: 'roleResigned', to: 'administrators' },
  { event: 'deputy.appointed', reason: 'deputyAppointed', to: 'subject' },
  { event: 'deputy.ended', reason: 'deputyEnded', to: 'subject' },
  {
    event: 'pendingAssignment.tookEffect',
    reason: 'pendingTookEffect',
    to: 'administrators',
    toOthers: true,
  },
  { event: 'pendingAssignment.expired', reason: 'pendingExpired', to: 'administrators' },
  { event: 'pendingAssignment.refused', reason: 'ownPendingRefused', to: 'person' },
  { event: 'pendingAssignment.refused', reason: 'pendingRefused', to: 'administrators' },
  { event: 'role.vacated', reason: 'roleVacated', to: 'administrators' },
  { event: 'role.descriptionChanged', reason: 'roleChanged', to: 'holders', when: { isMaterial: true } },
  // Who loses the role the same day is told of that.
  { event: 'role.endingSet', reason: 'roleEnding', to: 'holders', unless: { isToday: true } },
  { event: 'role.endingSet', reason: 'roleEnding', to: 'holdersAdministrators' },
  { event: 'role.endingCalledOff', reason: 'roleContinues', to: 'holders' },
  { event: 'role.endingCalledOff', reason: 'roleContinues', to: 'holdersAdministrators' },
  { event: 'roleMail.sent', reason: 'letter', to: 'addressees' },
  { event: 'certificate.expiring', reason: 'certificateExpiring', to: 'operations' },
  { event: 'access.activated', reason: 'accessActive', to: 'subject' },
  { event: 'access.failed', reason: 'accessFailed', to: 'subject', when: { wanted: true } },
  { event: 'access.closed', reason: 'accessClosed', to: 'subject' },
  { event: 'provisioning.paused', reason: 'targetPaused', to: 'operations' },
  { event: 'access.closingDelayed', reason: 'closingDelayed', to: 'operations' },
  { event: 'access.reactivated', reason: 'accessReactivated', to: 'operations' },
  { event: 'access.unlinked', reason: 'accessUnlinked', to: 'operations' },
  { event: 'reconciliation.held', reason: 'removalsHeld', to: 'operations' },
  { event: 'provisioning.removalsHeld', reason: 'removalsHeld', to: 'operations' },
  { event: 'reconciliation.aborted', reason: 'reconciliationAborted', to: 'operations' },
  { event: 'task.reminderDue', reason: 'taskReminder', to: 'reminded', when: { isOverdue: false } },
  { event: 'task.reminderDue', reason: 'taskOverdue', to: 'reminded', when: { isOverdue: true } },
  { event: 'reminders.reachedCentral', reason: 'remindersReachedCentral', to: 'editors' },
  { event: 'notification.reachedNobody', reason: 'nobodyReached', to: 'editors' },
]

/** Days in which what nobody in a municipality could be told is shown, and told as soon as somebody can be. */
export const unreachedFor = 30

/** The events that anybody is told of. */
export const toldEvents: readonly string[] = [...new Set(rules.map((rule) => rule.event))]

/** How a mail stands. 'failed' will be tried again, 'undeliverable' will not; 'withdrawn': read or settled before it was sent; 'portal': there is none of its own, by choice: it is read in the portal, or gathered in a digest. */
export const mailStates = [
  'planned',
  'sending',
  'sent',
  'failed',
  'undeliverable',
  'withdrawn',
  'portal',
] as const
export type MailState = (typeof mailStates)[number]
