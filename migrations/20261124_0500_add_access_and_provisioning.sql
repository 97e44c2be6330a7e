-- Access is computed from assignments, never edited (A1). One definition for the gate, the worker and the screens.

create index assignment_of_user on assignment (organisation_id, user_id);

-- A role can be put on pause: the assignment stands, its access is closed (C3).
alter table assignment add column suspended_at timestamptz;
alter table assignment add column suspensions int not null default 0;
comment on column assignment.suspended_at is 'On pause since: nobody confirmed it (C3). The access is closed until the administrator confirms.';
comment on column assignment.suspensions is 'Counts pauses and their ends; part of the version that provisioning follows.';

alter table user_account add column left_at timestamptz;
comment on column user_account.left_at is 'When the municipality noted that the person has left; the next sign-in there clears it.';
create function present_user() returns setof user_account language sql stable parallel safe
  as $$ select * from user_account where left_at is null $$;
comment on function present_user() is 'Users who have not left: what a role needs to open anything. Joined, not called per row.';

-- Who moves to another organisation, or leaves, loses the access there at once, and gains it again on coming back. Each
-- is a version of its own: what was ticked off for the grant before must not count for the revocation, or for the grant
-- after it.
alter table user_account add column moves int not null default 0;
comment on column user_account.moves is
  'How often the person has moved to another organisation, left, or come back. Part of assignment_epoch.';
create function count_move() returns trigger language plpgsql as $$
begin
  new.moves := old.moves + 1;
  return new;
end $$;
create trigger user_account_moves before update on user_account for each row
  when (new.organisation_id <> old.organisation_id or (new.left_at is null) <> (old.left_at is null))
  execute function count_move();

create function assignment_epoch(of_organisation int, of_user uuid, today date) returns int
language sql stable parallel safe
return (
  select coalesce(sum((a.starts_on <= today)::int + a.suspensions
      + (a.ended_at is not null or coalesce(a.ends_before <= today, false))::int), 0)
    + (select coalesce(sum(r.current_version), 0) from role r where r.id in (
        select held.role_id from assignment held
        where held.organisation_id = of_organisation and held.user_id = of_user))
    + coalesce((select u.moves from user_account u where u.id = of_user), 0)
  from assignment a where a.organisation_id = of_organisation and a.user_id = of_user
)::int;
comment on function assignment_epoch(int, uuid, date) is
  'Version of a person''s assignments: starts plus ends plus pauses by the day, plus the versions of the roles, which may open other doors, plus the person''s moves, leaving and coming back. Only grows.';

create function access_grant_on(today date)
returns table (organisation_id int, user_id uuid, connector text, epoch int, open boolean, opens jsonb)
language sql stable parallel safe as $$
  select g.organisation_id, g.user_id, g.connector, assignment_epoch(g.organisation_id, g.user_id, today),
    g.open, g.opens
  from (
    select a.organisation_id, a.user_id, d.connector,
      bool_or(a.ended_at is null and a.suspended_at is null and a.starts_on <= today
        and coalesce(a.ends_before > today, true) and u.id is not null) as open,
      coalesce(
        jsonb_agg(distinct jsonb_build_object('team', d.team, 'channels', (
          select coalesce(jsonb_agg(channel order by channel collate "C"), '[]') from unnest(d.channels) as channel)))
        filter (where a.ended_at is null and a.suspended_at is null and a.starts_on <= today
          and coalesce(a.ends_before > today, true) and u.id is not null),
        '[]') as opens
    from assignment a
      join role_access d on d.role_id = a.role_id
      left join present_user() u on u.id = a.user_id and u.organisation_id = a.organisation_id
    group by a.organisation_id, a.user_id, d.connector
  ) g
$$;
comment on function access_grant_on(date) is
  'Each person''s access on a civil day: open while an assignment of a role that opens the connector is current (R2: half-open) and not on pause (C3), and the person is a user of the municipality who has not left. Runs with the rights of the caller.';

create sequence sso_id as bigint start 100001;
comment on sequence sso_id is 'What single sign-on recognises people by. Never reused, never reset, not a CPR number.';

