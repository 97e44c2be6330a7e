import { changes, type DoorContext, type RequestFacts } from '../../platform/http/route.ts'
import type { Door } from './sign-in-events.ts'

/** The door's transaction, as its actions take it. */
export const doorOf = (ctx: DoorContext, request: RequestFacts): Door => ({
  tx: ctx.tx,
  now: ctx.now,
  requestId: request.id,
})

/** What a sign-in may set going, at whichever door. */
export const signInEvents = changes(
  'session.started',
  'session.ended',
  'user.firstSignedIn',
  'user.left',
  'user.moved',
  'user.returned',
  'pendingAssignment.tookEffect',
  'pendingAssignment.refused',
  'assignment.proposalSettled',
  'assignment.started',
  'assignment.planned',
  'assignment.primaryChanged',
  'assignment.ended',
)
