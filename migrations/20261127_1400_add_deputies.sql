-- Who acts for somebody else says so wherever it is written who did something.
alter table event add column on_behalf_of uuid, add column on_behalf_of_name text,
  add check ((on_behalf_of is null) = (on_behalf_of_name is null));
comment on column event.on_behalf_of is 'The administrator a deputy acted for; null: the actor acted on their own.';

alter table assignment
  add column given_on_behalf_of uuid, add column given_on_behalf_of_name text,
  add column ended_on_behalf_of uuid, add column ended_on_behalf_of_name text,
  add check ((given_on_behalf_of is null) = (given_on_behalf_of_name is null)),
  add check ((ended_on_behalf_of is null) = (ended_on_behalf_of_name is null));
comment on column assignment.given_on_behalf_of is 'The administrator a deputy gave it for.';
comment on column assignment.ended_on_behalf_of is 'The administrator a deputy ended it for.';

create table deputy (
  organisation_id int not null references organisation,
  id uuid not null,
  user_id uuid not null references user_account,
  user_name text not null,
  administrator_id uuid not null references user_account check (administrator_id <> user_id),
  administrator_name text not null,
  starts_on date not null,
  ends_before date not null check (ends_before > starts_on),
  appointed_by uuid not null,
  appointed_by_name text not null,
  appointed_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  ended_by_name text,
  primary key (organisation_id, id)
);
comment on table deputy is 'Who acts for a KLIK-administrator, from when to when (R2); half-open: ends_before is the first day without. Asked at every request, never kept in a session.';
comment on column deputy.ended_by is 'Null also when it ended by its own last day.';
create index deputy_user on deputy (user_id) where ended_at is null;

alter table deputy enable row level security;
create policy deputy_reach on deputy for all to tvaers_app
  using (organisation_id = any ((select app_reach())::int[]))
  with check (organisation_id = any ((select app_reach())::int[]));
create policy deputy_door on deputy for select to tvaers_door using (true);
create policy deputy_jobs on deputy for all to tvaers_jobs using (true) with check (true);
grant select, insert, update on deputy to tvaers_app;
grant select on deputy to tvaers_door, tvaers_jobs;
grant update (ended_at) on deputy to tvaers_jobs;
