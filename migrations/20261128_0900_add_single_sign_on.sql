-- Single sign-on towards Mattermost (A5): what is under way, what it signs with, and one question: may this person pass?

create table sso_token (
  kind text not null check (kind in ('Interaction', 'Grant', 'AuthorizationCode', 'AccessToken')),
  id_hash bytea not null,
  grant_hash bytea,
  sso_id bigint,
  payload jsonb not null,
  used_at timestamptz,
  expires_at timestamptz not null,
  primary key (kind, id_hash)
);
comment on table sso_token is 'Sign-ins to Mattermost that are under way. Gone within the hour; nothing of it is history.';
comment on column sso_token.kind is 'As the library names it: a sign-in begun, what it allows, its code, its token.';
comment on column sso_token.id_hash is 'SHA-256 of what the browser or the server carries; that itself is kept nowhere.';
comment on column sso_token.grant_hash is 'All that came of one sign-in, to be ended together.';
comment on column sso_token.sso_id is 'Whose it is; null until they are known.';
comment on column sso_token.used_at is 'A code is used once. Of a token: when the person was first told of.';
create index sso_token_grant on sso_token (grant_hash);
create index sso_token_person on sso_token (sso_id);
create index sso_token_expiry on sso_token (expires_at);

create table sso_key (
  key_id text primary key,
  public_key jsonb not null,
  sealed_private_key bytea not null,
  sealed_with text not null,
  signs_from timestamptz not null
);
comment on table sso_key is 'Keys that assertions of who somebody is are signed with. The newest that has begun signs; the next is published before it does.';
comment on column sso_key.sealed_private_key is 'AES-256-GCM under a key derived from SECRET_KEY.';
comment on column sso_key.sealed_with is 'Which SECRET_KEY: a fingerprint of the derived key.';

alter table sso_token enable row level security;
alter table sso_key enable row level security;
create policy sso_token_door on sso_token for all to tvaers_door using (true) with check (true);
create policy sso_token_jobs on sso_token for all to tvaers_jobs using (true) with check (true);
create policy sso_key_door on sso_key for all to tvaers_door using (true) with check (true);
create policy sso_key_jobs on sso_key for all to tvaers_jobs using (true) with check (true);
grant select, insert, update, delete on sso_token to tvaers_door;
grant select, delete on sso_token to tvaers_jobs;
grant select, insert on sso_key to tvaers_door;
grant select, insert, delete on sso_key to tvaers_jobs;

-- Asked by the door, which sees no assignments. It tells of one person, who has said who they are.
create function sso_gate(person uuid, today date)
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
        and grants.connector = 'mattermost') g on true
    left join lateral (
      select bool_or(a.suspended_at is not null) as paused, min(a.starts_on) filter (where a.starts_on > today) as begins_on
      from assignment a
      where a.organisation_id = u.organisation_id and a.user_id = u.id and a.ended_at is null
        and coalesce(a.ends_before > today, true) and exists (
          select from role_access d where d.role_id = a.role_id and d.connector = 'mattermost')) held on true
    left join provisioning_record r on r.organisation_id = u.organisation_id and r.user_id = u.id
      and r.connector = 'mattermost'
  where u.id = person
$$;
revoke execute on function sso_gate from public;
grant execute on function sso_gate to tvaers_door;
comment on function sso_gate is
  'Whether Mattermost''s single sign-on may let a person through on a day (A2, A5), why not, and what Mattermost knows them by.';

create function sso_person(number bigint) returns uuid
language sql stable security definer set search_path = public as $$
  select user_id from provisioning_record where sso_id = number and connector = 'mattermost'
$$;
revoke execute on function sso_person from public;
grant execute on function sso_person to tvaers_door;
comment on function sso_person is 'Whom a number of single sign-on was given to.';

-- The gate closes with the role (A2): it asks for the grant at every step, and what was under way goes in the same
-- transaction, whichever way the role ended, so that a role given anew revives nothing.
create function end_sign_ins_under_way() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  delete from sso_token t using provisioning_record r, changed c
    where t.sso_id = r.sso_id and r.organisation_id = c.organisation_id and r.user_id = c.user_id
      and (c.ended_at is not null or c.suspended_at is not null);
  return null;
end $$;
create trigger assignment_ends_sign_ins after update on assignment
  referencing new table as changed for each statement execute function end_sign_ins_under_way();

create function end_sign_ins_of_leaver() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  delete from sso_token t using provisioning_record r where t.sso_id = r.sso_id and r.user_id = new.id;
  return null;
end $$;
create trigger user_account_ends_sign_ins after update on user_account for each row
  when (new.organisation_id <> old.organisation_id or (new.left_at is not null and old.left_at is null))
  execute function end_sign_ins_of_leaver();
