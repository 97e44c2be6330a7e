-- Reconciliation (A4): is what stands at a target what the assignments say? And the target itself: when it is left alone.

create table provisioning_target (
  connector text primary key,
  paused_code text,
  paused_since timestamptz,
  next_probe_at timestamptz,
  probe_attempt int not null default 0,
  probing_until timestamptz,
  failures int not null default 0,
  quiet_until timestamptz,
  slow_until timestamptz,
  session_hours int,
  session_extends boolean,
  read_at timestamptz,
  unmanaged text not null default 'report' check (unmanaged in ('report', 'remove')),
  brake_percent int not null default 10 check (brake_percent between 1 and 100),
  brake_number int not null default 20 check (brake_number between 1 and 100000),
  check ((paused_code is null) = (paused_since is null))
);
comment on table provisioning_target is 'A target as a whole: whether it is left alone for a while, and the rules reconciliation follows there. No row: all well, rules as by default.';
comment on column provisioning_target.paused_code is 'Why nobody is worked on (6.4): tokenDead, adminLost, unreachable, unhealthy. One probe asks for all.';
comment on column provisioning_target.probing_until is 'One prober at a time; worthless after that.';
comment on column provisioning_target.failures is 'Persons who failed in a row for the target''s own sake; at three, a probe tells whether it is the target.';
comment on column provisioning_target.quiet_until is 'It asked to be left alone until then (429, Retry-After).';
comment on column provisioning_target.slow_until is '… and to be asked by fewer at once until then.';
comment on column provisioning_target.session_hours is 'How long an open session can live without a sign-in, from the server''s settings; null while unread.';
comment on column provisioning_target.session_extends is 'Sessions live on as long as they are used.';
comment on column provisioning_target.unmanaged is 'Members nobody''s role brought there: told of, or taken out.';
comment on column provisioning_target.brake_percent is 'The brake: more removals at once than this part of the people there wait for an operator …';
comment on column provisioning_target.brake_number is '… or more than this number.';

create table reconciliation (
  id uuid primary key,
  connector text not null,
  kind text not null check (kind in ('quick', 'full')),
  is_dry_run boolean not null,
  trusts_gaps boolean not null,
  asked_by text not null check (asked_by in ('clock', 'person')),
  asked_by_name text not null,
  asked_at timestamptz not null,
  state text not null check (state in ('waiting', 'reading', 'done', 'aborted')),
  claimed_until timestamptz,
  started_at timestamptz,
  ended_at timestamptz,
  places_read int not null default 0,
  places_total int,
  accounts_read int not null default 0,
  accounts_total int,
  people int,
  under_way int,
  skew_seconds int,
  aborted_code text,
  aborted_facts jsonb,
  brake text not null default 'none' check (brake in ('none', 'held', 'approved', 'rejected')),
  brake_decided_by_name text,
  brake_decided_at timestamptz,
  check ((state = 'aborted') = (aborted_code is not null)),
  check ((brake in ('approved', 'rejected')) = (brake_decided_at is not null))
);
comment on table reconciliation is 'One look at a whole target: every member of every place Tværs opens, against what the assignments say (A4).';
comment on column reconciliation.trusts_gaps is 'An operator has said that lists which look cut off are right.';
comment on column reconciliation.claimed_until is 'The run is lost when its worker has not renewed this.';
comment on column reconciliation.people is 'How many people''s access was compared.';
comment on column reconciliation.under_way is 'People left out because their access is being worked on anyway.';
comment on column reconciliation.skew_seconds is 'How far the server''s clock is from ours.';
comment on column reconciliation.brake is 'Whether so many would lose something at once that an operator decides.';
-- One at a time at each target, whatever the number of servers.
create unique index reconciliation_running on reconciliation (connector) where state in ('waiting', 'reading');
create index reconciliation_newest on reconciliation (asked_at desc, id);

create table reconciliation_finding (
  reconciliation_id uuid not null references reconciliation on delete cascade,
  number int not null,
  kind text not null,
  remedy text not null check (remedy in ('grant', 'revoke', 'bind', 'remove', 'none')),
  state text not null check (state in ('reported', 'asked', 'held', 'rejected', 'done', 'failed', 'outdated')),
  organisation_id int references organisation,
  user_id uuid references user_account,
  user_name text,
  epoch int,
  account_id text,
  username text,
  places jsonb not null default '[]',
  facts jsonb not null default '{}',
  decided_by_name text,
  decided_at timestamptz,
  primary key (reconciliation_id, number),
  check ((organisation_id is null) = (user_id is null))
);
comment on table reconciliation_finding is 'One thing that is not as the assignments say, and what was done about it.';
comment on column reconciliation_finding.epoch is 'The version of the assignments it was compared with; the remedy counts for no other.';
comment on column reconciliation_finding.places is 'Teams and channels it is about.';
create index reconciliation_finding_person on reconciliation_finding (organisation_id, user_id);

