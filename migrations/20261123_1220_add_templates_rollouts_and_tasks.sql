create table project (
  id uuid primary key,
  name text not null unique,
  supplier_id int references organisation
);
comment on column project.supplier_id is 'The supplier who reads the progress of this project.';

create table task_template (
  id uuid primary key,
  source_number bigint unique,
  project_id uuid not null references project,
  bound_role_id uuid references role,
  is_prerequisite_wall boolean not null default false,
  current_version int not null default 1,
  created_at timestamptz not null,
  created_by uuid not null,
  created_by_name text not null,
  published_at timestamptz,
  archived_at timestamptz
);
comment on column task_template.source_number is 'Number of the page it was imported from; the same page makes one template (T12).';
comment on column task_template.bound_role_id is 'The template asks for a holder of this role (T10).';
comment on column task_template.is_prerequisite_wall is 'Unmet prerequisites stop the answer instead of warning (T7).';
comment on column task_template.published_at is 'First roll-out; before that no municipality can read it.';

create table task_template_version (
  template_id uuid not null references task_template,
  version int not null,
  title text not null,
  number_prefix text,
  goal text not null default '',
  description text not null default '',
  assignment text not null default '',
  method text not null default '',
  outcome text not null default '',
  quality_criteria text not null default '',
  recommended_responsible text,
  recommended_performer text,
  priority text not null check (priority in ('mandatory', 'recommended', 'voluntary')),
  starts_on date,
  due_on date,
  phase text not null default '',
  theme text not null default '',
  created_at timestamptz not null,
  created_by uuid not null,
  created_by_name text not null,
  search tsvector generated always as (
    setweight(to_tsvector('danish', title), 'A') || setweight(to_tsvector('danish', goal), 'B')
    || to_tsvector('danish', description || ' ' || assignment || ' ' || method)
  ) stored,
  primary key (template_id, version)
);
comment on table task_template_version is 'What KOMBIT wrote (T1); texts are Markdown. Tasks hold no copy (T2).';
comment on column task_template_version.assignment is 'The section Opgaven.';
comment on column task_template_version.recommended_performer is 'A role, by name, not a person.';
create index task_template_version_search on task_template_version using gin (search);

create table task_template_link (
  template_id uuid not null references task_template,
  kind text not null check (kind in ('prerequisite', 'related')),
  position int not null,
  other_template_id uuid references task_template,
  title text not null,
  primary key (template_id, kind, position)
);

create table task_template_appendix (
  template_id uuid not null references task_template,
  position int not null,
  title text not null,
  href text,
  primary key (template_id, position)
);
comment on table task_template_appendix is 'Eksterne bilag: links of the central body.';

create table rollout (
  id uuid primary key,
  template_id uuid not null references task_template,
  audience jsonb not null,
  priority text not null check (priority in ('mandatory', 'recommended', 'voluntary')),
  starts_on date,
  due_on date,
  published_at timestamptz not null,
  published_by uuid not null,
  published_by_name text not null,
  task_count int not null
);
comment on column rollout.audience is '{"kind":"all"} | {"kind":"regions","regions":[…]} | {"kind":"list","organisationIds":[…]} | {"kind":"lacksRole","roleId":…}';
create index rollout_template on rollout (template_id);

create sequence task_number_seq as bigint start 140001;

create table task (
  organisation_id int not null references organisation,
  number bigint not null default nextval('task_number_seq'),
  origin text not null default 'central' check (origin in ('central', 'local')),
  template_id uuid not null references task_template,
  rollout_id uuid not null references rollout,
  priority text not null check (priority in ('mandatory', 'recommended', 'voluntary')),
  status text not null default 'notStarted' check (status in ('notStarted', 'inProgress', 'completed')),
  outcome text check (outcome in ('participated', 'optedOut')),
  responsible_id uuid references user_account,
  responsible_name text,
  performer_id uuid references user_account,
  performer_name text,
  starts_on date,
  due_on date,
  version int not null default 1,
  received_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (organisation_id, number),
  check ((status = 'completed') = (outcome is not null))
);
comment on table task is 'One municipality''s own copy to answer (T2); the text is the template''s.';
comment on column task.number is 'The public number, #139534; unique over all organisations.';
comment on column task.outcome is 'How it was answered (T4); the story is in task_answer.';
comment on column task.version is 'Counts changes; the ETag.';
create unique index task_number on task (number);
create index task_due on task (organisation_id, due_on, number);
create index task_open_due on task (organisation_id, due_on, number) where status <> 'completed';
create index task_rollout on task (rollout_id, organisation_id);
create index task_template_of on task (template_id);
create index task_responsible on task (organisation_id, responsible_id) where responsible_id is not null;
create index task_due_all on task (due_on, number);

