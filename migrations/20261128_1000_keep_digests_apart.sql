-- A digest is told by no event of its own: it bears the number of the latest it tells of, and must not be lost when that
-- one's mail stands for it elsewhere. It is made once by notification_digest.
drop index notification_mail_once;
create unique index notification_mail_once on notification_mail (event_id, organisation_id, user_id) nulls not distinct
  where reason <> 'digest';

-- A reminder whose task was answered was given up as undeliverable; it is withdrawn.
update notification_mail set state = 'withdrawn', last_error = null where last_error ->> 'code' = 'answered';
