-- A supplier reads how far the municipalities are in its own projects, never who did what or why: the columns that
-- name people or give reasons are not granted, so that no page can show them by mistake.
revoke select on task from tvaers_supplier;
grant select (organisation_id, number, origin, template_id, rollout_id, priority, status, outcome, starts_on, due_on,
    version, received_at, changed_at)
  on task to tvaers_supplier;

create policy task_answer_supplier on task_answer for select to tvaers_supplier
  using (exists (select from task t where t.organisation_id = task_answer.organisation_id and t.number = task_number));
grant select (organisation_id, task_number, outcome, answered_at, withdrawn_at) on task_answer to tvaers_supplier;

create index rollout_newest on rollout (published_at desc, id desc);
comment on index rollout_newest is 'The list of roll-outs, newest first.';
