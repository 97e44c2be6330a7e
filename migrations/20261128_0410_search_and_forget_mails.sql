-- A municipality reads the log of what was sent to its own people and mailbox; the central body's operations read all (N3).
create policy notification_mail_reach on notification_mail for select to tvaers_app
  using (organisation_id = any ((select app_reach())::int[]));
grant select on notification_mail to tvaers_app;
create index notification_mail_newest_of on notification_mail (organisation_id, created_at desc, id desc);
create index notification_mail_of_role on notification_mail ((facts ->> 'roleId'));
create index notification_mail_of_round on notification_mail ((facts ->> 'roundId'));

-- Addresses and texts are kept for so many days; that somebody was told, why and how it went stays.
alter table notification_mail add column forgotten_at timestamptz;
comment on column notification_mail.forgotten_at is 'When the address and the text were forgotten (NOTIFICATION_DAYS); the rest of the row stays.';
create index notification_mail_to_forget on notification_mail (created_at) where forgotten_at is null;
