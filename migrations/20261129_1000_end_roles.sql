-- A role can be taken out of the gallery: it is said beforehand, carried out on its day, and can be taken back.
create table role_ending (
  role_id uuid not null references role,
  id uuid primary key,
  ends_before date not null,
  reason text not null check (reason <> ''),
  replaced_by uuid references role check (replaced_by <> role_id),
  set_at timestamptz not null,
  set_by uuid not null,
  set_by_name text not null,
  retired_at timestamptz,
  over_at timestamptz,
  over_by_name text,
  outcome text check (outcome in ('changed', 'calledOff', 'takenUp')),
  check ((over_at is null) = (outcome is null)),
  check ((over_at is null) = (over_by_name is null))
);
comment on table role_ending is 'Each time it was said that a role ends: when, why, by whom, and what became of it. The one that is not over is in force.';
comment on column role_ending.ends_before is 'The first day without the role (half-open, as of assignments).';
comment on column role_ending.replaced_by is 'The role that takes its place; gives nobody anything.';
comment on column role_ending.retired_at is 'When it was carried out; null until then.';
comment on column role_ending.over_at is 'When it stopped counting: another day was said, it was called off, or the role was taken up again.';
create unique index role_ending_in_force on role_ending (role_id) where over_at is null;
create index role_ending_role on role_ending (role_id, set_at);

alter table role add column ending_version int not null default 1;
comment on column role.retired_at is 'Since when nobody holds the role or can be given it; it stays readable.';
comment on column role.ending_version is 'Counts what was said of the role''s ending: the ETag of that.';

alter table role_ending enable row level security;
create policy role_ending_all on role_ending for select to tvaers_app, tvaers_jobs using (true);
create policy role_ending_central on role_ending for all to tvaers_central using (true) with check (true);
create policy role_ending_retire on role_ending for update to tvaers_jobs using (true) with check (true);
create policy role_retire on role for update to tvaers_jobs using (true) with check (true);
grant select on role_ending to tvaers_app, tvaers_jobs;
grant select, insert, update on role_ending to tvaers_central;
grant update (retired_at) on role_ending to tvaers_jobs;
grant update (retired_at, ending_version) on role to tvaers_jobs;

-- What waits for the role falls with it, and proposals of who takes it over.
grant update (refusal) on pending_assignment to tvaers_jobs;
grant update (settled_at, settled_by_name, outcome) on resignation to tvaers_jobs;

create function waiting_for_role(of_role uuid, at timestamptz) returns int
language sql stable security definer set search_path = public as $$
  select count(*)::int from pending_assignment p
  where p.role_id = of_role and p.settled_at is null and p.expires_at > at
$$;
revoke execute on function waiting_for_role from public;
grant execute on function waiting_for_role to tvaers_central;
comment on function waiting_for_role is
  'How many wait for a role until their first sign-in (R3), everywhere: a number for the central body, which sees none of them.';

-- Access ends on the day, whether a job has come round to the assignments or not.
create or replace function assignment_epoch(of_organisation int, of_user uuid, today date) returns int
language sql stable parallel safe
return (
  select coalesce(sum((a.starts_on <= today)::int + a.suspensions
      + (a.ended_at is not null or coalesce(a.ends_before <= today, false) or e.id is not null)::int), 0)
    + (select coalesce(sum(r.current_version), 0) from role r where r.id in (
        select held.role_id from assignment held
        where held.organisation_id = of_organisation and held.user_id = of_user))
    + coalesce((select u.moves from user_account u where u.id = of_user), 0)
  from assignment a
    left join role_ending e on e.role_id = a.role_id and e.over_at is null and e.ends_before <= today
  where a.organisation_id = of_organisation and a.user_id = of_user
)::int;
comment on function assignment_epoch(int, uuid, date) is
  'Version of a person''s assignments: starts plus ends (their own or their role''s) plus pauses by the day, plus the versions of the roles, which may open other doors, plus the person''s moves, leaving and coming back. Only grows.';

