-- The list of tasks opens with what is unanswered, by deadline; tasks without one come last. Pages are read along
-- these two indexes: one municipality's, and all of them.
create index task_list on task (organisation_id, (status = 'completed'), coalesce(due_on, 'infinity'::date), number);
create index task_list_all on task ((status = 'completed'), coalesce(due_on, 'infinity'::date), number);
