create table question (
  id uuid primary key,
  template_id uuid not null references task_template,
  question text not null,
  answer text not null,
  answered_at timestamptz not null,
  answered_by uuid not null,
  answered_by_name text not null
);
comment on table question is 'Questions and answers of a template: one answer to all who asked the same (T9). No asker is named.';
create index question_template on question (template_id, answered_at);

create table message (
  organisation_id int not null,
  id uuid not null,
  task_number bigint not null,
  author_side text not null check (author_side in ('municipality', 'central')),
  author_id uuid,
  author_name text not null,
  author_organisation_name text not null,
  body text not null,
  sent_at timestamptz not null,
  question_id uuid references question,
  is_imported boolean not null default false,
  primary key (organisation_id, id),
  foreign key (organisation_id, task_number) references task (organisation_id, number)
);
comment on table message is 'Messages on a task: the only channel both sides see (T9).';
comment on column message.author_id is 'Unknown for messages that came with an imported page.';
comment on column message.question_id is 'Set when the answer was given to all and joined the questions and answers.';
create index message_task on message (organisation_id, task_number, sent_at);

create table message_thread (
  organisation_id int not null,
  task_number bigint not null,
  owner_id uuid references user_account,
  owner_name text,
  waiting_since timestamptz,
  answer_due_on date,
  municipality_read_at timestamptz,
  primary key (organisation_id, task_number),
  foreign key (organisation_id, task_number) references task (organisation_id, number)
);
comment on table message_thread is 'Who at the central body answers, and since when somebody waits.';
comment on column message_thread.waiting_since is 'Time of the oldest message not yet answered; null when nobody waits.';
comment on column message_thread.answer_due_on is 'The central body''s own promise at the time (setting ANSWER_DAYS).';
comment on column message_thread.municipality_read_at is 'When the municipality last saw the thread: newer answers are new.';
create index message_thread_waiting on message_thread (waiting_since) where waiting_since is not null;

create table internal_note (
  organisation_id int not null,
  id uuid not null,
  task_number bigint not null,
  side_organisation_id int not null references organisation,
  author_id uuid not null,
  author_name text not null,
  body text not null,
  written_at timestamptz not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, task_number) references task (organisation_id, number)
);
comment on table internal_note is 'Notes that stay inside one side (T9): the policy knows only side_organisation_id, for everybody.';
create index internal_note_task on internal_note (organisation_id, task_number, side_organisation_id, written_at);

create table attachment (
  organisation_id int not null,
  id uuid not null,
  task_number bigint not null,
  name text not null,
  content_type text not null,
  size_bytes bigint not null,
  sha256 bytea not null,
  added_by uuid not null,
  added_by_name text not null,
  added_at timestamptz not null,
  removed_at timestamptz,
  removed_by uuid,
  removed_by_name text,
  primary key (organisation_id, id),
  foreign key (organisation_id, task_number) references task (organisation_id, number)
);
comment on table attachment is 'Tilføjede filer: files a municipality added; they stay inside it.';
comment on column attachment.content_type is 'Found in the content, never taken from the sender.';
create index attachment_task on attachment (organisation_id, task_number, added_at);

create table attachment_part (
  organisation_id int not null,
  attachment_id uuid not null,
  position int not null,
  content bytea not null,
  primary key (organisation_id, attachment_id, position),
  foreign key (organisation_id, attachment_id) references attachment (organisation_id, id) on delete cascade
);
comment on table attachment_part is 'A file in parts of at most 1 MiB, so that it streams in and out.';

alter table question enable row level security;
create policy question_read on question for select to tvaers_app
  using (exists (select from task_template t where t.id = template_id));
create policy question_central on question for all to tvaers_central using (true) with check (true);
grant select on question to tvaers_app;
grant select, insert, update on question to tvaers_central;

alter table message enable row level security;
create policy message_reach on message for all to tvaers_app
  using (organisation_id = any ((select app_reach())::int[]))
  with check (organisation_id = any ((select app_reach())::int[]) and author_side = 'municipality');
create policy message_central on message for select to tvaers_central using (true);
create policy message_central_writes on message for insert to tvaers_central with check (author_side = 'central');
grant select, insert on message to tvaers_app, tvaers_central;

alter table message_thread enable row level security;
create policy message_thread_reach on message_thread for all to tvaers_app
  using (organisation_id = any ((select app_reach())::int[]))
  with check (organisation_id = any ((select app_reach())::int[]));
create policy message_thread_central on message_thread for all to tvaers_central using (true) with check (true);
grant select, insert, update on message_thread to tvaers_app, tvaers_central;

alter table internal_note enable row level security;
create policy internal_note_own_side on internal_note for all to tvaers_app, tvaers_central
  using (side_organisation_id = any ((select app_reach())::int[]))
  with check (side_organisation_id = any ((select app_reach())::int[]));
grant select, insert on internal_note to tvaers_app, tvaers_central;

alter table attachment enable row level security;
create policy attachment_reach on attachment for all to tvaers_app
  using (organisation_id = any ((select app_reach())::int[]))
  with check (organisation_id = any ((select app_reach())::int[]));
grant select, insert, update on attachment to tvaers_app;

alter table attachment_part enable row level security;
create policy attachment_part_reach on attachment_part for all to tvaers_app
  using (organisation_id = any ((select app_reach())::int[]))
  with check (organisation_id = any ((select app_reach())::int[]));
grant select, insert on attachment_part to tvaers_app;