create table accepted_member (
  connector text not null,
  account_id text not null,
  username text not null,
  accepted_at timestamptz not null,
  accepted_by uuid not null references user_account,
  accepted_by_name text not null,
  primary key (connector, account_id)
);
comment on table accepted_member is 'Accounts an operator has said belong at the target although no role brought them there.';

create table watched_place (
  connector text not null,
  team text not null,
  channel text not null,
  last_open_at timestamptz not null,
  primary key (connector, team, channel)
);
comment on table watched_place is 'Places that access has opened, also those no role opens any more: their members are looked at for a year. The team itself: channel is empty.';

create table removal_hold (
  id uuid primary key,
  connector text not null,
  people int not null,
  of_people int not null,
  held_at timestamptz not null,
  decision text check (decision in ('approved', 'rejected')),
  decided_at timestamptz,
  decided_by_name text,
  check ((decision is null) = (decided_at is null))
);
comment on table removal_hold is 'Removals that no single decision about a person caused, so many at once that an operator decides. The sign-in gate is closed all the same.';

create table removal_hold_person (
  hold_id uuid not null references removal_hold,
  organisation_id int not null,
  user_id uuid not null,
  connector text not null,
  epoch int not null,
  primary key (organisation_id, user_id, connector, epoch)
);
comment on table removal_hold_person is 'Whom it is about, at one version of their assignments; a new version is a decision of its own.';
create index removal_hold_person_hold on removal_hold_person (hold_id);

alter table provisioning_target enable row level security;
alter table reconciliation enable row level security;
alter table reconciliation_finding enable row level security;
alter table accepted_member enable row level security;
alter table watched_place enable row level security;
alter table removal_hold enable row level security;
alter table removal_hold_person enable row level security;

create policy provisioning_target_central on provisioning_target for all to tvaers_central using (true) with check (true);
create policy provisioning_target_jobs on provisioning_target for all to tvaers_jobs using (true) with check (true);
create policy reconciliation_central on reconciliation for all to tvaers_central using (true) with check (true);
create policy reconciliation_jobs on reconciliation for all to tvaers_jobs using (true) with check (true);
create policy reconciliation_finding_central on reconciliation_finding for all to tvaers_central using (true) with check (true);
create policy reconciliation_finding_jobs on reconciliation_finding for all to tvaers_jobs using (true) with check (true);
create policy accepted_member_central on accepted_member for all to tvaers_central using (true) with check (true);
create policy accepted_member_jobs on accepted_member for select to tvaers_jobs using (true);
create policy watched_place_jobs on watched_place for all to tvaers_jobs using (true) with check (true);
create policy removal_hold_central on removal_hold for all to tvaers_central using (true) with check (true);
create policy removal_hold_jobs on removal_hold for all to tvaers_jobs using (true) with check (true);
create policy removal_hold_person_central on removal_hold_person for select to tvaers_central using (true);
create policy removal_hold_person_jobs on removal_hold_person for all to tvaers_jobs using (true) with check (true);

grant select on provisioning_target, reconciliation, reconciliation_finding, accepted_member, removal_hold,
  removal_hold_person to tvaers_central;
grant insert (connector, unmanaged, brake_percent, brake_number), update (unmanaged, brake_percent, brake_number)
  on provisioning_target to tvaers_central;
grant insert, update (state, ended_at, aborted_code, brake, brake_decided_by_name, brake_decided_at) on reconciliation to tvaers_central;
grant update (state, remedy, decided_by_name, decided_at) on reconciliation_finding to tvaers_central;
grant insert, delete on accepted_member to tvaers_central;
grant update (decision, decided_at, decided_by_name) on removal_hold to tvaers_central;
grant select, insert, update on provisioning_target, removal_hold to tvaers_jobs;
grant select, insert, update, delete on reconciliation to tvaers_jobs;
grant select, insert, update on reconciliation_finding to tvaers_jobs;
grant select on accepted_member to tvaers_jobs;
grant select, insert, update, delete on watched_place to tvaers_jobs;
grant select, insert on removal_hold_person to tvaers_jobs;

-- A case that a human has taken in hand, and an account that is to be made anew because the old one is gone.
alter table provisioning_record add column taken_by_name text;
alter table provisioning_record add column taken_at timestamptz;
alter table provisioning_record add column starts_over boolean not null default false;
comment on column provisioning_record.taken_by_name is 'The operator who looks after a held case.';
comment on column provisioning_record.starts_over is 'An operator has said that the account is gone for good: the next worker forgets it and makes a new one.';
grant update (taken_by_name, taken_at, starts_over) on provisioning_record to tvaers_central;
