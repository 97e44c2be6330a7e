-- Whoever has left is told nothing of what their municipality must do (present_user), and is no deputy any more.
create or replace function klik_administrators(on_day date) returns table (organisation_id int, user_id uuid)
  language sql stable security definer set search_path = public
as $$
  select u.organisation_id, u.id from present_user() u where 'klik_administrator' = any (u.system_roles)
  union
  select d.organisation_id, d.user_id from deputy d
    join present_user() u on u.id = d.user_id and u.organisation_id = d.organisation_id
  where d.ended_at is null and d.starts_on <= on_day and (d.ends_before is null or d.ends_before > on_day)
$$;
