-- Events are sealed in the order of their ids, and a seal must never be overtaken by an event with a lower id that is
-- committed later. The sealer therefore needs this order of things: a transaction has its number before any of its
-- events has its id. PostgreSQL alone gives the number only when the row is stored, after the id was taken.
create function event_transaction_first() returns trigger language plpgsql as $$
begin
  perform pg_current_xact_id();
  return null;
end $$;
create trigger event_transaction_first before insert on event
  for each statement execute function event_transaction_first();

-- Nobody may change or remove an event: the roles of the server were never granted it, and it is refused to the owner
-- too, so that no later migration or console does it by mistake. (An owner can drop a trigger: then the seals tell.)
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are only ever added', tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger event_is_only_added before update or delete on event
  for each statement execute function refuse_change();

create table audit_key (
  key_id text primary key,
  public_key bytea not null,
  first_used_at timestamptz not null
);
comment on table audit_key is 'Public keys that seals were signed with; the private ones are nowhere in the database.';
comment on column audit_key.key_id is 'First 16 hexadecimal digits of the SHA-256 of the public key.';

create table audit_seal (
  sequence bigint primary key,
  from_event_id bigint not null,
  to_event_id bigint not null,
  event_count int not null check (event_count > 0),
  digest bytea not null,
  previous_digest bytea not null,
  signature bytea not null,
  key_id text not null references audit_key,
  sealed_at timestamptz not null,
  check (from_event_id <= to_event_id)
);
comment on table audit_seal is 'Signed, chained digests of the events (E1): each covers all ids from the end of the one before.';
comment on column audit_seal.from_event_id is 'One past the last id of the seal before: ids without an event are covered too.';
comment on column audit_seal.digest is 'Merkle root (RFC 6962) of the events in the range, in the order of their ids.';
comment on column audit_seal.previous_digest is 'SHA-256 of the statement of the seal before; zeros in the first.';
comment on column audit_seal.signature is 'Ed25519 over the statement of this seal.';
create trigger audit_seal_is_only_added before update or delete on audit_seal
  for each statement execute function refuse_change();

create table audit_horizon (
  only_row boolean primary key default true check (only_row),
  event_id bigint not null,
  transaction_id text not null,
  noted_at timestamptz not null
);
comment on table audit_horizon is 'How far events may be sealed once all transactions before `transaction_id` have ended.';

alter table audit_key enable row level security;
alter table audit_seal enable row level security;
alter table audit_horizon enable row level security;
create policy audit_key_all on audit_key for all to tvaers_jobs using (true) with check (true);
create policy audit_seal_all on audit_seal for all to tvaers_jobs using (true) with check (true);
create policy audit_horizon_all on audit_horizon for all to tvaers_jobs using (true) with check (true);
create policy audit_key_read on audit_key for select to tvaers_central using (true);
create policy audit_seal_read on audit_seal for select to tvaers_central using (true);
grant select, insert on audit_key, audit_seal to tvaers_jobs;
grant select, insert, update on audit_horizon to tvaers_jobs;
grant select on audit_key, audit_seal to tvaers_central;

create index event_of_organisation on event (organisation_id, id desc);
create index event_of_actor on event (actor_id, id desc);
create index event_of_type on event (type, id desc);
create index event_at on event (at, id);
