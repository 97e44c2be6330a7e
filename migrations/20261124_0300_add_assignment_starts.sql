alter table assignment add column started_at timestamptz;
comment on column assignment.started_at is 'When the start was told as an event: at once, or on the first day when it was given ahead of time (R2).';
update assignment set started_at = given_at where starts_on <= (given_at at time zone 'Europe/Copenhagen')::date;

create unique index assignment_one_primary on assignment (organisation_id, role_id) where is_primary and ended_at is null;
create index assignment_ended on assignment (organisation_id, role_id, ended_at desc) where ended_at is not null;

-- Two roles that differ in capitals alone would be one role to everybody who reads.
create unique index role_name_any_case on role (lower(name));

-- The turn of the day starts and ends assignments on their dates, on no person's behalf.
create policy assignment_turn_of_day on assignment for update to tvaers_jobs using (true) with check (true);
grant update (started_at, ended_at, end_reason) on assignment to tvaers_jobs;
