-- The yearly confirmation (C1-C6): a round freezes who holds the roles, each municipality answers for its own.

create table certification_round (
  id uuid primary key,
  name text not null,
  kind text not null check (kind in ('regular', 'rerun', 'leaver')),
  audience jsonb not null,
  based_on uuid references certification_round,
  template_id uuid references task_template,
  rollout_id uuid references rollout,
  started_at timestamptz not null,
  started_on date not null,
  started_by uuid not null,
  started_by_name text not null,
  closes_on date not null check (closes_on >= started_on),
  status text not null default 'open' check (status in ('open', 'closed', 'settled')),
  closed_at timestamptz,
  closed_by_name text,
  settled_at timestamptz,
  item_count int not null default 0,
  municipality_count int not null default 0,
  check ((status = 'open') = (closed_at is null)),
  check ((status = 'settled') = (settled_at is not null))
);
comment on table certification_round is 'One confirmation of roles, frozen at its start (C1).';
comment on column certification_round.kind is 'leaver: the roles of one person who has left a municipality (C6).';
comment on column certification_round.based_on is 'The round whose unanswered lines this one asks about again (C5).';
comment on column certification_round.closes_on is 'The last day to answer; the round closes by itself after it.';
comment on column certification_round.status is 'settled: nothing more comes of it; every removal has been read back.';
create index certification_round_newest on certification_round (started_at desc, id desc);
create index certification_round_unsettled on certification_round (closes_on) where status <> 'settled';

create table certification_round_role (
  round_id uuid not null references certification_round,
  role_id uuid not null references role,
  role_name text not null,
  role_version int not null,
  has_primary boolean not null,
  opens_access boolean not null,
  non_response text not null check (non_response in ('keep', 'suspend', 'remove')),
  grace_days int not null check (grace_days >= 0),
  item_count int not null default 0,
  holder_count int not null default 0,
  removes_on date,
  brake text check (brake in ('held', 'approved', 'rejected')),
  brake_undecided int,
  brake_decided_at timestamptz,
  brake_decided_by_name text,
  primary key (round_id, role_id)
);
comment on table certification_round_role is 'What the round does with a role nobody answered for, as it was at the start (C3).';
comment on column certification_round_role.holder_count is 'Everybody who held the role at the start, in the round or not: what the brake measures against (C4).';
comment on column certification_round_role.removes_on is 'Known from the close on: the day the access of those without an answer goes.';
comment on column certification_round_role.brake is 'held: too many would lose the role at once; waits for operations (C4).';

create table certification_municipality (
  organisation_id int not null references organisation,
  round_id uuid not null references certification_round,
  task_number bigint,
  item_count int not null,
  undecided int not null,
  completed_at timestamptz,
  primary key (organisation_id, round_id)
);
comment on table certification_municipality is 'A municipality''s part of a round: its one task, and how many lines lack an answer.';
comment on column certification_municipality.undecided is 'Kept by the transaction of each answer, under a lock of this row.';
create index certification_municipality_round on certification_municipality (round_id, organisation_id);

create table certification_item (
  organisation_id int not null references organisation,
  id uuid not null,
  round_id uuid not null references certification_round,
  role_id uuid not null references role,
  assignment_id uuid not null,
  held_assignment_id uuid not null,
  user_id uuid not null,
  user_name text not null,
  user_title text not null default '',
  is_primary boolean not null,
  starts_on date not null,
  given_by_name text not null,
  last_signed_in_at timestamptz,
  answer text check (answer in ('keep', 'withdraw', 'replace')),
  reason text,
  successor_id uuid,
  successor_name text,
  successor_assignment_id uuid,
  replaces_by date,
  replaced_at timestamptz,
  answered_at timestamptz,
  answered_by uuid,
  answered_by_name text,
  is_self_answered boolean not null default false,
  is_late boolean not null default false,
  version int not null default 1,
  consequence text check (consequence in ('kept', 'suspended', 'grace', 'held', 'removed', 'elsewhere')),
  consequence_at timestamptz,
  access_closed_at timestamptz,
  primary key (organisation_id, id),
  check ((answer is null) = (answered_at is null)),
  check (answer <> 'replace' or successor_id is not null),
  check (answer <> 'withdraw' or reason is not null)
);
comment on table certification_item is 'One holder of one role, frozen at the start of the round, with the municipality''s answer (C1).';
comment on column certification_item.assignment_id is 'The assignment as it was at the start.';
comment on column certification_item.held_assignment_id is 'The assignment that the line speaks of now: another one after a withdrawal was taken back.';
comment on column certification_item.successor_assignment_id is 'Given by this answer; null when the successor had the role already.';
comment on column certification_item.replaces_by is 'The one replaced keeps the role until the successor''s access works, this day at the latest (C1).';
comment on column certification_item.is_self_answered is 'By the only KLIK-administrator about their own role (C2).';
comment on column certification_item.is_late is 'Answered after the round closed.';
comment on column certification_item.version is 'Counts answers; the ETag.';
comment on column certification_item.consequence is
  'What came of it without an answer (C3, C4). grace: goes on removes_on. elsewhere: the role ended outside the round.';
