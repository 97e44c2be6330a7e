-- Sign-in by OpenID Connect, for the central body's own staff. All of it is the door's alone; jobs forget what is past.
create table oidc_request (
  state_hash bytea primary key,
  browser_hash bytea not null,
  return_path text not null,
  created_at timestamptz not null,
  ends_at timestamptz not null,
  answered_at timestamptz
);
comment on table oidc_request is 'A sign-in under way at the OpenID provider, answered once. Nonce and PKCE verifier are made from the browser''s key and are not kept.';
comment on column oidc_request.state_hash is 'SHA-256 of the state, by which the answer finds its request.';
comment on column oidc_request.browser_hash is 'SHA-256 of the cookie of the browser that began: no other may finish.';
create index oidc_request_ends on oidc_request (ends_at);

create table oidc_logout (
  state_hash bytea primary key,
  id_token text,
  created_at timestamptz not null,
  answered_at timestamptz
);
comment on table oidc_logout is 'A sign-out that the OpenID provider is told of through the browser: asked once, answered once.';
comment on column oidc_logout.id_token is 'By which the provider knows whose session it is (id_token_hint); null where the session kept none.';
create index oidc_logout_created on oidc_logout (created_at);

create table oidc_logout_token (
  issuer text not null,
  id text not null,
  forget_after timestamptz not null,
  primary key (issuer, id)
);
comment on table oidc_logout_token is 'Messages by which the OpenID provider ended sessions: none is taken twice, by whichever process.';
comment on column oidc_logout_token.forget_after is 'From then on it is refused as too old.';
create index oidc_logout_token_forget on oidc_logout_token (forget_after);

alter table session drop constraint session_door_check, drop constraint session_of_saml;
alter table session add column id_token text;
alter table session
  add constraint session_door_check check (door in ('demo', 'saml', 'oidc')),
  add constraint session_of_provider check (case door
    when 'saml' then issuer is not null and name_id is not null and name_id_format is not null and session_index is not null
      and id_token is null
    when 'oidc' then issuer is not null and name_id is not null and name_id_format is null
    else issuer is null and name_id is null and name_id_format is null and session_index is null and id_token is null end);
comment on column session.name_id is 'What the provider calls the person: NameID (SAML) or sub (OpenID Connect).';
comment on column session.session_index is 'What it calls the session: SessionIndex (SAML), or sid (OpenID Connect), which not all have.';
comment on column session.id_token is 'Handed back to the OpenID provider at sign-out; gone when the session has ended.';

alter table oidc_request enable row level security;
alter table oidc_logout enable row level security;
alter table oidc_logout_token enable row level security;
create policy oidc_request_door on oidc_request for all to tvaers_door using (true) with check (true);
create policy oidc_logout_door on oidc_logout for all to tvaers_door using (true) with check (true);
create policy oidc_logout_token_door on oidc_logout_token for all to tvaers_door using (true) with check (true);
create policy oidc_request_jobs on oidc_request for all to tvaers_jobs using (true) with check (true);
create policy oidc_logout_jobs on oidc_logout for all to tvaers_jobs using (true) with check (true);
create policy oidc_logout_token_jobs on oidc_logout_token for all to tvaers_jobs using (true) with check (true);
grant select, insert, update on oidc_request, oidc_logout to tvaers_door;
grant select, insert on oidc_logout_token to tvaers_door;
grant select (ends_at), delete on oidc_request to tvaers_jobs;
grant select (created_at), delete on oidc_logout to tvaers_jobs;
grant select (forget_after), delete on oidc_logout_token to tvaers_jobs;
