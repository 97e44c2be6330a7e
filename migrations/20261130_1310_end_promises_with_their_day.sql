-- A promise ends with the day that was printed for its person, not at the hour it was made (R3).
update pending_assignment
set expires_at = ((expires_at at time zone 'Europe/Copenhagen')::date + 1)::timestamp at time zone 'Europe/Copenhagen'
where settled_at is null;
comment on column pending_assignment.expires_at is 'The midnight in Copenhagen that ends the last day for a first sign-in.';
