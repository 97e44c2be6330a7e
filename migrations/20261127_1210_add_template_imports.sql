create table template_import (
  template_id uuid primary key references task_template,
  report jsonb not null,
  imported_at timestamptz not null,
  imported_by_name text not null
);
comment on table template_import is 'What became of the latest page imported into a template (T12), so that its report has an address.';
comment on column template_import.report is 'Which section became what, by label and line. Of the municipality''s own part only how much there was (T9).';

alter table template_import enable row level security;
create policy template_import_central on template_import for all to tvaers_central using (true) with check (true);
grant select, insert, update on template_import to tvaers_central;
