-- The gallery: what a new version changed, lists for the hand-over, and search in Danish.
alter table role_version
  add column hand_over text not null default '',
  add column take_over text not null default '',
  add column is_material boolean not null default false,
  add column change_note text not null default '',
  add column search tsvector generated always as (
    setweight(to_tsvector('danish', purpose || ' ' || access_note), 'B')
      || setweight(to_tsvector('danish', tasks || ' ' || responsibility || ' ' || competences || ' ' || hand_over || ' '
        || take_over), 'C')) stored;
comment on column role_version.hand_over is 'Checklist for whoever hands the role over, one point a line.';
comment on column role_version.take_over is 'Checklist for whoever is new in the role, one point a line.';
comment on column role_version.is_material is 'Holders are told of a material change; an editorial one is only shown (R1).';
comment on column role_version.change_note is 'What changed, in the editor''s one sentence; empty in the first version.';
alter table role add column search tsvector generated always as (
  setweight(to_tsvector('danish', name || ' ' || coalesce(solution, '')), 'A')) stored;

alter table user_account
  add column mail_language text not null default 'da' check (mail_language in ('da', 'en')),
  add column mail_bounced_at timestamptz;
comment on column user_account.mail_language is 'The language of the person''s mails.';
comment on column user_account.mail_bounced_at is 'When a mail server last said that the address does not exist (R4, N3); cleared when the address changes.';
create policy user_account_own_language on user_account for update to tvaers_app, tvaers_central, tvaers_supplier
  using (organisation_id = any ((select app_reach())::int[]))
  with check (organisation_id = any ((select app_reach())::int[]));
create policy user_account_bounced on user_account for update to tvaers_jobs using (true) with check (true);
grant update (mail_language) on user_account to tvaers_app, tvaers_central, tvaers_supplier;
grant update (mail_bounced_at) on user_account to tvaers_jobs;

-- Asked by roles that do not see who else acts for an administrator: it tells ids, nothing else. Deputies act as
-- KLIK-administrator for as long as they are appointed.
create function klik_administrators(on_day date) returns table (organisation_id int, user_id uuid)
  language sql stable security definer set search_path = public
as $$
  select organisation_id, id from user_account where 'klik_administrator' = any (system_roles)
  union
  select d.organisation_id, d.user_id from deputy d
    join user_account u on u.id = d.user_id and u.organisation_id = d.organisation_id
  where d.ended_at is null and d.starts_on <= on_day and (d.ends_before is null or d.ends_before > on_day)
$$;
revoke execute on function klik_administrators from public;
grant execute on function klik_administrators to tvaers_central, tvaers_jobs;
comment on function klik_administrators is 'Who acts as KLIK-administrator where on a day: whoever is told what a municipality must do.';

create table role_mail (
  id uuid primary key,
  role_id uuid not null references role,
  target text not null check (target in ('holders', 'primary')),
  audience jsonb not null,
  subject text not null,
  body text not null,
  municipality_count int not null check (municipality_count >= 0),
  person_count int not null check (person_count >= 0),
  unreached_count int not null check (unreached_count >= 0),
  sent_at timestamptz not null,
  sent_by uuid not null,
  sent_by_name text not null
);
comment on table role_mail is 'A letter of the central body to the holders of a role, or to one person in each municipality (R5). Markdown.';
create index role_mail_role on role_mail (role_id, sent_at desc, id desc);

create table role_mail_recipient (
  organisation_id int not null references organisation,
  role_mail_id uuid not null references role_mail,
  position int not null,
  path text not null check (path in ('holders', 'primary', 'otherHolder', 'administrator', 'mailbox', 'none')),
  cause text,
  user_id uuid references user_account,
  name text not null,
  address text,
  primary key (organisation_id, role_mail_id, position)
);
comment on table role_mail_recipient is 'Who a letter went to in each municipality, and by which path: what was decided when it was sent stays (R5).';
comment on column role_mail_recipient.cause is 'Why an earlier path was passed over.';
comment on column role_mail_recipient.user_id is 'Null for a mailbox, and where nobody could be reached.';
create index role_mail_recipient_mail on role_mail_recipient (role_mail_id, organisation_id, position);
create unique index role_mail_recipient_once on role_mail_recipient (role_mail_id, user_id) where user_id is not null;

create table notification (
  organisation_id int not null references organisation,
  id uuid not null default gen_random_uuid(),
  user_id uuid not null references user_account,
  event_id bigint not null,
  reason text not null,
  subject_type text not null,
  subject_id text not null,
  facts jsonb not null,
  actor_name text not null,
  at timestamptz not null,
  read_at timestamptz,
  primary key (organisation_id, id)
);
comment on table notification is 'What one person is told, one row for an event and a person (N1).';
comment on column notification.event_id is 'Events are only ever added, so that no key need hold them.';
comment on column notification.facts is 'The event''s facts, from which the sentence is made in the reader''s language.';
create unique index notification_once on notification (event_id, user_id);
create index notification_of_person on notification (user_id, (read_at is null) desc, at desc, id desc);
create index notification_unread on notification (user_id) where read_at is null;

