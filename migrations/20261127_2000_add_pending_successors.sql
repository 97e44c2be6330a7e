-- Whoever takes over from one who is replaced may be somebody who has not signed in yet (C1, R3).
alter table certification_item
  add column successor_pending_id uuid,
  add column is_promised_here boolean not null default false,
  add column successor_outcome text check (successor_outcome in ('tookEffect', 'refused', 'expired', 'withdrawn')),
  drop constraint certification_item_check1,
  add check (answer <> 'replace' or successor_id is not null or successor_pending_id is not null);
comment on column certification_item.successor_pending_id is 'The promise to a successor who had not signed in yet (pending_assignment).';
comment on column certification_item.is_promised_here is 'The promise was made by this answer: a correction takes it back.';
comment on column certification_item.successor_outcome is 'What became of the promise; null while it waits. After tookEffect successor_id names the person.';
create index certification_item_promised on certification_item (organisation_id, successor_pending_id)
  where successor_pending_id is not null;
alter table certification_answer add column successor_pending_id uuid;

-- A deputy answers on behalf of an administrator, and the answer says so (R2).
alter table certification_item
  add column answered_on_behalf_of uuid, add column answered_on_behalf_of_name text,
  add check ((answered_on_behalf_of is null) = (answered_on_behalf_of_name is null));
alter table certification_answer
  add column answered_on_behalf_of uuid, add column answered_on_behalf_of_name text,
  add check ((answered_on_behalf_of is null) = (answered_on_behalf_of_name is null));
comment on column certification_item.answered_on_behalf_of is 'The administrator a deputy answered for.';
comment on column certification_answer.answered_on_behalf_of is 'The administrator a deputy answered for.';

-- Addresses are forgotten some time after they have served: what remains says who promised what to whom, and what came of it.
alter table pending_assignment
  alter column email drop not null,
  alter column email_key drop not null,
  add check (settled_at is not null or (email is not null and email_key is not null));
comment on column pending_assignment.email is 'Null: forgotten, 90 days after it was settled; so are email_key and user_uuid.';
grant update (email, email_key, user_uuid) on pending_assignment to tvaers_jobs;
create policy resignation_jobs on resignation for all to tvaers_jobs using (true) with check (true);
grant select, update (successor_email) on resignation to tvaers_jobs;
comment on column resignation.successor_email is 'Set for a proposed successor who has not signed in yet; forgotten 90 days after the proposal was settled.';
