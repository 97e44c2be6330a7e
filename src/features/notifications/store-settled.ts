import { type RawBuilder, sql } from 'kysely'

/** The number of the task that a row's facts name; null where they name none. */
const taskNumber = (row: RawBuilder<unknown>) =>
  sql`case when ${row}.facts ->> 'taskNumber' ~ '^[0-9]{1,15}$' then (${row}.facts ->> 'taskNumber')::bigint end`

/**
 * Whether what a row tells of has been settled since (N1, N2): the task answered, the deadline it reminds of moved, the
 * round confirmed. The answer to a question is news also when the task is done.
 * @param row a notification or a mail
 */
export const isSettled = (row: RawBuilder<unknown>) => sql`(
  ${row}.reason not in ('messageAnswered', 'messageReceived') and exists (
    select from task t where t.number = ${taskNumber(row)}
      and (t.status = 'completed'
        or ${row}.reason in ('taskReminder', 'taskOverdue') and t.due_on::text is distinct from ${row}.facts ->> 'dueOn'))
  or ${row}.reason in ('certificationOpened', 'certificationReminder') and exists (
    select from certification_municipality c
    where c.organisation_id = ${row}.organisation_id and c.undecided = 0
      and c.round_id::text = ${row}.facts ->> 'roundId'))`

/** Whether the person has read in the portal what a mail tells, while the mail waited for an hour or another attempt. */
export const isReadMeanwhile = (mail: RawBuilder<unknown>) => sql`(
  ${mail}.reason <> 'digest' and ${mail}.next_attempt_at > ${mail}.created_at and exists (
    select from notification n
    where n.event_id = ${mail}.event_id and n.user_id = ${mail}.user_id and n.read_at is not null))`

/** Whether the person a mail is for is in its organisation no more. */
export const isNotHere = (mail: RawBuilder<unknown>) => sql`(
  ${mail}.user_id is not null and not exists (
    select from present_user() h where h.id = ${mail}.user_id and h.organisation_id = ${mail}.organisation_id))`

/**
 * Whether nobody got what a mail that could not be delivered tells, by the rule it was made by: no other mail of it is on
 * its way or has arrived, and nobody reads of it in the portal alone.
 */
export const isLost = (mail: RawBuilder<unknown>) => sql`(
  not exists (
    select from notification_mail x
    where x.event_id = ${mail}.event_id and x.organisation_id = ${mail}.organisation_id and x.rule = ${mail}.rule
      and x.state <> 'undeliverable' and x.state <> 'portal' and x.reason <> 'digest')
  and not exists (
    select from notification_mail x
    where x.event_id = ${mail}.event_id and x.organisation_id = ${mail}.organisation_id and x.rule = ${mail}.rule
      and x.state = 'portal'))`
