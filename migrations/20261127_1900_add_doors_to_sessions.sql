-- A session knows by which door it came, what that sign-in gave, and how the outside may end it.
alter table session
  add column id uuid not null default gen_random_uuid(),
  add column door text not null default 'demo' check (door in ('demo', 'saml')),
  add column grants jsonb not null default '[]',
  add column ends_before timestamptz,
  add column issuer text,
  add column name_id text,
  add column name_id_format text,
  add column session_index text,
  add column browser text,
  add column system text,
  add constraint session_of_saml check (
    (door = 'saml') = (issuer is not null and name_id is not null and name_id_format is not null and session_index is not null));
alter table session alter column door drop default;
comment on column session.id is 'What the session is called on its owner''s page; opens nothing.';
comment on column session.door is 'How the person came in.';
comment on column session.grants is 'What the sign-in gave: [{organisationId, systemRoles}]. The session acts for one of them, and may be changed to another.';
comment on column session.created_at is 'When the person signed in; kept when the session changes organisation, so that it never lives longer.';
comment on column session.ends_before is 'The identity provider''s own end of the session (SessionNotOnOrAfter), if it set one.';
comment on column session.issuer is 'The identity provider that may end the session, with name_id and session_index.';
comment on column session.browser is 'What the person sat at, in two words, for their own page; the header itself is not kept.';
create unique index session_id on session (id);
create index session_of_issuer on session (issuer, name_id) where ended_at is null;
create index session_created on session (created_at);
create policy session_forget on session for delete to tvaers_jobs using (true);
create policy session_old on session for select to tvaers_jobs using (true);
grant select (created_at), delete on session to tvaers_jobs;

-- The same UUID from another organisation is somebody else until the first has let it go.
alter table user_account add column own_cvr text check (own_cvr ~ '^[0-9]{8}$');
comment on column user_account.own_cvr is 'The organisation whose sign-in vouched for the person last. While they are a user, nobody else may sign in under their UUID.';

-- In an emergency an organisation's sign-in can be closed.
alter table organisation add column sign_in_closed_at timestamptz;
comment on column organisation.sign_in_closed_at is 'Since when nobody signs in for it and its sessions do not open (npx tvaers sign-in close).';
create policy organisation_close on organisation for update to tvaers_jobs using (true) with check (true);
grant update (sign_in_closed_at) on organisation to tvaers_jobs;

-- The number in the header counts what the page behind it shows.
grant select (organisation_id) on notification to tvaers_door;
