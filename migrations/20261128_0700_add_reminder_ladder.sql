create table reminder_ladder (
  version int primary key check (version > 0),
  steps jsonb not null,
  saved_at timestamptz not null,
  saved_by uuid,
  saved_by_name text not null
);
comment on table reminder_ladder is 'The rules by which open tasks are reminded of (N2), each version kept; the newest is in force.';
comment on column reminder_ladder.saved_by is 'A user or an API client; null: as it came with the portal.';
comment on column reminder_ladder.steps is 'In order of days: {day, every, to, priorities, kinds, since}; negative days come before the deadline.';

create table reminder (
  organisation_id int not null references organisation,
  id uuid not null default gen_random_uuid(),
  task_number bigint not null,
  due_on date not null,
  day int not null,
  planned_on date not null,
  told_at timestamptz not null,
  ladder_version int not null references reminder_ladder,
  primary key (organisation_id, id),
  unique (organisation_id, task_number, due_on, day),
  foreign key (organisation_id, task_number) references task
);
comment on table reminder is 'A step of the ladder that a task has taken: once for each deadline, whoever works.';
comment on column reminder.day is 'Days from the deadline, as the rule names them; negative: before.';
comment on column reminder.planned_on is 'The working day it was for; told_at is later when the portal stood still.';

create table reminder_recipient (
  organisation_id int not null,
  reminder_id uuid not null,
  position int not null,
  wanted text not null,
  rung text not null check (rung in ('performer', 'responsible', 'administrator', 'mailbox', 'central')),
  cause text check (cause in ('missing', 'unreachable')),
  user_id uuid references user_account,
  name text,
  address text,
  primary key (organisation_id, reminder_id, position),
  foreign key (organisation_id, reminder_id) references reminder
);
comment on table reminder_recipient is 'Whom a reminder went to, and how they were found (R5).';
comment on column reminder_recipient.wanted is 'Whom the rule names; rung is whom it reached.';
comment on column reminder_recipient.cause is 'Why it passed the one the rule names.';
comment on column reminder_recipient.user_id is 'Null: a mailbox, or the central body''s list.';
create index reminder_recipient_central on reminder_recipient (organisation_id, reminder_id) where rung = 'central';

insert into reminder_ladder (version, steps, saved_at, saved_by_name) values (1, '[
  {"day": -30, "every": null, "to": ["performer"]},
  {"day": -20, "every": null, "to": ["performer"]},
  {"day": -10, "every": null, "to": ["performer"]},
  {"day": -3, "every": null, "to": ["performer", "responsible"]},
  {"day": 0, "every": null, "to": ["performer", "responsible"]},
  {"day": 5, "every": null, "to": ["responsible", "administrator"]},
  {"day": 12, "every": 7, "to": ["administrator"]},
  {"day": 33, "every": null, "to": ["administrator", "mailbox"]},
  {"day": 61, "every": null, "to": ["administrator", "central"]}]', now(), 'Tværs');
update reminder_ladder set steps = (
  select jsonb_agg(s.step || jsonb_build_object('since', null, 'kinds', '["plain", "role"]'::jsonb, 'priorities',
    case when (s.step ->> 'day')::int = 61 then '["mandatory", "recommended"]'::jsonb
      else '["mandatory", "recommended", "voluntary"]'::jsonb end) order by s.place)
  from jsonb_array_elements(steps) with ordinality s (step, place));

alter table reminder_ladder enable row level security;
create policy reminder_ladder_read on reminder_ladder for select to tvaers_app, tvaers_jobs using (true);
create policy reminder_ladder_central on reminder_ladder for all to tvaers_central using (true) with check (true);
grant select on reminder_ladder to tvaers_app, tvaers_jobs;
grant select, insert on reminder_ladder to tvaers_central;

alter table reminder enable row level security;
create policy reminder_jobs on reminder for all to tvaers_jobs using (true) with check (true);
create policy reminder_central on reminder for select to tvaers_central using (true);
create policy reminder_reach on reminder for select to tvaers_app
  using (organisation_id = any ((select app_reach())::int[]));
grant select, insert on reminder to tvaers_jobs;
grant select on reminder to tvaers_central, tvaers_app;

alter table reminder_recipient enable row level security;
create policy reminder_recipient_jobs on reminder_recipient for all to tvaers_jobs using (true) with check (true);
create policy reminder_recipient_central on reminder_recipient for select to tvaers_central using (true);
create policy reminder_recipient_reach on reminder_recipient for select to tvaers_app
  using (organisation_id = any ((select app_reach())::int[]));
grant select, insert on reminder_recipient to tvaers_jobs;
grant select on reminder_recipient to tvaers_central, tvaers_app;