create or replace function access_grant_on(today date)
returns table (organisation_id int, user_id uuid, connector text, epoch int, open boolean, opens jsonb)
language sql stable parallel safe as $$
  select g.organisation_id, g.user_id, g.connector, assignment_epoch(g.organisation_id, g.user_id, today),
    g.open, g.opens
  from (
    select a.organisation_id, a.user_id, d.connector,
      bool_or(a.ended_at is null and a.suspended_at is null and a.starts_on <= today
        and coalesce(a.ends_before > today, true) and e.id is null and u.id is not null) as open,
      coalesce(
        jsonb_agg(distinct jsonb_build_object('team', d.team, 'channels', (
          select coalesce(jsonb_agg(distinct c.channel collate "C" order by c.channel collate "C"), '[]')
          from opened_channels(d.channels, o.slug, place_slug(o.region)) c)))
        filter (where a.ended_at is null and a.suspended_at is null and a.starts_on <= today
          and coalesce(a.ends_before > today, true) and e.id is null and u.id is not null),
        '[]') as opens
    from assignment a
      join role_access d on d.role_id = a.role_id
      join organisation o on o.id = a.organisation_id
      left join role_ending e on e.role_id = a.role_id and e.over_at is null and e.ends_before <= today
      left join present_user() u on u.id = a.user_id and u.organisation_id = a.organisation_id
    group by a.organisation_id, a.user_id, d.connector
  ) g
$$;
comment on function access_grant_on(date) is
  'Each person''s access on a civil day: open while an assignment of a role that opens the connector is current (R2: half-open) and not on pause (C3), the role has not ended, and the person is a user of the municipality who has not left. Runs with the rights of the caller.';

-- A role that ends is given to nobody more: nothing lacks in it.
create or replace function role_standing_on(today date)
returns table (organisation_id int, role_id uuid, holders int, lacking int, standing text)
language sql stable parallel safe as $$
  select o.id, r.id, coalesce(h.holders, 0),
    case when e.id is null then greatest(r.minimum_holders - coalesce(h.holders, 0), 0) else 0 end,
    case
      when h.holders is null then case when r.minimum_holders > 0 and e.id is null then 'vacant' else 'notNeeded' end
      when e.id is not null then 'filled'
      when h.holders < r.minimum_holders then 'tooFew'
      when r.has_primary and not h.has_primary then 'noPrimary'
      when h.holders = 1 and r.maximum_holders is distinct from 1 then 'single'
      else 'filled'
    end
  from organisation o cross join role r
    left join role_ending e on e.role_id = r.id and e.over_at is null
    left join (
      select a.organisation_id, a.role_id, count(*)::int as holders, bool_or(a.is_primary) as has_primary
      from assignment a
      where a.ended_at is null and a.starts_on <= today and (a.ends_before is null or a.ends_before > today)
      group by a.organisation_id, a.role_id) h
      on h.organisation_id = o.id and h.role_id = r.id
  where o.kind = 'municipality' and r.retired_at is null
$$;
comment on function role_standing_on(date) is
  'How each role in use stands in each municipality on a civil day, the most urgent word first: vacant, tooFew, noPrimary, single, filled, notNeeded; of a role that ends filled or notNeeded alone. Runs with the rights of the caller, to whom others'' assignments are not there: a municipality asks for itself alone.';

create function hold_role_ending(of_role uuid) returns void
language sql volatile as $$ select pg_advisory_xact_lock(hashtextextended('role ending ' || of_role::text, 0)) $$;
comment on function hold_role_ending(uuid) is
  'Whoever says that a role ends, or carries it out, waits for those who are giving it, until the transaction ends. Asked for one role in a transaction.';
create function hold_role_giving(of_role uuid) returns void
language sql volatile as $$ select pg_advisory_xact_lock_shared(hashtextextended('role ending ' || of_role::text, 0)) $$;
comment on function hold_role_giving(uuid) is
  'Whoever gives a role does it before its ending or sees it, until the transaction ends; any number at once.';
