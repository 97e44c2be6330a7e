create table resignation (
  organisation_id int not null references organisation,
  id uuid not null,
  assignment_id uuid not null,
  role_id uuid not null references role,
  user_id uuid not null references user_account,
  user_name text not null,
  was_primary boolean not null,
  resigned_at timestamptz not null,
  successor_id uuid references user_account,
  successor_name text,
  successor_email text,
  settled_at timestamptz,
  settled_by_name text,
  outcome text check (outcome in ('given', 'dismissed')),
  primary key (organisation_id, id),
  unique (organisation_id, assignment_id),
  check (successor_id is null or successor_email is null),
  check ((settled_at is null) = (outcome is null)),
  check (successor_name is not null or (successor_id is null and successor_email is null))
);
comment on table resignation is 'A holder said that they no longer have a role (R6), perhaps with a proposal that waits for the KLIK-administrator.';
comment on column resignation.successor_email is 'Set for a proposed successor who has not signed in yet.';
comment on column resignation.settled_at is 'When the administrator acted on the proposal; null while it waits, or when there was none.';
create index resignation_waiting on resignation (organisation_id, resigned_at) where settled_at is null;

alter table resignation enable row level security;
create policy resignation_reach on resignation for all to tvaers_app
  using (organisation_id = any ((select app_reach())::int[]))
  with check (organisation_id = any ((select app_reach())::int[]));
grant select, insert, update on resignation to tvaers_app;
