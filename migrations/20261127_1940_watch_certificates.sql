-- Certificates that sign-in hangs on, and whom was told in time that they run out.
create table watched_certificate (
  fingerprint text not null,
  use text not null check (use in ('own', 'ownNext', 'identityProvider', 'metadataSigner', 'metadata')),
  holder text not null,
  subject text not null,
  ends_at timestamptz not null,
  first_seen_at timestamptz not null,
  checked_at timestamptz not null,
  gone_at timestamptz,
  primary key (fingerprint, use, holder)
);
comment on table watched_certificate is 'Certificates, and metadata with a last day, as they were found when they were last looked for.';
comment on column watched_certificate.fingerprint is 'SHA-256 of the certificate; of metadata: of its source and its last day.';
comment on column watched_certificate.holder is 'Whose it is, as people call them; empty: ours.';
comment on column watched_certificate.subject is 'What the certificate says of itself; of metadata: file or address.';
comment on column watched_certificate.gone_at is 'Since when it is not found any more: replaced, or no longer in the settings.';
create index watched_certificate_ends on watched_certificate (ends_at) where gone_at is null;

create table certificate_warning (
  fingerprint text not null,
  days int not null check (days in (60, 30, 14, 7)),
  told_at timestamptz not null,
  primary key (fingerprint, days)
);
comment on table certificate_warning is 'Days before the end that have been passed, each once, whichever server saw it first; of several passed at once only the last was told.';

alter table watched_certificate enable row level security;
alter table certificate_warning enable row level security;
create policy watched_certificate_central on watched_certificate for select to tvaers_central using (true);
create policy watched_certificate_jobs on watched_certificate for all to tvaers_jobs using (true) with check (true);
create policy certificate_warning_jobs on certificate_warning for all to tvaers_jobs using (true) with check (true);
grant select on watched_certificate to tvaers_central;
grant select, insert, update, delete on watched_certificate to tvaers_jobs;
grant select, insert on certificate_warning to tvaers_jobs;
