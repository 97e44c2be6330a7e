-- Pauses (C3), leaving and moves each came with their own version of the two functions that access is computed by: here
-- they count together.

create or replace function assignment_epoch(of_organisation int, of_user uuid, today date) returns int
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

-- Leaving closes what stands, and coming back opens it: each is a version of its own, as a move is.
drop trigger user_account_moves on user_account;
create trigger user_account_moves before update on user_account for each row
  when (new.organisation_id <> old.organisation_id or (new.left_at is null) <> (old.left_at is null))
  execute function count_move();
comment on column user_account.moves is
  'How often the person has moved to another organisation, left, or come back. Part of assignment_epoch.';

create or replace function access_grant_on(today date)
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
