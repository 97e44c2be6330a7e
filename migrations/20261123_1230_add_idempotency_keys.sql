create table idempotency_key (
  client_hash text not null,
  key text not null,
  request_hash text not null,
  answer text,
  taken_at timestamptz not null,
  primary key (client_hash, key)
);
comment on table idempotency_key is 'Answers of POST requests of API clients, kept for a day: a repeat changes nothing.';
create index idempotency_key_taken on idempotency_key (taken_at);
alter table idempotency_key enable row level security;
create policy idempotency_key_door on idempotency_key for all to tvaers_door using (true) with check (true);
create policy idempotency_key_jobs on idempotency_key for all to tvaers_jobs using (true) with check (true);
grant select, insert, update, delete on idempotency_key to tvaers_door;
grant select, delete on idempotency_key to tvaers_jobs;
