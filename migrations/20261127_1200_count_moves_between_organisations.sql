-- Who moves to another organisation loses the access there at once, and gains it again on coming back. Each is a version
-- of its own: what was ticked off for the grant before must not count for the revocation, or for the grant after it.

alter table user_account add column moves int not null default 0;
comment on column user_account.moves is 'How often the sign-in has named another organisation than the time before. Part of assignment_epoch.';

create function count_move() returns trigger language plpgsql as $$
begin
  new.moves := old.moves + 1;
  return new;
end $$;
create trigger user_account_moves before update on user_account for each row
  when (new.organisation_id <> old.organisation_id) execute function count_move();

create or replace function assignment_epoch(of_organisation int, of_user uuid, today date) returns int
language sql stable parallel safe
return (
  select coalesce(sum((a.starts_on <= today)::int
      + (a.ended_at is not null or coalesce(a.ends_before <= today, false))::int), 0)
    + (select coalesce(sum(r.current_version), 0) from role r where r.id in (
        select held.role_id from assignment held
        where held.organisation_id = of_organisation and held.user_id = of_user))
    + coalesce((select u.moves from user_account u where u.id = of_user), 0)
  from assignment a where a.organisation_id = of_organisation and a.user_id = of_user
)::int;
comment on function assignment_epoch(int, uuid, date) is
  'Version of a person''s assignments: starts plus ends by the day, plus the versions of the roles, which may open other doors, plus the person''s moves between organisations. Only grows.';

-- Revocations that were held for want of an address need none any more.
update provisioning_record set state = 'preparing', last_error = null
  where state = 'held' and presence = 'absent' and last_error ->> 'code' = 'emailMissing';
