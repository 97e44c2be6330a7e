-- A confirmation that ends without an answer is no participation (T4): its task lapses.
alter table task
  drop constraint task_outcome_check,
  add constraint task_outcome_check check (outcome in ('participated', 'optedOut', 'lapsed'));
comment on column task.outcome is 'How it was answered (T4); the story is in task_answer. lapsed: closed by its own rules, and nobody had answered.';

alter table task_answer
  drop constraint task_answer_outcome_check,
  add constraint task_answer_outcome_check check (outcome in ('participated', 'optedOut', 'lapsed'));
comment on column task_answer.outcome is 'lapsed is no answer: the task was closed by its own rules, and nobody had answered.';