create table provisioning_record (
  organisation_id int not null references organisation,
  user_id uuid not null references user_account,
  connector text not null check (connector in ('mattermost', 'manual')),
  sso_id bigint not null unique default nextval('sso_id'),
  marker text not null default left(replace(gen_random_uuid()::text, '-', ''), 26),
  account_id text,
  origin text check (origin in ('created', 'adopted')),
  username text,
  sign_in text check (sign_in in ('bound', 'closed')),
  sign_in_epoch int,
  may_adopt boolean not null default false,
  epoch int not null,
  presence text not null check (presence in ('present', 'absent')),
  wanted jsonb not null default '[]',
  managed jsonb not null default '[]',
  hand_account boolean not null default false,
  hand_places jsonb not null default '[]',
  state text not null check (state in ('preparing', 'waitingManual', 'active', 'failed', 'held', 'paused', 'closed')),
  waiting_step text,
  attempt int not null default 0,
  next_attempt_at timestamptz,
  failing_since timestamptz,
  escalated_at timestamptz,
  last_error jsonb,
  verified_at timestamptz,
  active_since timestamptz,
  closed_at timestamptz,
  claim uuid,
  claimed_until timestamptz,
  updated_at timestamptz not null,
  primary key (organisation_id, user_id, connector)
);
comment on table provisioning_record is 'What is known and done at a target for a person whose role opens it. What should be is computed (access_grant_on).';
comment on column provisioning_record.marker is 'Random; marks the account at the target as made by Tværs.';
comment on column provisioning_record.may_adopt is 'A human approved that an account with the same address is taken over.';
comment on column provisioning_record.epoch is 'Version of the assignments that the last work followed; behind assignment_epoch while work is due.';
comment on column provisioning_record.wanted is 'Teams and channels the last work aimed at.';
comment on column provisioning_record.managed is 'Every place Tværs may have opened and has not proven left; written before the first step.';
comment on column provisioning_record.hand_account is 'By hand (A3): ticks of earlier epochs left an account open …';
comment on column provisioning_record.hand_places is '… in these places.';
comment on column provisioning_record.waiting_step is 'By hand: the step an operator is to do next.';
comment on column provisioning_record.last_error is 'Code and facts: ids of the target and error ids; never its prose, never a token.';
comment on column provisioning_record.escalated_at is 'When a closing that does not get through was told (A2).';
comment on column provisioning_record.claim is 'One worker at a time: its token; worthless after claimed_until.';
create index provisioning_record_state on provisioning_record (state, updated_at);

create table provisioning_step (
  organisation_id int not null,
  user_id uuid not null,
  connector text not null,
  epoch int not null,
  step text not null,
  state text not null check (state in ('done', 'waiting', 'retry', 'held', 'paused')),
  at timestamptz not null,
  ticked_by uuid,
  ticked_by_name text,
  primary key (organisation_id, user_id, connector, epoch, step),
  foreign key (organisation_id, user_id, connector) references provisioning_record,
  check ((ticked_by is null) = (ticked_by_name is null)),
  check (ticked_by is null or state = 'done')
);
comment on table provisioning_step is 'How each step of a grant or a revocation ended last, by connector or by hand (ticked_by).';

alter table provisioning_record enable row level security;
create policy provisioning_record_reach on provisioning_record for select to tvaers_app
  using (organisation_id = any ((select app_reach())::int[]));
create policy provisioning_record_central on provisioning_record for select to tvaers_central using (true);
create policy provisioning_record_operate on provisioning_record for update to tvaers_central
  using (true) with check (true);
create policy provisioning_record_jobs on provisioning_record for all to tvaers_jobs using (true) with check (true);
grant select on provisioning_record to tvaers_app, tvaers_central;
grant update (state, waiting_step, next_attempt_at, may_adopt, updated_at) on provisioning_record to tvaers_central;
grant select, insert, update on provisioning_record to tvaers_jobs;
grant usage on sequence sso_id to tvaers_jobs;

alter table provisioning_step enable row level security;
create policy provisioning_step_reach on provisioning_step for select to tvaers_app
  using (organisation_id = any ((select app_reach())::int[]));
create policy provisioning_step_central on provisioning_step for select to tvaers_central using (true);
create policy provisioning_step_tick on provisioning_step for insert to tvaers_central
  with check (ticked_by is not null);
create policy provisioning_step_tick_waiting on provisioning_step for update to tvaers_central
  using (ticked_by is null) with check (ticked_by is not null);
create policy provisioning_step_jobs on provisioning_step for all to tvaers_jobs using (true) with check (true);
grant select on provisioning_step to tvaers_app, tvaers_central;
grant insert, update on provisioning_step to tvaers_central;
grant select, insert, update on provisioning_step to tvaers_jobs;
