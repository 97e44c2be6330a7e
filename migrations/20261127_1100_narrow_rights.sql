-- The net below the rules, drawn as narrow as the rules are.

-- The central body publishes tasks and never answers one (T4).
revoke update on task from tvaers_central;
revoke insert, update on task_answer from tvaers_central;

-- What belongs to a local task (T8) is as unseen as the task itself.
drop policy task_answer_read on task_answer;
create policy task_answer_jobs on task_answer for select to tvaers_jobs using (true);
create policy task_answer_central on task_answer for select to tvaers_central
  using (exists (select from task t where t.organisation_id = task_answer.organisation_id
    and t.number = task_answer.task_number));
drop policy message_central on message;
create policy message_central on message for select to tvaers_central
  using (exists (select from task t where t.organisation_id = message.organisation_id
    and t.number = message.task_number));
drop policy message_central_writes on message;
create policy message_central_writes on message for insert to tvaers_central
  with check (author_side = 'central' and exists (select from task t
    where t.organisation_id = message.organisation_id and t.number = message.task_number));

-- A municipality's note lies on its own task; the central body's on anybody's.
drop policy internal_note_own_side on internal_note;
create policy internal_note_own_side on internal_note for all to tvaers_app
  using (side_organisation_id = any ((select app_reach())::int[]) and organisation_id = any ((select app_reach())::int[]))
  with check (side_organisation_id = any ((select app_reach())::int[])
    and organisation_id = any ((select app_reach())::int[]));
create policy internal_note_central on internal_note for all to tvaers_central
  using (side_organisation_id = any ((select app_reach())::int[]))
  with check (side_organisation_id = any ((select app_reach())::int[]));

-- Nobody tells of a change in somebody else's name.
drop policy event_add_reach on event;
create policy event_add_reach on event for insert to tvaers_app
  with check (organisation_id = any ((select app_reach())::int[])
    and actor_organisation_id = any ((select app_reach())::int[]));
