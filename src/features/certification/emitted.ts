/** Event types that starting a round may emit: its own, and those of the task it sends. */
export const startingEvents = [
  'certificationRound.started',
  'certificationRound.rerun',
  'certification.opened',
  'template.created',
  'template.published',
  'rollout.published',
  'task.received',
] as const

/** Event types that answering may emit: its own, and those of the roles and the task that follow. */
export const answeringEvents = [
  'certificationItem.answered',
  'certificationItem.selfAnswered',
  'certificationItem.corrected',
  'certification.completed',
  'assignment.proposalSettled',
  'assignment.started',
  'assignment.ended',
  'assignment.primaryChanged',
  'assignment.resumed',
  'pendingAssignment.made',
  'pendingAssignment.withdrawn',
  'task.started',
  'task.completed',
  'task.lapsed',
  'task.reopened',
] as const
