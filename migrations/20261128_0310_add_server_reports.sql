-- What a Mattermost server answered when it was last asked how it is set up.

create table server_report (
  instance text primary key,
  asked_at timestamptz,
  answer jsonb,
  wanted_at timestamptz,
  check ((asked_at is null) = (answer is null))
);
comment on table server_report is 'How a Mattermost server is set up and stands, by its own word; judged when it is read.';
comment on column server_report.answer is 'Versions, settings, names and numbers; no token, no address of a person.';
comment on column server_report.wanted_at is 'When somebody last asked for a new answer.';

alter table server_report enable row level security;
create policy server_report_central on server_report for all to tvaers_central using (true) with check (true);
create policy server_report_jobs on server_report for all to tvaers_jobs using (true) with check (true);
grant select, insert (instance, wanted_at), update (wanted_at) on server_report to tvaers_central;
grant select, insert, update on server_report to tvaers_jobs;
