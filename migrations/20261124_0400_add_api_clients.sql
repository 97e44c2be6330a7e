create table api_client (
  organisation_id int not null references organisation,
  id uuid not null unique,
  name text not null,
  token_hash bytea not null,
  permissions text[] not null,
  created_at timestamptz not null,
  created_by uuid,
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (organisation_id, id)
);
comment on table api_client is 'A machine that uses the API on behalf of one organisation.';
comment on column api_client.token_hash is 'SHA-256 of the whole bearer token; the token itself is shown once and kept nowhere.';
comment on column api_client.permissions is 'What the machine may do: some of what a person of the organisation may.';
comment on column api_client.created_by is 'The user who made it; null: the command line.';
comment on column api_client.last_used_at is 'To the minute.';
alter table api_client enable row level security;
create policy api_client_door on api_client for all to tvaers_door using (true) with check (true);
grant select, insert, update on api_client to tvaers_door;
