-- Suppliers, and the test municipalities of the environments Tværs is tried in, are not known beforehand.
create policy organisation_add on organisation for insert to tvaers_jobs
  with check (kind = 'supplier' or (kind = 'municipality' and is_test));
grant insert (kind, name, short_name, cvr, is_test) on organisation to tvaers_jobs;
