-- How each person is told (N1): a way of their own for a reason, hours without mails, and digests.

create table notification_way (
  organisation_id int not null references organisation,
  user_id uuid not null references user_account,
  reason text not null,
  way text not null check (way in ('portal', 'atOnce', 'daily', 'weekly', 'off')),
  chosen_at timestamptz not null,
  primary key (organisation_id, user_id, reason)
);
comment on table notification_way is 'How a person chose to be told for a reason; without a row the reason''s own default holds.';

create table notification_hours (
  organisation_id int not null references organisation,
  user_id uuid not null references user_account,
  quiet_from int check (quiet_from between 0 and 23),
  quiet_until int check (quiet_until between 0 and 23),
  working_days_only boolean not null default false,
  chosen_at timestamptz not null,
  primary key (organisation_id, user_id),
  check ((quiet_from is null) = (quiet_until is null)),
  check (quiet_from <> quiet_until)
);
comment on table notification_hours is 'When a person wants no mails; without a row they come at any hour. Red matters come at once all the same.';
comment on column notification_hours.quiet_from is 'Full hour in Copenhagen; later than quiet_until when the night is between them.';

create table notification_digest (
  organisation_id int not null references organisation,
  user_id uuid not null references user_account,
  due_at timestamptz not null,
  told int not null,
  made_at timestamptz not null,
  primary key (organisation_id, user_id, due_at)
);
comment on table notification_digest is 'Digests that were made: one for a person and an hour, whoever works and however often.';
comment on column notification_digest.due_at is 'The hour it was due; made later when nobody worked then.';
comment on column notification_digest.told is 'How many notifications it told of.';

alter table notification
  add column digest text check (digest in ('daily', 'weekly')),
  add column digested_at timestamptz,
  add column thing text not null generated always as (case
    when facts ? 'taskNumber' then 'task:' || (facts ->> 'taskNumber')
    when facts ? 'roleId' then 'role:' || (facts ->> 'roleId')
    when facts ? 'roundId' then 'round:' || (facts ->> 'roundId')
    else subject_type || ':' || subject_id end) stored;
comment on column notification.digest is 'The digest it waits for, or came by; null: told by a mail of its own, or in the portal alone.';
comment on column notification.digested_at is 'When a digest told of it, or was made without it because it was read or settled.';
comment on column notification.thing is 'What it is about, for grouping: the task, role or round that the facts name, otherwise the event''s subject.';
create index notification_waiting on notification (at) where digest is not null and digested_at is null;
create index notification_groups on notification (user_id, reason, thing, at desc) where read_at is null;

alter table notification_mail drop constraint notification_mail_state_check,
  add constraint notification_mail_state_check
    check (state in ('planned', 'sending', 'sent', 'failed', 'undeliverable', 'withdrawn'));
comment on column notification_mail.state is 'failed: will be tried again; undeliverable: will not; withdrawn: read or settled before it was sent.';

alter table notification_way enable row level security;
alter table notification_hours enable row level security;
alter table notification_digest enable row level security;
create policy notification_way_reach on notification_way for all to tvaers_app, tvaers_central, tvaers_supplier
  using (organisation_id = any ((select app_reach())::int[]))
  with check (organisation_id = any ((select app_reach())::int[]));
create policy notification_hours_reach on notification_hours for all to tvaers_app, tvaers_central, tvaers_supplier
  using (organisation_id = any ((select app_reach())::int[]))
  with check (organisation_id = any ((select app_reach())::int[]));
create policy notification_way_jobs on notification_way for all to tvaers_jobs using (true) with check (true);
create policy notification_hours_jobs on notification_hours for select to tvaers_jobs using (true);
create policy notification_digest_jobs on notification_digest for all to tvaers_jobs using (true) with check (true);
grant select, insert, update, delete on notification_way, notification_hours to tvaers_app, tvaers_central, tvaers_supplier;
grant select, insert, update on notification_way to tvaers_jobs;
grant select on notification_hours to tvaers_jobs;
grant select, insert on notification_digest to tvaers_jobs;
grant update (digested_at) on notification to tvaers_jobs;

-- Whoever took a conversation upon them is told of new messages in it.
create policy message_thread_jobs on message_thread for select to tvaers_jobs using (true);
grant select (organisation_id, task_number, owner_id) on message_thread to tvaers_jobs;

-- A role with a last day: told ahead, each step once.
create table assignment_end_notice (
  organisation_id int not null references organisation,
  assignment_id uuid not null,
  ends_before date not null,
  days int not null,
  told_at timestamptz not null,
  primary key (organisation_id, assignment_id, ends_before, days)
);
comment on table assignment_end_notice is 'That a role is about to end was told so many days before; anew when the last day is moved.';
alter table assignment_end_notice enable row level security;
create policy assignment_end_notice_jobs on assignment_end_notice for all to tvaers_jobs using (true) with check (true);
grant select, insert on assignment_end_notice to tvaers_jobs;
