-- A letter goes to the address a person has when it is told; only the address of a mailbox needs keeping.
update role_mail_recipient set address = null where user_id is not null;
comment on column role_mail_recipient.address is 'Of a mailbox; a person''s own stands with the person alone.';

-- What was forgotten before took less with it.
update notification_mail set facts = facts - 'items' where forgotten_at is not null and reason = 'digest';
update notification_return r set address = '' from notification_mail m
where m.organisation_id = r.organisation_id and m.id = r.mail_id and m.forgotten_at is not null;
comment on column notification_return.address is 'Whose address it counts for; empty for a report of an earlier sending, and when the mail is forgotten.';
comment on column notification_mail.forgotten_at is 'When the address and the text, and what a digest gathered, were forgotten (NOTIFICATION_DAYS); the rest of the row stays.';
