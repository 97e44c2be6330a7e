-- Whoever asked is told of the answer.
create policy message_jobs on message for select to tvaers_jobs using (true);
grant select (organisation_id, task_number, author_side, author_id, sent_at) on message to tvaers_jobs;
