-- Who has left is told nothing of a municipality any more, and stands in nobody's way: with no administrator left, what
-- they would be told goes to the mailbox.
create or replace function klik_administrators(on_day date) returns table (organisation_id int, user_id uuid)
  language sql stable security definer set search_path = public
as $$
  select organisation_id, id from user_account where 'klik_administrator' = any (system_roles) and left_at is null
  union
  select d.organisation_id, d.user_id from deputy d
    join user_account u on u.id = d.user_id and u.organisation_id = d.organisation_id and u.left_at is null
  where d.ended_at is null and d.starts_on <= on_day and (d.ends_before is null or d.ends_before > on_day)
$$;
