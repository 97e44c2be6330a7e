alter table user_account add column left_at timestamptz;
comment on column user_account.left_at is 'When the municipality noted that the person has left; the next sign-in there clears it.';
create policy user_account_leave on user_account for update to tvaers_app
  using (organisation_id = any ((select app_reach())::int[]))
  with check (organisation_id = any ((select app_reach())::int[]));
grant update (left_at) on user_account to tvaers_app;

create function present_user() returns setof user_account language sql stable parallel safe
  as $$ select * from user_account where left_at is null $$;
comment on function present_user() is 'Users who have not left: what a role needs to open anything. Joined, not called per row.';

-- Only the join differs from before: present_user() in place of user_account.
create or replace function access_grant_on(today date)
returns table (organisation_id int, user_id uuid, connector text, epoch int, open boolean, opens jsonb)
language sql stable parallel safe as $$
  select g.organisation_id, g.user_id, g.connector, assignment_epoch(g.organisation_id, g.user_id, today),
    g.open, g.opens
  from (
    select a.organisation_id, a.user_id, d.connector,
      bool_or(a.ended_at is null and a.starts_on <= today and coalesce(a.ends_before > today, true)
        and u.id is not null) as open,
      coalesce(
        jsonb_agg(distinct jsonb_build_object('team', d.team, 'channels', (
          select coalesce(jsonb_agg(channel order by channel collate "C"), '[]') from unnest(d.channels) as channel)))
        filter (where a.ended_at is null and a.starts_on <= today and coalesce(a.ends_before > today, true)
          and u.id is not null),
        '[]') as opens
    from assignment a
      join role_access d on d.role_id = a.role_id
      left join present_user() u on u.id = a.user_id and u.organisation_id = a.organisation_id
    group by a.organisation_id, a.user_id, d.connector
  ) g
$$;
comment on function access_grant_on(date) is
  'Each person''s access on a civil day: open while an assignment of a role that opens the connector is current (R2: half-open) and the person is a user of the municipality who has not left. Runs with the rights of the caller.';
