-- A municipality keeps its own shared mailbox, the last way a letter can go (R5).
alter table organisation
  add column mailbox_version int not null default 1,
  add column mailbox_bounced_at timestamptz;
comment on column organisation.mailbox_version is 'Counts the changes of the mailbox: a change names the one it was made from.';
comment on column organisation.mailbox_bounced_at is 'When a mail server said that the mailbox does not exist; empty again with another address (N3).';

create policy organisation_own_mailbox on organisation for update to tvaers_app
  using (id = any ((select app_reach())::int[])) with check (id = any ((select app_reach())::int[]));
create policy organisation_bounced on organisation for update to tvaers_jobs using (true) with check (true);
grant update (mailbox, mailbox_version, mailbox_bounced_at) on organisation to tvaers_app;
grant update (mailbox_bounced_at) on organisation to tvaers_jobs;
