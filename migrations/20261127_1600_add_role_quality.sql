-- How roles stand in each municipality (R4). One definition for the pages, the start page, the API and the tests.

create function role_standing_on(today date)
returns table (organisation_id int, role_id uuid, holders int, lacking int, standing text)
language sql stable parallel safe as $$
  select o.id, r.id, coalesce(h.holders, 0), greatest(r.minimum_holders - coalesce(h.holders, 0), 0),
    case
      when h.holders is null then case when r.minimum_holders > 0 then 'vacant' else 'notNeeded' end
      when h.holders < r.minimum_holders then 'tooFew'
      when r.has_primary and not h.has_primary then 'noPrimary'
      when h.holders = 1 and r.maximum_holders is distinct from 1 then 'single'
      else 'filled'
    end
  from organisation o cross join role r
    left join (
      select a.organisation_id, a.role_id, count(*)::int as holders, bool_or(a.is_primary) as has_primary
      from assignment a
      where a.ended_at is null and a.starts_on <= today and (a.ends_before is null or a.ends_before > today)
      group by a.organisation_id, a.role_id) h
      on h.organisation_id = o.id and h.role_id = r.id
  where o.kind = 'municipality' and r.retired_at is null
$$;
comment on function role_standing_on(date) is
  'How each role in use stands in each municipality on a civil day, the most urgent word first: vacant, tooFew, noPrimary, single, filled, notNeeded. Runs with the rights of the caller, to whom others'' assignments are not there: a municipality asks for itself alone.';

create function role_finding_on(today date, stale_days int)
returns table (organisation_id int, role_id uuid, kind text, rank int, assignment_id uuid, user_id uuid, user_name text,
  reason text, since date)
language sql stable parallel safe as $$
  select s.organisation_id, s.role_id, s.standing,
    case s.standing when 'vacant' then 1 when 'tooFew' then 2 when 'noPrimary' then 3 else 6 end,
    null::uuid, null::uuid, null::text, null::text,
    case s.standing when 'vacant' then (
      select max(least((a.ended_at at time zone 'Europe/Copenhagen')::date, a.ends_before)) from assignment a
      where a.organisation_id = s.organisation_id and a.role_id = s.role_id and a.ended_at is not null) end
  from role_standing_on(today) s where s.standing not in ('filled', 'notNeeded')
  union all
  select a.organisation_id, a.role_id, f.kind, f.rank, a.id, a.user_id, coalesce(u.name, a.user_name), f.reason, f.since
  from assignment a
    join role r on r.id = a.role_id and r.retired_at is null
    left join user_account u on u.id = a.user_id and u.organisation_id = a.organisation_id
    cross join lateral (
      select 'stale' as kind, 4 as rank, 'left' as reason, (u.left_at at time zone 'Europe/Copenhagen')::date as since
      where u.id is null or u.left_at is not null
      union all
      select 'stale', 4, 'noPrivilege', (u.last_signed_in_at at time zone 'Europe/Copenhagen')::date
      where u.left_at is null and u.system_roles = '{}'
      union all
      select 'stale', 4, 'notSignedIn', (u.last_signed_in_at at time zone 'Europe/Copenhagen')::date
      where u.left_at is null and u.system_roles <> '{}'
        and (u.last_signed_in_at at time zone 'Europe/Copenhagen')::date < today - stale_days
      union all
      select 'bouncing', 5, null, (u.mail_bounced_at at time zone 'Europe/Copenhagen')::date
      where u.left_at is null and u.mail_bounced_at is not null) f
  where a.ended_at is null and a.starts_on <= today and (a.ends_before is null or a.ends_before > today)
$$;
comment on function role_finding_on(date, int) is
  'All there is to act on (R4): at most one of vacant, tooFew, noPrimary and single for a role in a municipality, and for each holder at most one stale (left, noPrivilege, notSignedIn for stale_days) and one bouncing. since: vacant since, last signed in, mail bounced.';

