import { type RawBuilder, sql } from 'kysely'

/**
 * How what a row tells of has been settled since (N1, N2): `done`, `void` when it is so no more, or null. The database
 * knows the rule: mails, the inbox and the number in the header ask the same.
 * @param row a notification or a mail
 */
export const settledAs = (row: RawBuilder<unknown>) =>
  sql`notification_settled(${row}.reason, ${row}.organisation_id, ${row}.subject_id, ${row}.facts)`

/** Whether it has been settled, so that nobody is told of it any more. */
export const isSettled = (row: RawBuilder<unknown>) => sql`(${settledAs(row)} is not null)`

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
