create table role (
  id uuid primary key,
  name text not null unique,
  kind text not null check (kind in ('crossCutting', 'solutionSpecific')),
  solution text,
  current_version int not null default 1,
  minimum_holders int not null default 1 check (minimum_holders >= 0),
  maximum_holders int check (maximum_holders >= minimum_holders),
  has_primary boolean not null default false,
  certification_months int check (certification_months > 0),
  non_response text not null default 'keep' check (non_response in ('keep', 'suspend', 'remove')),
  grace_days int not null default 14 check (grace_days >= 0),
  retired_at timestamptz,
  is_demo_text boolean not null default false
);
comment on table role is 'The role gallery (R1): what KOMBIT asks municipalities to have somebody for.';
comment on column role.non_response is 'What happens to a holder nobody confirms (C3).';
comment on column role.is_demo_text is 'The description was written for the demo, not by the central body.';

create table role_version (
  role_id uuid not null references role,
  version int not null,
  purpose text not null,
  tasks text not null,
  responsibility text not null default '',
  competences text not null default '',
  access_note text not null default '',
  valid_from date not null,
  created_at timestamptz not null,
  created_by uuid not null,
  created_by_name text not null,
  primary key (role_id, version)
);
comment on table role_version is 'Descriptions are versioned (R1). Markdown.';

create table role_access (
  role_id uuid not null references role,
  connector text not null check (connector in ('mattermost', 'manual')),
  team text not null,
  channels text[] not null default '{}',
  primary key (role_id, connector, team)
);
comment on table role_access is 'Which doors a role opens (R1, A1).';

create table assignment (
  organisation_id int not null references organisation,
  id uuid not null,
  role_id uuid not null references role,
  user_id uuid not null references user_account,
  user_name text not null,
  is_primary boolean not null default false,
  starts_on date not null,
  ends_before date check (ends_before > starts_on),
  given_by uuid not null,
  given_by_name text not null,
  given_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  ended_by_name text,
  end_reason text,
  primary key (organisation_id, id),
  check ((ended_at is null) = (end_reason is null))
);
comment on table assignment is 'Who holds which role where, from when to when (R2); half-open: ends_before is the first day without.';
create unique index assignment_one_current on assignment (organisation_id, role_id, user_id) where ended_at is null;
create index assignment_role on assignment (role_id, organisation_id) where ended_at is null;
create index assignment_user on assignment (user_id) where ended_at is null;

alter table role enable row level security;
alter table role_version enable row level security;
alter table role_access enable row level security;
create policy role_all on role for select to tvaers_app, tvaers_jobs using (true);
create policy role_version_all on role_version for select to tvaers_app, tvaers_jobs using (true);
create policy role_access_all on role_access for select to tvaers_app, tvaers_jobs using (true);
create policy role_central on role for all to tvaers_central using (true) with check (true);
create policy role_version_central on role_version for all to tvaers_central using (true) with check (true);
create policy role_access_central on role_access for all to tvaers_central using (true) with check (true);
grant select on role, role_version, role_access to tvaers_app, tvaers_jobs;
grant select, insert, update on role, role_version to tvaers_central;
grant select, insert, update, delete on role_access to tvaers_central;

alter table assignment enable row level security;
create policy assignment_reach on assignment for all to tvaers_app
  using (organisation_id = any ((select app_reach())::int[]))
  with check (organisation_id = any ((select app_reach())::int[]));
create policy assignment_all on assignment for select to tvaers_central, tvaers_jobs using (true);
grant select, insert, update on assignment to tvaers_app;
grant select on assignment to tvaers_central, tvaers_jobs;