create table notification_mail (
  organisation_id int not null references organisation,
  id uuid not null default gen_random_uuid(),
  event_id bigint not null,
  user_id uuid references user_account,
  recipient_name text not null,
  address text not null,
  language text not null,
  reason text not null,
  rule text not null,
  path text not null,
  subject_type text not null,
  subject_id text not null,
  facts jsonb not null,
  actor_name text not null,
  state text not null check (state in ('planned', 'sending', 'sent', 'failed', 'undeliverable')),
  attempts int not null default 0,
  next_attempt_at timestamptz,
  claim uuid,
  claimed_until timestamptz,
  last_error jsonb,
  subject text,
  body text,
  created_at timestamptz not null,
  sent_at timestamptz,
  primary key (organisation_id, id)
);
comment on table notification_mail is 'The outbox and the log of mails (N3): to whom, why, by which rule and path, and how it went.';
comment on column notification_mail.organisation_id is 'Whose person or mailbox it goes to.';
comment on column notification_mail.user_id is 'Null when it goes to the mailbox of a municipality.';
comment on column notification_mail.rule is 'The event and the audience of the rule that chose the recipient.';
comment on column notification_mail.path is 'How the recipient was found: as the person concerned, a holder, an administrator, a mailbox …';
comment on column notification_mail.state is 'failed: will be tried again; undeliverable: will not.';
comment on column notification_mail.claim is 'One worker at a time: its token; worthless after claimed_until.';
comment on column notification_mail.body is 'The text as it was last handed to the mail server.';
create unique index notification_mail_once on notification_mail (event_id, organisation_id, user_id) nulls not distinct;
create index notification_mail_due on notification_mail (next_attempt_at) where state in ('planned', 'sending', 'failed');
create index notification_mail_newest on notification_mail (created_at desc, id desc);
create index notification_mail_of_subject on notification_mail (subject_id, organisation_id);

create table notification_told (
  event_id bigint primary key,
  told_at timestamptz not null
);
comment on table notification_told is 'Events that have been told, until the horizon has passed them: each is told once, whoever works.';

create table notification_horizon (
  only_row boolean primary key default true check (only_row),
  event_id bigint not null
);
comment on table notification_horizon is 'Events up to this one are told or were there before anybody listened.';
insert into notification_horizon (event_id) select coalesce(max(id), 0) from event;

alter table role_mail enable row level security;
alter table role_mail_recipient enable row level security;
create policy role_mail_central on role_mail for all to tvaers_central using (true) with check (true);
create policy role_mail_recipient_central on role_mail_recipient for all to tvaers_central using (true) with check (true);
create policy role_mail_recipient_reach on role_mail_recipient for select to tvaers_app
  using (organisation_id = any ((select app_reach())::int[]));
create policy role_mail_received on role_mail for select to tvaers_app
  using (exists (select from role_mail_recipient r where r.role_mail_id = role_mail.id
    and r.organisation_id = any ((select app_reach())::int[])));
create policy role_mail_jobs on role_mail for select to tvaers_jobs using (true);
create policy role_mail_recipient_jobs on role_mail_recipient for select to tvaers_jobs using (true);
grant select, insert on role_mail, role_mail_recipient to tvaers_central;
grant select on role_mail, role_mail_recipient to tvaers_app, tvaers_jobs;

-- Nobody sees another organisation's notifications, the central body neither.
alter table notification enable row level security;
create policy notification_reach on notification for all to tvaers_app, tvaers_central, tvaers_supplier
  using (organisation_id = any ((select app_reach())::int[]))
  with check (organisation_id = any ((select app_reach())::int[]));
create policy notification_jobs on notification for all to tvaers_jobs using (true) with check (true);
create policy notification_count on notification for select to tvaers_door using (true);
grant select, update (read_at) on notification to tvaers_app, tvaers_central, tvaers_supplier;
grant select, insert on notification to tvaers_jobs;
grant select (user_id, read_at) on notification to tvaers_door;

alter table notification_mail enable row level security;
create policy notification_mail_central on notification_mail for select to tvaers_central using (true);
create policy notification_mail_jobs on notification_mail for all to tvaers_jobs using (true) with check (true);
grant select on notification_mail to tvaers_central;
grant select, insert, update on notification_mail to tvaers_jobs;

alter table notification_told enable row level security;
alter table notification_horizon enable row level security;
create policy notification_told_jobs on notification_told for all to tvaers_jobs using (true) with check (true);
create policy notification_horizon_jobs on notification_horizon for all to tvaers_jobs using (true) with check (true);
grant select, insert, delete on notification_told to tvaers_jobs;
grant select, update on notification_horizon to tvaers_jobs;
