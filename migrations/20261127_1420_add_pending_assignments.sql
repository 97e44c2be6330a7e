create table pending_assignment (
  organisation_id int not null references organisation,
  id uuid not null,
  role_id uuid not null references role,
  name text not null,
  email text not null,
  email_key text not null,
  user_uuid uuid,
  is_primary boolean not null default false,
  starts_on date,
  ends_before date check (ends_before > starts_on),
  replaces uuid,
  given_by uuid not null,
  given_by_name text not null,
  given_on_behalf_of uuid,
  given_on_behalf_of_name text,
  given_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > given_at),
  settled_at timestamptz,
  outcome text check (outcome in ('tookEffect', 'refused', 'expired', 'withdrawn')),
  settled_by_name text,
  refusal text,
  user_id uuid references user_account,
  assignment_id uuid,
  primary key (organisation_id, id),
  check ((settled_at is null) = (outcome is null)),
  check ((outcome = 'tookEffect') = (assignment_id is not null)),
  check ((outcome = 'refused') = (refusal is not null)),
  check ((given_on_behalf_of is null) = (given_on_behalf_of_name is null))
);
comment on table pending_assignment is 'A role for somebody who has not signed in yet (R3). Gives nothing until that person signs in, in this municipality.';
comment on column pending_assignment.email_key is 'The e-mail in the one form in which addresses are compared.';
comment on column pending_assignment.user_uuid is 'When given, the e-mail alone does not match.';
comment on column pending_assignment.starts_on is 'Null: the day of the sign-in.';
comment on column pending_assignment.replaces is 'Assignment it takes the place of: that holder does not count towards the most the role may have.';
comment on column pending_assignment.refusal is 'Code of the rule that said no when the person signed in.';
create index pending_assignment_role on pending_assignment (organisation_id, role_id, given_at desc);
create index pending_assignment_email on pending_assignment (organisation_id, email_key) where settled_at is null;
create index pending_assignment_uuid on pending_assignment (organisation_id, user_uuid) where settled_at is null;

alter table assignment add column replaces uuid;
comment on column assignment.replaces is 'Assignment it takes the place of (C1): that holder does not count towards the most the role may have.';

alter table pending_assignment enable row level security;
create policy pending_assignment_reach on pending_assignment for all to tvaers_app
  using (organisation_id = any ((select app_reach())::int[]))
  with check (organisation_id = any ((select app_reach())::int[]));
create policy pending_assignment_jobs on pending_assignment for all to tvaers_jobs using (true) with check (true);
grant select, insert, update on pending_assignment to tvaers_app;
grant select on pending_assignment to tvaers_jobs;
grant update (settled_at, outcome) on pending_assignment to tvaers_jobs;