comment on column certification_item.consequence_at is 'When it was carried out; a pause that is decided and not yet carried out has none.';
comment on column certification_item.access_closed_at is 'When the target was read back and the access was gone; only then the round says "removed" (A2).';
create unique index certification_item_assignment on certification_item (organisation_id, round_id, assignment_id);
create index certification_item_round on certification_item (round_id, organisation_id, role_id);
create index certification_item_held on certification_item (organisation_id, held_assignment_id);
create index certification_item_open_end on certification_item (organisation_id)
  where consequence = 'grace' or (consequence = 'suspended' and consequence_at is null) or (replaces_by is not null and replaced_at is null)
    or (access_closed_at is null and (answer = 'withdraw' or consequence = 'removed'));

create table certification_answer (
  organisation_id int not null,
  id uuid not null,
  item_id uuid not null,
  answer text not null check (answer in ('keep', 'withdraw', 'replace')),
  reason text,
  successor_name text,
  answered_at timestamptz not null,
  answered_by uuid not null,
  answered_by_name text not null,
  is_self_answered boolean not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, item_id) references certification_item (organisation_id, id)
);
comment on table certification_answer is 'Each answer ever given to a line, also those corrected since (C5).';
create index certification_answer_item on certification_answer (organisation_id, item_id, answered_at);

create table certification_reminder (
  organisation_id int not null references organisation,
  round_id uuid not null references certification_round,
  days int not null,
  sent_at timestamptz not null,
  primary key (organisation_id, round_id, days)
);
comment on table certification_reminder is 'A reminder that was told: each at most once (C5).';
comment on column certification_reminder.days is 'Days before the round closes; -5: five days after.';

create table certification_schedule (
  role_id uuid primary key references role,
  is_on boolean not null default true,
  anchor_on date not null,
  last_due_on date,
  changed_at timestamptz not null,
  changed_by_name text not null
);
comment on table certification_schedule is 'When a role is confirmed by itself: every role.certification_months from anchor_on.';
comment on column certification_schedule.anchor_on is 'Due days are counted from here, so that 29-02 comes back in leap years.';
comment on column certification_schedule.last_due_on is 'The latest due day that a round was started for; never twice.';

alter table task_template add column answer_path text;
comment on column task_template.answer_path is
  'The page where its tasks are answered; they complete themselves from there and cannot be completed by hand.';

alter table certification_round enable row level security;
alter table certification_round_role enable row level security;
alter table certification_municipality enable row level security;
alter table certification_item enable row level security;
alter table certification_answer enable row level security;
alter table certification_reminder enable row level security;
alter table certification_schedule enable row level security;

-- A municipality sees the rounds it is part of, and of them its own part alone.
create policy certification_municipality_reach on certification_municipality for all to tvaers_app
  using (organisation_id = any ((select app_reach())::int[]))
  with check (organisation_id = any ((select app_reach())::int[]));
create policy certification_municipality_all on certification_municipality for all to tvaers_central, tvaers_jobs
  using (true) with check (true);
grant select, update on certification_municipality to tvaers_app;
grant select, insert, update on certification_municipality to tvaers_central;
grant select, update on certification_municipality to tvaers_jobs;

create policy certification_round_reach on certification_round for select to tvaers_app
  using (exists (select from certification_municipality m where m.round_id = id));
create policy certification_round_all on certification_round for all to tvaers_central, tvaers_jobs
  using (true) with check (true);
grant select on certification_round to tvaers_app;
grant select, insert, update on certification_round to tvaers_central;
grant select, update on certification_round to tvaers_jobs;

create policy certification_round_role_reach on certification_round_role for select to tvaers_app
  using (exists (select from certification_municipality m where m.round_id = certification_round_role.round_id));
create policy certification_round_role_all on certification_round_role for all to tvaers_central, tvaers_jobs
  using (true) with check (true);
grant select on certification_round_role to tvaers_app;
grant select, insert, update on certification_round_role to tvaers_central;
grant select, update on certification_round_role to tvaers_jobs;

create policy certification_item_reach on certification_item for all to tvaers_app
  using (organisation_id = any ((select app_reach())::int[]))
  with check (organisation_id = any ((select app_reach())::int[]));
create policy certification_item_all on certification_item for all to tvaers_central, tvaers_jobs
  using (true) with check (true);
grant select, update on certification_item to tvaers_app;
grant select, insert, update on certification_item to tvaers_central;
grant select, update on certification_item to tvaers_jobs;

create policy certification_answer_reach on certification_answer for all to tvaers_app
  using (organisation_id = any ((select app_reach())::int[]))
  with check (organisation_id = any ((select app_reach())::int[]));
create policy certification_answer_read on certification_answer for select to tvaers_central, tvaers_jobs using (true);
grant select, insert on certification_answer to tvaers_app;
grant select on certification_answer to tvaers_central, tvaers_jobs;

create policy certification_reminder_reach on certification_reminder for select to tvaers_app
  using (organisation_id = any ((select app_reach())::int[]));
create policy certification_reminder_all on certification_reminder for all to tvaers_central, tvaers_jobs
  using (true) with check (true);
grant select on certification_reminder to tvaers_app, tvaers_central;
grant select, insert on certification_reminder to tvaers_jobs;

create policy certification_schedule_all on certification_schedule for all to tvaers_central using (true) with check (true);
grant select, insert, update on certification_schedule to tvaers_central;
