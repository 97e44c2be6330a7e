-- A notification for a municipality in which nobody can be told ends at the central body: a row of path 'central' that
-- never was a mail. What is looked up here is little beside all that was sent.
create index notification_mail_of_nobody on notification_mail (created_at) where path = 'central';
create index notification_mail_lost on notification_mail (created_at) where state = 'undeliverable';
create index notification_mail_in_portal on notification_mail (event_id, organisation_id) where state = 'portal';

comment on column notification_mail.user_id is 'Null when it goes to the mailbox of a municipality, or to nobody.';
comment on column notification_mail.path is
  'How the recipient was found: as the person concerned, a holder, an administrator, a mailbox …; central: nobody in the municipality could be told.';

-- Whether anybody in an organisation has read in the portal what an event tells: the central body asks, and reads
-- nobody's notifications.
create function notification_was_read(event bigint, organisation int) returns boolean
  language sql stable security definer set search_path = public
as $$
  select exists (
    select from notification n where n.event_id = event and n.organisation_id = organisation and n.read_at is not null)
$$;
revoke all on function notification_was_read(bigint, int) from public;
grant execute on function notification_was_read(bigint, int) to tvaers_central;
