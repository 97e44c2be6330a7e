-- A mail that comes back, or that operations send again (N3).
alter table notification_mail add column sending smallint not null default 1;
alter table notification_mail add column resent_at timestamptz;
comment on column notification_mail.sending is 'Counts the times somebody asked for it to be sent: part of the Message-ID from the second on, so that no server takes it for the first.';
comment on column notification_mail.resent_at is 'When somebody last asked for it to be sent again.';
create index notification_mail_to_address on notification_mail (lower(address), sent_at);
create policy notification_mail_resending on notification_mail for update to tvaers_central using (true) with check (true);
grant update (state, attempts, next_attempt_at, last_error, address, sending, resent_at) on notification_mail to tvaers_central;

create table notification_return (
  organisation_id integer not null,
  mail_id uuid not null,
  sending smallint not null,
  kind text not null check (kind in ('hard', 'soft', 'complaint', 'delivered')),
  code text not null,
  address text not null,
  received_at timestamptz not null,
  primary key (organisation_id, mail_id, sending, kind),
  foreign key (organisation_id, mail_id) references notification_mail (organisation_id, id) on delete cascade
);
comment on table notification_return is 'What receiving servers reported of mails after they had been taken: each kind counts once for each sending.';
comment on column notification_return.code is 'The status code of the report (RFC 3463), or the kind of complaint (RFC 5965). Never prose.';
create index notification_return_of_address on notification_return (lower(address), received_at) where kind = 'soft';
alter table notification_return enable row level security;
create policy notification_return_jobs on notification_return for all to tvaers_jobs using (true) with check (true);
create policy notification_return_central on notification_return for select to tvaers_central using (true);
create policy notification_return_reach on notification_return for select to tvaers_app
  using (organisation_id = any ((select app_reach())::int[]));
grant select, insert, update on notification_return to tvaers_jobs;
grant select on notification_return to tvaers_central, tvaers_app;

create table notification_pace (
  domain text primary key,
  minute timestamptz not null,
  taken integer not null
);
comment on table notification_pace is 'How many mails all workers together have taken up for a receiving domain in its latest minute (MAIL_PER_MINUTE).';
alter table notification_pace enable row level security;
create policy notification_pace_jobs on notification_pace for all to tvaers_jobs using (true) with check (true);
grant select, insert, update on notification_pace to tvaers_jobs;
