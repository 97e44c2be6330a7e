-- Every server that Tværs makes accounts at has a gate of its own: the number an account is bound to is one that Tværs
-- alone signs in with.
drop function sso_gate(uuid, date);
create function sso_gate(person uuid, server text, today date)
returns table (user_id uuid, name text, email text, organisation_id int, organisation_name text, side text,
  open boolean, paused boolean, begins_on date, sso_id bigint, username text, sign_in text, state text)
language sql stable security definer set search_path = public as $$
  select u.id, u.name, u.email, o.id, o.name, o.kind, coalesce(g.open, false), coalesce(held.paused, false),
    held.begins_on, r.sso_id, r.username, r.sign_in, r.state
  from user_account u
    join organisation o on o.id = u.organisation_id
    left join lateral (
      select grants.open from access_grant_on(today) grants
      where grants.organisation_id = u.organisation_id and grants.user_id = u.id
        and grants.connector = server) g on true
    left join lateral (
      select bool_or(a.suspended_at is not null) as paused, min(a.starts_on) filter (where a.starts_on > today) as begins_on
      from assignment a
      where a.organisation_id = u.organisation_id and a.user_id = u.id and a.ended_at is null
        and coalesce(a.ends_before > today, true) and exists (
          select from role_access d where d.role_id = a.role_id and d.connector = server)) held on true
    left join provisioning_record r on r.organisation_id = u.organisation_id and r.user_id = u.id
      and r.connector = server
  where u.id = person
$$;
revoke execute on function sso_gate from public;
grant execute on function sso_gate to tvaers_door;
comment on function sso_gate is
  'Whether the single sign-on of a Mattermost server may let a person through on a day (A2, A5), why not, and what that server knows them by.';

drop function sso_person(bigint);
create function sso_person(number bigint, server text) returns uuid
language sql stable security definer set search_path = public as $$
  select user_id from provisioning_record where sso_id = number and connector = server
$$;
revoke execute on function sso_person from public;
grant execute on function sso_person to tvaers_door;
comment on function sso_person is 'Whom a number of single sign-on was given to at a server.';
