-- Sign-in by SAML. All of it is the door's alone; jobs forget what is past.
create table saml_request (
  id text primary key,
  relay_hash bytea not null unique,
  browser_hash bytea not null,
  issuer text not null,
  return_path text not null,
  created_at timestamptz not null,
  ends_at timestamptz not null,
  answered_at timestamptz,
  answer jsonb,
  finished_at timestamptz
);
comment on table saml_request is 'A sign-in under way: sent to an identity provider, answered once, finished once.';
comment on column saml_request.id is 'ID of the AuthnRequest; the answer names it in InResponseTo.';
comment on column saml_request.relay_hash is 'SHA-256 of the RelayState, by which the answer finds its request.';
comment on column saml_request.browser_hash is 'SHA-256 of the cookie of the browser that began: no other may finish.';
comment on column saml_request.issuer is 'The identity provider that was asked.';
comment on column saml_request.answer is 'Who it is and what they may, as proven, until the browser has come back for it.';
create index saml_request_ends on saml_request (ends_at);

create table saml_assertion (
  issuer text not null,
  id text not null,
  forget_after timestamptz not null,
  primary key (issuer, id)
);
comment on table saml_assertion is 'Assertions that were used: none is taken twice, by whichever process.';
comment on column saml_assertion.forget_after is 'From then on it is refused as expired.';
create index saml_assertion_forget on saml_assertion (forget_after);

create table saml_logout (
  id text primary key,
  relay_hash bytea not null unique,
  issuer text not null,
  name_id text not null,
  name_id_format text not null,
  session_index text not null,
  created_at timestamptz not null,
  answered_at timestamptz
);
comment on table saml_logout is 'A sign-out that the identity provider is told of: asked once, answered once.';
create index saml_logout_created on saml_logout (created_at);

create table saml_metadata (
  source text primary key,
  content text not null,
  fetched_at timestamptz not null
);
comment on table saml_metadata is 'The last good copy of each source of metadata: an address that does not answer stops no sign-in.';
comment on column saml_metadata.source is 'File or address, as the setting names it.';

alter table saml_request enable row level security;
alter table saml_assertion enable row level security;
alter table saml_logout enable row level security;
alter table saml_metadata enable row level security;
create policy saml_request_door on saml_request for all to tvaers_door using (true) with check (true);
create policy saml_assertion_door on saml_assertion for all to tvaers_door using (true) with check (true);
create policy saml_logout_door on saml_logout for all to tvaers_door using (true) with check (true);
create policy saml_metadata_door on saml_metadata for select to tvaers_door using (true);
create policy saml_request_jobs on saml_request for all to tvaers_jobs using (true) with check (true);
create policy saml_assertion_jobs on saml_assertion for all to tvaers_jobs using (true) with check (true);
create policy saml_logout_jobs on saml_logout for all to tvaers_jobs using (true) with check (true);
create policy saml_metadata_jobs on saml_metadata for all to tvaers_jobs using (true) with check (true);
grant select, insert, update on saml_request, saml_logout to tvaers_door;
grant select, insert on saml_assertion to tvaers_door;
grant select on saml_metadata to tvaers_door;
grant select (ends_at), delete on saml_request to tvaers_jobs;
grant select (forget_after), delete on saml_assertion to tvaers_jobs;
grant select (created_at), delete on saml_logout to tvaers_jobs;
grant select, insert, update on saml_metadata to tvaers_jobs;