create table role_vacancy (
  organisation_id int not null references organisation,
  role_id uuid not null references role,
  last_assignment_id uuid not null,
  id uuid not null,
  vacated_at timestamptz not null,
  primary key (organisation_id, last_assignment_id)
);
comment on table role_vacancy is 'Each time the last holder of a role went in a municipality; told once.';
comment on column role_vacancy.last_assignment_id is 'The assignment that began last before: until somebody begins anew it is the same vacancy.';
comment on column role_vacancy.vacated_at is 'When it was noticed; for those from before the table, when the assignment ended.';
create unique index role_vacancy_id on role_vacancy (id);
create index role_vacancy_role on role_vacancy (organisation_id, role_id, vacated_at desc);
alter table role_vacancy enable row level security;
create policy role_vacancy_reach on role_vacancy for select to tvaers_app
  using (organisation_id = any ((select app_reach())::int[]));
create policy role_vacancy_central on role_vacancy for select to tvaers_central using (true);
create policy role_vacancy_jobs on role_vacancy for all to tvaers_jobs using (true) with check (true);
grant select on role_vacancy to tvaers_app, tvaers_central;
grant select, insert on role_vacancy to tvaers_jobs;

-- What is vacant already is known; only what becomes vacant from now on is news.
insert into role_vacancy (organisation_id, role_id, last_assignment_id, id, vacated_at)
select distinct on (a.organisation_id, a.role_id) a.organisation_id, a.role_id, a.id, gen_random_uuid(), a.ended_at
from assignment a join role r on r.id = a.role_id and r.retired_at is null
where a.started_at is not null and a.ended_at is not null
  and not exists (select from assignment h
    where h.organisation_id = a.organisation_id and h.role_id = a.role_id and h.ended_at is null)
order by a.organisation_id, a.role_id, a.started_at desc, a.id desc;

create table role_quality_day (
  day date primary key,
  taken_at timestamptz not null,
  is_demo boolean not null default false
);
comment on table role_quality_day is 'Days whose findings were counted; a day that is missing was missed and is never made up.';
comment on column role_quality_day.is_demo is 'Invented for the demo.';
create table role_quality_count (
  day date not null references role_quality_day,
  role_id uuid not null references role,
  kind text not null check (kind in ('vacant', 'tooFew', 'noPrimary', 'stale', 'bouncing', 'single')),
  findings int not null check (findings >= 0),
  primary key (day, role_id, kind)
);
comment on table role_quality_count is 'How many findings of a kind a role had over all municipalities that day; none is a row with 0.';
alter table role_quality_day enable row level security;
alter table role_quality_count enable row level security;
create policy role_quality_day_central on role_quality_day for select to tvaers_central using (true);
create policy role_quality_count_central on role_quality_count for select to tvaers_central using (true);
create policy role_quality_day_jobs on role_quality_day for all to tvaers_jobs using (true) with check (true);
create policy role_quality_count_jobs on role_quality_count for all to tvaers_jobs using (true) with check (true);
grant select on role_quality_day, role_quality_count to tvaers_central;
grant select, insert on role_quality_day, role_quality_count to tvaers_jobs;

-- A role that becomes vacant asks again (T10).
alter table task add column vacancy_id uuid references role_vacancy (id);
comment on column task.vacancy_id is 'The vacancy that made the task come again; one task for each (T10).';
create unique index task_of_vacancy on task (organisation_id, vacancy_id) where vacancy_id is not null;

alter table task_answer add column confirmed_holder text;
comment on column task_answer.confirmed_holder is 'Set when the task completed itself: the holder whose access was confirmed (T10).';
comment on column task_answer.reason is 'Why not, for an opt-out; for taking part, why although nobody holds the role the task asks for (T10).';

create function role_asked_in(of_role uuid)
returns table (organisation_id int, open_number bigint, opted_out_number bigint, latest_number bigint)
language sql stable parallel safe as $$
  select t.organisation_id, max(t.number) filter (where t.status <> 'completed'),
    max(t.number) filter (where t.outcome = 'optedOut'), max(t.number)
  from task t join task_template tt on tt.id = t.template_id
  where tt.bound_role_id = of_role and t.origin = 'central'
  group by t.organisation_id
$$;
comment on function role_asked_in(uuid) is
  'Where tasks ask for a role (T10): the open one, the one opted out of, the latest. Who has either of the first two is not asked again.';

create function hold_role_tasks(of_role uuid) returns void
language sql volatile as $$ select pg_advisory_xact_lock(hashtextextended('role tasks ' || of_role::text, 0)) $$;
comment on function hold_role_tasks(uuid) is 'One at a time asks municipalities for a role, until the transaction ends.';
