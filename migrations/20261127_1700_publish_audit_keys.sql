-- The public keys are for everybody: whoever checks an evidence file fetches them without a sign-in.
create policy audit_key_door on audit_key for select to tvaers_door using (true);
grant select on audit_key to tvaers_door;

-- Finds the seal of an event by its id.
create unique index audit_seal_end on audit_seal (to_event_id);