create table task_answer (
  organisation_id int not null,
  id uuid not null,
  task_number bigint not null,
  outcome text not null check (outcome in ('participated', 'optedOut')),
  reason text,
  answered_at timestamptz not null,
  answered_by uuid not null,
  answered_by_name text not null,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  withdrawn_by_name text,
  primary key (organisation_id, id),
  foreign key (organisation_id, task_number) references task (organisation_id, number),
  check (outcome <> 'optedOut' or reason is not null)
);
comment on table task_answer is 'Each answer ever given, also those withdrawn by reopening (T4).';
create unique index task_answer_current on task_answer (organisation_id, task_number) where withdrawn_at is null;
create index task_answer_task on task_answer (organisation_id, task_number, answered_at);

-- Projects are names; everybody signed in may read them.
alter table project enable row level security;
create policy project_read on project for select to tvaers_app, tvaers_jobs using (true);
create policy project_central on project for all to tvaers_central using (true) with check (true);
grant select on project to tvaers_app, tvaers_jobs;
grant select, insert, update on project to tvaers_central;

-- A municipality reads a template once it is published; drafts are the central body's.
alter table task_template enable row level security;
create policy task_template_published on task_template for select to tvaers_app using (published_at is not null);
create policy task_template_central on task_template for all to tvaers_central using (true) with check (true);
create policy task_template_jobs on task_template for select to tvaers_jobs using (true);
alter table task_template_version enable row level security;
create policy task_template_version_published on task_template_version for select to tvaers_app
  using (exists (select from task_template t where t.id = template_id));
create policy task_template_version_central on task_template_version for all to tvaers_central using (true) with check (true);
create policy task_template_version_jobs on task_template_version for select to tvaers_jobs using (true);
alter table task_template_link enable row level security;
create policy task_template_link_published on task_template_link for select to tvaers_app
  using (exists (select from task_template t where t.id = template_id));
create policy task_template_link_central on task_template_link for all to tvaers_central using (true) with check (true);
alter table task_template_appendix enable row level security;
create policy task_template_appendix_published on task_template_appendix for select to tvaers_app
  using (exists (select from task_template t where t.id = template_id));
create policy task_template_appendix_central on task_template_appendix for all to tvaers_central using (true) with check (true);
grant select on task_template, task_template_version, task_template_link, task_template_appendix to tvaers_app, tvaers_jobs;
grant select, insert, update, delete
  on task_template, task_template_version, task_template_link, task_template_appendix to tvaers_central;

alter table rollout enable row level security;
create policy rollout_read on rollout for select to tvaers_app, tvaers_jobs using (true);
create policy rollout_central on rollout for all to tvaers_central using (true) with check (true);
grant select on rollout to tvaers_app, tvaers_jobs;
grant select, insert, update on rollout to tvaers_central;
grant usage on sequence task_number_seq to tvaers_central;

alter table task enable row level security;
create policy task_reach on task for all to tvaers_app
  using (organisation_id = any ((select app_reach())::int[]))
  with check (organisation_id = any ((select app_reach())::int[]));
create policy task_central on task for all to tvaers_central
  using (origin = 'central') with check (origin = 'central');
create policy task_jobs on task for select to tvaers_jobs using (true);
grant select, update on task to tvaers_app;
grant select, insert, update on task to tvaers_central;
grant select on task to tvaers_jobs;

alter table task_answer enable row level security;
create policy task_answer_reach on task_answer for all to tvaers_app
  using (organisation_id = any ((select app_reach())::int[]))
  with check (organisation_id = any ((select app_reach())::int[]));
create policy task_answer_read on task_answer for select to tvaers_central, tvaers_jobs using (true);
grant select, insert, update on task_answer to tvaers_app;
grant select, insert, update on task_answer to tvaers_central;
grant select on task_answer to tvaers_jobs;

-- A supplier reads the progress of its own projects, and nothing else of a municipality's.
create policy project_supplier on project for select to tvaers_supplier
  using (supplier_id = any ((select app_reach())::int[]));
create policy task_template_supplier on task_template for select to tvaers_supplier
  using (published_at is not null and exists (select from project p where p.id = project_id));
create policy task_template_version_supplier on task_template_version for select to tvaers_supplier
  using (exists (select from task_template t where t.id = template_id));
create policy rollout_supplier on rollout for select to tvaers_supplier
  using (exists (select from task_template t where t.id = template_id));
create policy task_supplier on task for select to tvaers_supplier
  using (origin = 'central' and template_id in (select t.id from task_template t));
grant select on project, task_template, task_template_version, rollout, task to tvaers_supplier;
