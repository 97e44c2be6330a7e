-- The log tells of every notification, also of those a person chose to read in the portal alone.
alter table notification_mail drop constraint notification_mail_state_check,
  add constraint notification_mail_state_check
    check (state in ('planned', 'sending', 'sent', 'failed', 'undeliverable', 'withdrawn', 'portal'));
comment on column notification_mail.state is 'failed: will be tried again; undeliverable: will not; withdrawn: read or settled before it was sent; portal: told in the portal alone, no mail was made.';
-- Whoever reads of an event in the portal alone may still get the mail in another's place.
drop index notification_mail_once;
create unique index notification_mail_once on notification_mail (event_id, organisation_id, user_id) nulls not distinct
  where reason <> 'digest' and state <> 'portal';
