-- Made from the migrations by test/schema.test.ts (UPDATE_SCHEMA=1 writes it anew). For reading, not for running.

-- Accounts an operator has said belong at the target although no role brought them there.
create table accepted_member (
  connector text not null,
  account_id text not null,
  username text not null,
  accepted_at timestamp with time zone not null,
  accepted_by uuid not null,
  accepted_by_name text not null,
  constraint accepted_member_accepted_by_fkey FOREIGN KEY (accepted_by) REFERENCES user_account(id),
  constraint accepted_member_pkey PRIMARY KEY (connector, account_id),
);
alter table accepted_member enable row level security;
-- policy accepted_member_central for all to tvaers_central using (true) with check (true)
-- policy accepted_member_jobs for select to tvaers_jobs using (true)

-- What the central body tells those in Mattermost. Markdown.
create table announcement (
  id uuid not null,
  title text not null,
  body text not null,
  written_at timestamp with time zone not null,
  written_by uuid not null,
  written_by_name text not null,
  constraint announcement_pkey PRIMARY KEY (id),
);
CREATE INDEX announcement_newest ON public.announcement (written_at DESC, id DESC);
alter table announcement enable row level security;
-- policy announcement_central for all to tvaers_central using (true) with check (true)

-- A machine that uses the API on behalf of one organisation.
create table api_client (
  organisation_id integer not null,
  id uuid not null,
  name text not null,
  token_hash bytea not null, -- SHA-256 of the whole bearer token; the token itself is shown once and kept nowhere.
  permissions text[] not null, -- What the machine may do: some of what a person of the organisation may.
  created_at timestamp with time zone not null,
  created_by uuid, -- The user who made it; null: the command line.
  last_used_at timestamp with time zone, -- To the minute.
  revoked_at timestamp with time zone,
  constraint api_client_id_key UNIQUE (id),
  constraint api_client_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint api_client_pkey PRIMARY KEY (organisation_id, id),
);
alter table api_client enable row level security;
-- policy api_client_door for all to tvaers_door using (true) with check (true)

-- Who holds which role where, from when to when (R2); half-open: ends_before is the first day without.
create table assignment (
  organisation_id integer not null,
  id uuid not null,
  role_id uuid not null,
  user_id uuid not null,
  user_name text not null,
  is_primary boolean not null default false,
  starts_on date not null,
  ends_before date,
  given_by uuid not null,
  given_by_name text not null,
  given_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_by uuid,
  ended_by_name text,
  end_reason text,
  started_at timestamp with time zone, -- When the start was told as an event: at once, or on the first day when it was given ahead of time (R2).
  suspended_at timestamp with time zone, -- On pause since: nobody confirmed it (C3). The access is closed until the administrator confirms.
  suspensions integer not null default 0, -- Counts pauses and their ends; part of the version that provisioning follows.
  given_on_behalf_of uuid, -- The administrator a deputy gave it for.
  given_on_behalf_of_name text,
  ended_on_behalf_of uuid, -- The administrator a deputy ended it for.
  ended_on_behalf_of_name text,
  replaces uuid, -- Assignment it takes the place of (C1): that holder does not count towards the most the role may have.
  constraint assignment_check CHECK ((ends_before > starts_on)),
  constraint assignment_check1 CHECK (((ended_at IS NULL) = (end_reason IS NULL))),
  constraint assignment_check2 CHECK (((given_on_behalf_of IS NULL) = (given_on_behalf_of_name IS NULL))),
  constraint assignment_check3 CHECK (((ended_on_behalf_of IS NULL) = (ended_on_behalf_of_name IS NULL))),
  constraint assignment_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint assignment_pkey PRIMARY KEY (organisation_id, id),
  constraint assignment_role_id_fkey FOREIGN KEY (role_id) REFERENCES role(id),
  constraint assignment_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_account(id),
);
CREATE INDEX assignment_ended ON public.assignment (organisation_id, role_id, ended_at DESC) WHERE (ended_at IS NOT NULL);
CREATE INDEX assignment_of_user ON public.assignment (organisation_id, user_id);
CREATE UNIQUE INDEX assignment_one_current ON public.assignment (organisation_id, role_id, user_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX assignment_one_primary ON public.assignment (organisation_id, role_id) WHERE (is_primary AND (ended_at IS NULL));
CREATE INDEX assignment_role ON public.assignment (role_id, organisation_id) WHERE (ended_at IS NULL);
CREATE INDEX assignment_user ON public.assignment (user_id) WHERE (ended_at IS NULL);
alter table assignment enable row level security;
-- policy assignment_all for select to tvaers_central, tvaers_jobs using (true)
-- policy assignment_reach for all to tvaers_app using ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[]))) with check ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[])))
-- policy assignment_turn_of_day for update to tvaers_jobs using (true) with check (true)

-- That a role is about to end was told so many days before; anew when the last day is moved.
create table assignment_end_notice (
  organisation_id integer not null,
  assignment_id uuid not null,
  ends_before date not null,
  days integer not null,
  told_at timestamp with time zone not null,
  constraint assignment_end_notice_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint assignment_end_notice_pkey PRIMARY KEY (organisation_id, assignment_id, ends_before, days),
);
alter table assignment_end_notice enable row level security;
-- policy assignment_end_notice_jobs for all to tvaers_jobs using (true) with check (true)

-- Tilføjede filer: files a municipality added; they stay inside it.
create table attachment (
  organisation_id integer not null,
  id uuid not null,
  task_number bigint not null,
  name text not null,
  content_type text not null, -- Found in the content, never taken from the sender.
  size_bytes bigint not null,
  sha256 bytea not null,
  added_by uuid not null,
  added_by_name text not null,
  added_at timestamp with time zone not null,
  removed_at timestamp with time zone,
  removed_by uuid,
  removed_by_name text,
  constraint attachment_organisation_id_task_number_fkey FOREIGN KEY (organisation_id, task_number) REFERENCES task(organisation_id, number),
  constraint attachment_pkey PRIMARY KEY (organisation_id, id),
);
CREATE INDEX attachment_task ON public.attachment (organisation_id, task_number, added_at);
alter table attachment enable row level security;
-- policy attachment_reach for all to tvaers_app using ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[]))) with check ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[])))

-- A file in parts of at most 1 MiB, so that it streams in and out.
create table attachment_part (
  organisation_id integer not null,
  attachment_id uuid not null,
  position integer not null,
  content bytea not null,
  constraint attachment_part_organisation_id_attachment_id_fkey FOREIGN KEY (organisation_id, attachment_id) REFERENCES attachment(organisation_id, id) ON DELETE CASCADE,
  constraint attachment_part_pkey PRIMARY KEY (organisation_id, attachment_id, "position"),
);
alter table attachment_part enable row level security;
-- policy attachment_part_reach for all to tvaers_app using ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[]))) with check ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[])))

-- How far events may be sealed once all transactions before `transaction_id` have ended.
create table audit_horizon (
  only_row boolean not null default true,
  event_id bigint not null,
  transaction_id text not null,
  noted_at timestamp with time zone not null,
  constraint audit_horizon_only_row_check CHECK (only_row),
  constraint audit_horizon_pkey PRIMARY KEY (only_row),
);
alter table audit_horizon enable row level security;
-- policy audit_horizon_all for all to tvaers_jobs using (true) with check (true)

-- Public keys that seals were signed with; the private ones are nowhere in the database.
create table audit_key (
  key_id text not null, -- First 16 hexadecimal digits of the SHA-256 of the public key.
  public_key bytea not null,
  first_used_at timestamp with time zone not null,
  constraint audit_key_pkey PRIMARY KEY (key_id),
);
alter table audit_key enable row level security;
-- policy audit_key_all for all to tvaers_jobs using (true) with check (true)
-- policy audit_key_door for select to tvaers_door using (true)
-- policy audit_key_read for select to tvaers_central using (true)

-- Signed, chained digests of the events (E1): each covers all ids from the end of the one before.
create table audit_seal (
  sequence bigint not null,
  from_event_id bigint not null, -- One past the last id of the seal before: ids without an event are covered too.
  to_event_id bigint not null,
  event_count integer not null,
  digest bytea not null, -- Merkle root (RFC 6962) of the events in the range, in the order of their ids.
  previous_digest bytea not null, -- SHA-256 of the statement of the seal before; zeros in the first.
  signature bytea not null, -- Ed25519 over the statement of this seal.
  key_id text not null,
  sealed_at timestamp with time zone not null,
  constraint audit_seal_check CHECK ((from_event_id <= to_event_id)),
  constraint audit_seal_event_count_check CHECK ((event_count > 0)),
  constraint audit_seal_key_id_fkey FOREIGN KEY (key_id) REFERENCES audit_key(key_id),
  constraint audit_seal_pkey PRIMARY KEY (sequence),
);
CREATE UNIQUE INDEX audit_seal_end ON public.audit_seal (to_event_id);
alter table audit_seal enable row level security;
-- policy audit_seal_all for all to tvaers_jobs using (true) with check (true)
-- policy audit_seal_read for select to tvaers_central using (true)

-- What a calendar said last time it was fetched, by which SEQUENCE and LAST-MODIFIED rise when it says something else.
create table calendar_entry (
  organisation_id integer not null,
  feed_id uuid not null,
  uid text not null,
  digest bytea not null,
  sequence integer not null default 0,
  changed_at timestamp with time zone not null,
  gone_at timestamp with time zone, -- No longer in the calendar; its number goes on should it come back.
  constraint calendar_entry_organisation_id_feed_id_fkey FOREIGN KEY (organisation_id, feed_id) REFERENCES calendar_feed(organisation_id, id) ON DELETE CASCADE,
  constraint calendar_entry_pkey PRIMARY KEY (organisation_id, feed_id, uid),
);
alter table calendar_entry enable row level security;
-- policy calendar_entry_door for all to tvaers_door using (true) with check (true)

-- A calendar one subscribes to by its secret address (N4): a person's, or a municipality's.
create table calendar_feed (
  organisation_id integer not null,
  id uuid not null,
  user_id uuid, -- Whose it is; null: the municipality's.
  made_by uuid not null, -- Who made the present address, a user or an API client: it opens for as long as they may see what is in it.
  made_by_name text not null,
  made_after_moves integer not null, -- user_account.moves when it was made: who has left and come back makes a new one.
  made_at timestamp with time zone not null,
  secret_hash bytea, -- SHA-256 of the secret in the address; null: revoked. The secret itself is shown once and kept nowhere.
  version integer not null default 1, -- Counts addresses made and revoked, so that a form sent twice makes one.
  revoked_at timestamp with time zone,
  last_fetched_at timestamp with time zone, -- To the minute.
  constraint calendar_feed_check CHECK (((secret_hash IS NULL) = (revoked_at IS NOT NULL))),
  constraint calendar_feed_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint calendar_feed_pkey PRIMARY KEY (organisation_id, id),
  constraint calendar_feed_secret_hash_check CHECK ((length(secret_hash) = 32)),
  constraint calendar_feed_secret_hash_key UNIQUE (secret_hash),
  constraint calendar_feed_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_account(id),
);
CREATE UNIQUE INDEX calendar_feed_one ON public.calendar_feed (organisation_id, user_id) NULLS NOT DISTINCT;
alter table calendar_feed enable row level security;
-- policy calendar_feed_door for all to tvaers_door using (true) with check (true)
-- policy calendar_feed_reach for all to tvaers_app using ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[]))) with check ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[])))

-- From how many places a calendar is fetched; forgotten after 30 days.
create table calendar_fetch (
  organisation_id integer not null,
  feed_id uuid not null,
  reader_hash bytea not null, -- Of address and program, with the secret for a key: who does not know the secret learns neither.
  last_at timestamp with time zone not null,
  constraint calendar_fetch_organisation_id_feed_id_fkey FOREIGN KEY (organisation_id, feed_id) REFERENCES calendar_feed(organisation_id, id) ON DELETE CASCADE,
  constraint calendar_fetch_pkey PRIMARY KEY (organisation_id, feed_id, reader_hash),
);
CREATE INDEX calendar_fetch_oldest ON public.calendar_fetch (last_at);
alter table calendar_fetch enable row level security;
-- policy calendar_fetch_door for all to tvaers_door using (true) with check (true)
-- policy calendar_fetch_jobs for all to tvaers_jobs using (true) with check (true)
-- policy calendar_fetch_reach for all to tvaers_app using ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[]))) with check ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[])))

-- Days before the end that have been passed, each once, whichever server saw it first; of several passed at once only the last was told.
create table certificate_warning (
  fingerprint text not null,
  days integer not null,
  told_at timestamp with time zone not null,
  constraint certificate_warning_days_check CHECK ((days = ANY (ARRAY[60, 30, 14, 7]))),
  constraint certificate_warning_pkey PRIMARY KEY (fingerprint, days),
);
alter table certificate_warning enable row level security;
-- policy certificate_warning_jobs for all to tvaers_jobs using (true) with check (true)

-- Each answer ever given to a line, also those corrected since (C5).
create table certification_answer (
  organisation_id integer not null,
  id uuid not null,
  item_id uuid not null,
  answer text not null,
  reason text,
  successor_name text,
  answered_at timestamp with time zone not null,
  answered_by uuid not null,
  answered_by_name text not null,
  is_self_answered boolean not null,
  successor_pending_id uuid,
  answered_on_behalf_of uuid, -- The administrator a deputy answered for.
  answered_on_behalf_of_name text,
  constraint certification_answer_answer_check CHECK ((answer = ANY (ARRAY['keep'::text, 'withdraw'::text, 'replace'::text]))),
  constraint certification_answer_check CHECK (((answered_on_behalf_of IS NULL) = (answered_on_behalf_of_name IS NULL))),
  constraint certification_answer_organisation_id_item_id_fkey FOREIGN KEY (organisation_id, item_id) REFERENCES certification_item(organisation_id, id),
  constraint certification_answer_pkey PRIMARY KEY (organisation_id, id),
);
CREATE INDEX certification_answer_item ON public.certification_answer (organisation_id, item_id, answered_at);
alter table certification_answer enable row level security;
-- policy certification_answer_reach for all to tvaers_app using ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[]))) with check ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[])))
-- policy certification_answer_read for select to tvaers_central, tvaers_jobs using (true)

-- One holder of one role, frozen at the start of the round, with the municipality's answer (C1).
create table certification_item (
  organisation_id integer not null,
  id uuid not null,
  round_id uuid not null,
  role_id uuid not null,
  assignment_id uuid not null, -- The assignment as it was at the start.
  held_assignment_id uuid not null, -- The assignment that the line speaks of now: another one after a withdrawal was taken back.
  user_id uuid not null,
  user_name text not null,
  user_title text not null default ''::text,
  is_primary boolean not null,
  starts_on date not null,
  given_by_name text not null,
  last_signed_in_at timestamp with time zone,
  answer text,
  reason text,
  successor_id uuid,
  successor_name text,
  successor_assignment_id uuid, -- Given by this answer; null when the successor had the role already.
  replaces_by date, -- The one replaced keeps the role until the successor's access works, this day at the latest (C1).
  replaced_at timestamp with time zone,
  answered_at timestamp with time zone,
  answered_by uuid,
  answered_by_name text,
  is_self_answered boolean not null default false, -- By the only KLIK-administrator about their own role (C2).
  is_late boolean not null default false, -- Answered after the round closed.
  version integer not null default 1, -- Counts answers; the ETag.
  consequence text, -- What came of it without an answer (C3, C4). grace: goes on removes_on. elsewhere: the role ended outside the round. returned: one who had left signed in again with a privilege. askedAgain: another round took the line over (asked_again_in).
  consequence_at timestamp with time zone, -- When it was carried out; a pause that is decided and not yet carried out has none.
  access_closed_at timestamp with time zone, -- When the access was read back as closed; null where it was not.
  successor_pending_id uuid, -- The promise to a successor who had not signed in yet (pending_assignment).
  is_promised_here boolean not null default false, -- The promise was made by this answer: a correction takes it back.
  successor_outcome text, -- What became of the promise; null while it waits. After tookEffect successor_id names the person.
  answered_on_behalf_of uuid, -- The administrator a deputy answered for.
  answered_on_behalf_of_name text,
  access_outcome text, -- What was read back of the access of one who lost the role, or has it on pause (A2): closed; continues, as another assignment opens it; none, it was never opened. Null while it is awaited.
  asked_again_in uuid, -- The round that took the line over before anything came of it here (C5).
  constraint certification_item_access_outcome_check CHECK ((access_outcome = ANY (ARRAY['closed'::text, 'continues'::text, 'none'::text]))),
  constraint certification_item_answer_check CHECK ((answer = ANY (ARRAY['keep'::text, 'withdraw'::text, 'replace'::text]))),
  constraint certification_item_asked_again CHECK (((asked_again_in IS NOT NULL) = (NOT (consequence IS DISTINCT FROM 'askedAgain'::text)))),
  constraint certification_item_asked_again_in_fkey FOREIGN KEY (asked_again_in) REFERENCES certification_round(id),
  constraint certification_item_check CHECK (((answer IS NULL) = (answered_at IS NULL))),
  constraint certification_item_check1 CHECK (((answer <> 'replace'::text) OR (successor_id IS NOT NULL) OR (successor_pending_id IS NOT NULL))),
  constraint certification_item_check2 CHECK (((answer <> 'withdraw'::text) OR (reason IS NOT NULL))),
  constraint certification_item_check3 CHECK (((answered_on_behalf_of IS NULL) = (answered_on_behalf_of_name IS NULL))),
  constraint certification_item_check4 CHECK (((access_closed_at IS NULL) OR (access_outcome = 'closed'::text))),
  constraint certification_item_consequence_check CHECK ((consequence = ANY (ARRAY['kept'::text, 'suspended'::text, 'grace'::text, 'held'::text, 'removed'::text, 'elsewhere'::text, 'returned'::text, 'askedAgain'::text]))),
  constraint certification_item_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint certification_item_pkey PRIMARY KEY (organisation_id, id),
  constraint certification_item_role_id_fkey FOREIGN KEY (role_id) REFERENCES role(id),
  constraint certification_item_round_id_fkey FOREIGN KEY (round_id) REFERENCES certification_round(id),
  constraint certification_item_successor_outcome_check CHECK ((successor_outcome = ANY (ARRAY['tookEffect'::text, 'refused'::text, 'expired'::text, 'withdrawn'::text]))),
);
CREATE UNIQUE INDEX certification_item_assignment ON public.certification_item (organisation_id, round_id, assignment_id);
CREATE INDEX certification_item_held ON public.certification_item (organisation_id, held_assignment_id);
CREATE INDEX certification_item_open_end ON public.certification_item (organisation_id) WHERE ((consequence = 'grace'::text) OR ((consequence = 'suspended'::text) AND (consequence_at IS NULL)) OR ((replaces_by IS NOT NULL) AND (replaced_at IS NULL)) OR ((access_outcome IS NULL) AND ((answer = 'withdraw'::text) OR (consequence = 'removed'::text) OR (replaced_at IS NOT NULL) OR ((consequence = 'suspended'::text) AND (consequence_at IS NOT NULL)))));
CREATE INDEX certification_item_promised ON public.certification_item (organisation_id, successor_pending_id) WHERE (successor_pending_id IS NOT NULL);
CREATE INDEX certification_item_round ON public.certification_item (round_id, organisation_id, role_id);
CREATE INDEX certification_item_undone ON public.certification_item (round_id) WHERE (consequence = ANY (ARRAY['grace'::text, 'held'::text]));
alter table certification_item enable row level security;
-- policy certification_item_all for all to tvaers_central, tvaers_jobs using (true) with check (true)
-- policy certification_item_reach for all to tvaers_app using ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[]))) with check ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[])))

-- A municipality's part of a round: its one task, and how many lines lack an answer.
create table certification_municipality (
  organisation_id integer not null,
  round_id uuid not null,
  task_number bigint,
  item_count integer not null,
  undecided integer not null, -- Kept by the transaction of each answer, under a lock of this row.
  completed_at timestamp with time zone,
  constraint certification_municipality_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint certification_municipality_pkey PRIMARY KEY (organisation_id, round_id),
  constraint certification_municipality_round_id_fkey FOREIGN KEY (round_id) REFERENCES certification_round(id),
);
CREATE INDEX certification_municipality_round ON public.certification_municipality (round_id, organisation_id);
alter table certification_municipality enable row level security;
-- policy certification_municipality_all for all to tvaers_central, tvaers_jobs using (true) with check (true)
-- policy certification_municipality_reach for all to tvaers_app using ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[]))) with check ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[])))

-- A reminder that was told: each at most once (C5).
create table certification_reminder (
  organisation_id integer not null,
  round_id uuid not null,
  days integer not null, -- Days before the round closes; -5: five days after.
  sent_at timestamp with time zone not null,
  constraint certification_reminder_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint certification_reminder_pkey PRIMARY KEY (organisation_id, round_id, days),
  constraint certification_reminder_round_id_fkey FOREIGN KEY (round_id) REFERENCES certification_round(id),
);
alter table certification_reminder enable row level security;
-- policy certification_reminder_all for all to tvaers_central, tvaers_jobs using (true) with check (true)
-- policy certification_reminder_reach for select to tvaers_app using ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[])))

-- One confirmation of roles, frozen at its start (C1).
create table certification_round (
  id uuid not null,
  name text not null,
  kind text not null, -- leaver, mover: the roles of one person who has left a municipality, or got another title there (C6).
  audience jsonb not null,
  based_on uuid, -- The round whose unanswered lines this one asks about again (C5).
  template_id uuid,
  rollout_id uuid,
  started_at timestamp with time zone not null,
  started_on date not null,
  started_by uuid not null,
  started_by_name text not null,
  closes_on date not null, -- The last day to answer; the round closes by itself after it.
  status text not null default 'open'::text, -- settled: nothing more comes of it; every removal has been read back.
  closed_at timestamp with time zone,
  closed_by_name text,
  settled_at timestamp with time zone,
  item_count integer not null default 0,
  municipality_count integer not null default 0,
  constraint certification_round_based_on_fkey FOREIGN KEY (based_on) REFERENCES certification_round(id),
  constraint certification_round_check CHECK ((closes_on >= started_on)),
  constraint certification_round_check1 CHECK (((status = 'open'::text) = (closed_at IS NULL))),
  constraint certification_round_check2 CHECK (((status = 'settled'::text) = (settled_at IS NOT NULL))),
  constraint certification_round_kind_check CHECK ((kind = ANY (ARRAY['regular'::text, 'rerun'::text, 'leaver'::text, 'mover'::text]))),
  constraint certification_round_pkey PRIMARY KEY (id),
  constraint certification_round_rollout_id_fkey FOREIGN KEY (rollout_id) REFERENCES rollout(id),
  constraint certification_round_status_check CHECK ((status = ANY (ARRAY['open'::text, 'closed'::text, 'settled'::text]))),
  constraint certification_round_template_id_fkey FOREIGN KEY (template_id) REFERENCES task_template(id),
);
CREATE INDEX certification_round_newest ON public.certification_round (started_at DESC, id DESC);
CREATE INDEX certification_round_unsettled ON public.certification_round (closes_on) WHERE (status <> 'settled'::text);
alter table certification_round enable row level security;
-- policy certification_round_all for all to tvaers_central, tvaers_jobs using (true) with check (true)
-- policy certification_round_reach for select to tvaers_app using ((EXISTS ( SELECT FROM certification_municipality m WHERE (m.round_id = certification_round.id))))

-- What the round does with a role nobody answered for, as it was at the start (C3).
create table certification_round_role (
  round_id uuid not null,
  role_id uuid not null,
  role_name text not null,
  role_version integer not null,
  has_primary boolean not null,
  opens_access boolean not null,
  non_response text not null,
  grace_days integer not null,
  item_count integer not null default 0,
  holder_count integer not null default 0, -- Everybody who held the role at the start, in the round or not: what the brake measures against (C4).
  removes_on date, -- Known from the close on: the day the access of those without an answer goes.
  brake text, -- held: too many would lose the role at once; waits for operations (C4). superseded: all who were held are asked again in another round, and nothing is to be decided here.
  brake_undecided integer,
  brake_decided_at timestamp with time zone,
  brake_decided_by_name text,
  constraint certification_round_role_brake_check CHECK ((brake = ANY (ARRAY['held'::text, 'approved'::text, 'rejected'::text, 'superseded'::text]))),
  constraint certification_round_role_grace_days_check CHECK ((grace_days >= 0)),
  constraint certification_round_role_non_response_check CHECK ((non_response = ANY (ARRAY['keep'::text, 'suspend'::text, 'remove'::text]))),
  constraint certification_round_role_pkey PRIMARY KEY (round_id, role_id),
  constraint certification_round_role_role_id_fkey FOREIGN KEY (role_id) REFERENCES role(id),
  constraint certification_round_role_round_id_fkey FOREIGN KEY (round_id) REFERENCES certification_round(id),
);
alter table certification_round_role enable row level security;
-- policy certification_round_role_all for all to tvaers_central, tvaers_jobs using (true) with check (true)
-- policy certification_round_role_reach for select to tvaers_app using ((EXISTS ( SELECT FROM certification_municipality m WHERE (m.round_id = certification_round_role.round_id))))

-- When a role is confirmed by itself: every role.certification_months from anchor_on.
create table certification_schedule (
  role_id uuid not null,
  is_on boolean not null default true,
  anchor_on date not null, -- Due days are counted from here, so that 29-02 comes back in leap years.
  last_due_on date, -- The latest due day that a round was started for; never twice.
  changed_at timestamp with time zone not null,
  changed_by_name text not null,
  constraint certification_schedule_pkey PRIMARY KEY (role_id),
  constraint certification_schedule_role_id_fkey FOREIGN KEY (role_id) REFERENCES role(id),
);
alter table certification_schedule enable row level security;
-- policy certification_schedule_all for all to tvaers_central using (true) with check (true)

-- Who acts for a KLIK-administrator, from when to when (R2); half-open: ends_before is the first day without. Asked at every request, never kept in a session.
create table deputy (
  organisation_id integer not null,
  id uuid not null,
  user_id uuid not null,
  user_name text not null,
  administrator_id uuid not null,
  administrator_name text not null,
  starts_on date not null,
  ends_before date not null,
  appointed_by uuid not null,
  appointed_by_name text not null,
  appointed_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_by uuid, -- Null also when it ended by its own last day.
  ended_by_name text,
  constraint deputy_administrator_id_fkey FOREIGN KEY (administrator_id) REFERENCES user_account(id),
  constraint deputy_check CHECK ((administrator_id <> user_id)),
  constraint deputy_check1 CHECK ((ends_before > starts_on)),
  constraint deputy_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint deputy_pkey PRIMARY KEY (organisation_id, id),
  constraint deputy_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_account(id),
);
CREATE INDEX deputy_user ON public.deputy (user_id) WHERE (ended_at IS NULL);
alter table deputy enable row level security;
-- policy deputy_door for select to tvaers_door using (true)
-- policy deputy_jobs for all to tvaers_jobs using (true) with check (true)
-- policy deputy_reach for all to tvaers_app using ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[]))) with check ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[])))

-- Every change, one row, written in the transaction of the change (E1).
create table event (
  id bigint not null identity,
  at timestamp with time zone not null,
  organisation_id integer not null, -- Whose thing changed.
  type text not null,
  subject_type text not null,
  subject_id text not null,
  actor_kind text not null,
  actor_id uuid not null,
  actor_name text not null,
  actor_organisation_id integer not null,
  actor_organisation_name text not null,
  origin text not null,
  request_id text,
  changes jsonb not null default '{}'::jsonb,
  facts jsonb not null default '{}'::jsonb,
  inside_of integer, -- Set when only that organisation may ever see it (T8, T9).
  on_behalf_of uuid, -- The administrator a deputy acted for; null: the actor acted on their own.
  on_behalf_of_name text,
  constraint event_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['user'::text, 'apiClient'::text, 'job'::text]))),
  constraint event_actor_organisation_id_fkey FOREIGN KEY (actor_organisation_id) REFERENCES organisation(id),
  constraint event_check CHECK (((on_behalf_of IS NULL) = (on_behalf_of_name IS NULL))),
  constraint event_inside_of_fkey FOREIGN KEY (inside_of) REFERENCES organisation(id),
  constraint event_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint event_origin_check CHECK ((origin = ANY (ARRAY['web'::text, 'api'::text, 'job'::text, 'cli'::text]))),
  constraint event_pkey PRIMARY KEY (id),
);
CREATE INDEX event_at ON public.event (at, id);
CREATE INDEX event_of_actor ON public.event (actor_id, id DESC);
CREATE INDEX event_of_organisation ON public.event (organisation_id, id DESC);
CREATE INDEX event_of_type ON public.event (type, id DESC);
CREATE INDEX event_subject ON public.event (organisation_id, subject_type, subject_id, id DESC);
alter table event enable row level security;
-- policy event_add_all for insert to tvaers_central, tvaers_door, tvaers_jobs with check (true)
-- policy event_add_reach for insert to tvaers_app with check (((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[])) AND (actor_organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[]))))
-- policy event_central for select to tvaers_central using (((inside_of IS NULL) OR (inside_of = ANY (( SELECT app_reach() AS app_reach)::integer[]))))
-- policy event_jobs for select to tvaers_jobs using (true)
-- policy event_reach for select to tvaers_app using (((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[])) AND ((inside_of IS NULL) OR (inside_of = ANY (( SELECT app_reach() AS app_reach)::integer[])))))

-- Answers of POST requests of API clients, kept for a day: a repeat changes nothing.
create table idempotency_key (
  client_hash text not null,
  key text not null,
  request_hash text not null,
  answer text,
  taken_at timestamp with time zone not null,
  constraint idempotency_key_pkey PRIMARY KEY (client_hash, key),
);
CREATE INDEX idempotency_key_taken ON public.idempotency_key (taken_at);
alter table idempotency_key enable row level security;
-- policy idempotency_key_door for all to tvaers_door using (true) with check (true)
-- policy idempotency_key_jobs for all to tvaers_jobs using (true) with check (true)

-- Notes that stay inside one side (T9): the policy knows only side_organisation_id, for everybody.
create table internal_note (
  organisation_id integer not null,
  id uuid not null,
  task_number bigint not null,
  side_organisation_id integer not null,
  author_id uuid not null,
  author_name text not null,
  body text not null,
  written_at timestamp with time zone not null,
  constraint internal_note_organisation_id_task_number_fkey FOREIGN KEY (organisation_id, task_number) REFERENCES task(organisation_id, number),
  constraint internal_note_pkey PRIMARY KEY (organisation_id, id),
  constraint internal_note_side_organisation_id_fkey FOREIGN KEY (side_organisation_id) REFERENCES organisation(id),
);
CREATE INDEX internal_note_task ON public.internal_note (organisation_id, task_number, side_organisation_id, written_at);
alter table internal_note enable row level security;
-- policy internal_note_central for all to tvaers_central using ((side_organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[]))) with check ((side_organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[])))
-- policy internal_note_own_side for all to tvaers_app using (((side_organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[])) AND (organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[])))) with check (((side_organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[])) AND (organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[]))))

-- Messages on a task: the only channel both sides see (T9).
create table message (
  organisation_id integer not null,
  id uuid not null,
  task_number bigint not null,
  author_side text not null,
  author_id uuid, -- Unknown for messages that came with an imported page.
  author_name text not null,
  author_organisation_name text not null,
  body text not null,
  sent_at timestamp with time zone not null,
  question_id uuid, -- Set when the answer was given to all and joined the questions and answers.
  is_imported boolean not null default false,
  constraint message_author_side_check CHECK ((author_side = ANY (ARRAY['municipality'::text, 'central'::text]))),
  constraint message_organisation_id_task_number_fkey FOREIGN KEY (organisation_id, task_number) REFERENCES task(organisation_id, number),
  constraint message_pkey PRIMARY KEY (organisation_id, id),
  constraint message_question_id_fkey FOREIGN KEY (question_id) REFERENCES question(id),
);
CREATE INDEX message_task ON public.message (organisation_id, task_number, sent_at);
alter table message enable row level security;
-- policy message_central for select to tvaers_central using ((EXISTS ( SELECT FROM task t WHERE ((t.organisation_id = message.organisation_id) AND (t.number = message.task_number)))))
-- policy message_central_writes for insert to tvaers_central with check (((author_side = 'central'::text) AND (EXISTS ( SELECT FROM task t WHERE ((t.organisation_id = message.organisation_id) AND (t.number = message.task_number))))))
-- policy message_jobs for select to tvaers_jobs using (true)
-- policy message_reach for all to tvaers_app using ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[]))) with check (((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[])) AND (author_side = 'municipality'::text)))

-- Who at the central body answers, and since when somebody waits.
create table message_thread (
  organisation_id integer not null,
  task_number bigint not null,
  owner_id uuid,
  owner_name text,
  waiting_since timestamp with time zone, -- Time of the oldest message not yet answered; null when nobody waits.
  answer_due_on date, -- The central body's own promise at the time (setting ANSWER_DAYS).
  municipality_read_at timestamp with time zone, -- When the municipality last saw the thread: newer answers are new.
  constraint message_thread_organisation_id_task_number_fkey FOREIGN KEY (organisation_id, task_number) REFERENCES task(organisation_id, number),
  constraint message_thread_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES user_account(id),
  constraint message_thread_pkey PRIMARY KEY (organisation_id, task_number),
);
CREATE INDEX message_thread_waiting ON public.message_thread (waiting_since) WHERE (waiting_since IS NOT NULL);
alter table message_thread enable row level security;
-- policy message_thread_central for all to tvaers_central using (true) with check (true)
-- policy message_thread_jobs for select to tvaers_jobs using (true)
-- policy message_thread_reach for all to tvaers_app using ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[]))) with check ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[])))

create table migration (
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone not null default now(),
  constraint migration_pkey PRIMARY KEY (name),
);

-- What one person is told, one row for an event and a person (N1).
create table notification (
  organisation_id integer not null,
  id uuid not null default gen_random_uuid(),
  user_id uuid not null,
  event_id bigint not null, -- Events are only ever added, so that no key need hold them.
  reason text not null,
  subject_type text not null,
  subject_id text not null,
  facts jsonb not null, -- The event's facts, from which the sentence is made in the reader's language.
  actor_name text not null,
  at timestamp with time zone not null,
  read_at timestamp with time zone,
  digest text, -- The digest it waits for, or came by; null: told by a mail of its own, or in the portal alone.
  digested_at timestamp with time zone, -- When a digest told of it, or was made without it because it was read or settled.
  thing text not null generated as  CASE WHEN (reason = 'letter'::text) THEN ((subject_type || ':'::text) || subject_id) WHEN (facts ? 'taskNumber'::text) THEN ('task:'::text || (facts ->> 'taskNumber'::text)) WHEN (facts ? 'roleId'::text) THEN ('role:'::text || (facts ->> 'roleId'::text)) WHEN (facts ? 'roundId'::text) THEN ('round:'::text || (facts ->> 'roundId'::text)) ELSE ((subject_type || ':'::text) || subject_id) END, -- What it is about, for grouping: the letter itself, else the task, role or round that the facts name, otherwise the event's subject.
  constraint notification_digest_check CHECK ((digest = ANY (ARRAY['daily'::text, 'weekly'::text]))),
  constraint notification_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint notification_pkey PRIMARY KEY (organisation_id, id),
  constraint notification_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_account(id),
);
CREATE INDEX notification_groups ON public.notification (user_id, reason, thing, at DESC) WHERE (read_at IS NULL);
CREATE INDEX notification_of_person ON public.notification (user_id, ((read_at IS NULL)) DESC, at DESC, id DESC);
CREATE UNIQUE INDEX notification_once ON public.notification (event_id, user_id);
CREATE INDEX notification_unread ON public.notification (user_id) WHERE (read_at IS NULL);
CREATE INDEX notification_waiting ON public.notification (at) WHERE ((digest IS NOT NULL) AND (digested_at IS NULL));
alter table notification enable row level security;
-- policy notification_jobs for all to tvaers_jobs using (true) with check (true)
-- policy notification_reach for all to tvaers_app, tvaers_central, tvaers_supplier using ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[]))) with check ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[])))

-- Digests that were made: one for a person and an hour, whoever works and however often.
create table notification_digest (
  organisation_id integer not null,
  user_id uuid not null,
  due_at timestamp with time zone not null, -- The hour it was due; made later when nobody worked then.
  told integer not null, -- How many notifications it told of.
  made_at timestamp with time zone not null,
  constraint notification_digest_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint notification_digest_pkey PRIMARY KEY (organisation_id, user_id, due_at),
  constraint notification_digest_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_account(id),
);
alter table notification_digest enable row level security;
-- policy notification_digest_jobs for all to tvaers_jobs using (true) with check (true)

-- Events up to this one are told or were there before anybody listened.
create table notification_horizon (
  only_row boolean not null default true,
  event_id bigint not null,
  constraint notification_horizon_only_row_check CHECK (only_row),
  constraint notification_horizon_pkey PRIMARY KEY (only_row),
);
alter table notification_horizon enable row level security;
-- policy notification_horizon_jobs for all to tvaers_jobs using (true) with check (true)

-- When a person wants no mails; without a row they come at any hour. Red matters come at once all the same.
create table notification_hours (
  organisation_id integer not null,
  user_id uuid not null,
  quiet_from integer, -- Full hour in Copenhagen; later than quiet_until when the night is between them.
  quiet_until integer,
  working_days_only boolean not null default false,
  chosen_at timestamp with time zone not null,
  constraint notification_hours_check CHECK (((quiet_from IS NULL) = (quiet_until IS NULL))),
  constraint notification_hours_check1 CHECK ((quiet_from <> quiet_until)),
  constraint notification_hours_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint notification_hours_pkey PRIMARY KEY (organisation_id, user_id),
  constraint notification_hours_quiet_from_check CHECK (((quiet_from >= 0) AND (quiet_from <= 23))),
  constraint notification_hours_quiet_until_check CHECK (((quiet_until >= 0) AND (quiet_until <= 23))),
  constraint notification_hours_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_account(id),
);
alter table notification_hours enable row level security;
-- policy notification_hours_jobs for select to tvaers_jobs using (true)
-- policy notification_hours_reach for all to tvaers_app, tvaers_central, tvaers_supplier using ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[]))) with check ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[])))

-- The outbox and the log of mails (N3): to whom, why, by which rule and path, and how it went.
create table notification_mail (
  organisation_id integer not null, -- Whose person or mailbox it goes to.
  id uuid not null default gen_random_uuid(),
  event_id bigint not null,
  user_id uuid, -- Null when it goes to the mailbox of a municipality, or to nobody.
  recipient_name text not null,
  address text not null,
  language text not null,
  reason text not null,
  rule text not null, -- The event and the audience of the rule that chose the recipient.
  path text not null, -- How the recipient was found: as the person concerned, a holder, an administrator, a mailbox …; central: nobody in the municipality could be told.
  subject_type text not null,
  subject_id text not null,
  facts jsonb not null,
  actor_name text not null,
  state text not null, -- failed: will be tried again; undeliverable: will not; withdrawn: read or settled before it was sent; portal: told in the portal alone, no mail was made.
  attempts integer not null default 0,
  next_attempt_at timestamp with time zone,
  claim uuid, -- One worker at a time: its token; worthless after claimed_until.
  claimed_until timestamp with time zone,
  last_error jsonb,
  subject text,
  body text, -- The text as it was last handed to the mail server.
  created_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  forgotten_at timestamp with time zone, -- When the address and the text, and what a digest gathered, were forgotten (NOTIFICATION_DAYS); the rest of the row stays.
  sending smallint not null default 1, -- Counts the times somebody asked for it to be sent: part of the Message-ID from the second on, so that no server takes it for the first.
  resent_at timestamp with time zone, -- When somebody last asked for it to be sent again.
  constraint notification_mail_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint notification_mail_pkey PRIMARY KEY (organisation_id, id),
  constraint notification_mail_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'undeliverable'::text, 'withdrawn'::text, 'portal'::text]))),
  constraint notification_mail_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_account(id),
);
CREATE INDEX notification_mail_claimed ON public.notification_mail (claimed_until) WHERE (state = 'sending'::text);
CREATE INDEX notification_mail_due ON public.notification_mail (next_attempt_at, id) WHERE (state = ANY (ARRAY['planned'::text, 'failed'::text]));
CREATE INDEX notification_mail_in_portal ON public.notification_mail (event_id, organisation_id) WHERE (state = 'portal'::text);
CREATE INDEX notification_mail_lost ON public.notification_mail (created_at) WHERE (state = 'undeliverable'::text);
CREATE INDEX notification_mail_newest ON public.notification_mail (created_at DESC, id DESC);
CREATE INDEX notification_mail_newest_of ON public.notification_mail (organisation_id, created_at DESC, id DESC);
CREATE INDEX notification_mail_of_nobody ON public.notification_mail (created_at) WHERE (path = 'central'::text);
CREATE INDEX notification_mail_of_role ON public.notification_mail (((facts ->> 'roleId'::text)));
CREATE INDEX notification_mail_of_round ON public.notification_mail (((facts ->> 'roundId'::text)));
CREATE INDEX notification_mail_of_subject ON public.notification_mail (subject_id, organisation_id);
CREATE UNIQUE INDEX notification_mail_once ON public.notification_mail (event_id, organisation_id, user_id) NULLS NOT DISTINCT WHERE ((reason <> 'digest'::text) AND (state <> 'portal'::text));
CREATE INDEX notification_mail_to_address ON public.notification_mail (lower(address), sent_at);
CREATE INDEX notification_mail_to_forget ON public.notification_mail (created_at) WHERE (forgotten_at IS NULL);
alter table notification_mail enable row level security;
-- policy notification_mail_central for select to tvaers_central using (true)
-- policy notification_mail_jobs for all to tvaers_jobs using (true) with check (true)
-- policy notification_mail_reach for select to tvaers_app using ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[])))
-- policy notification_mail_resending for update to tvaers_central using (true) with check (true)

-- How many mails all workers together have taken up for a receiving domain in its latest minute (MAIL_PER_MINUTE).
create table notification_pace (
  domain text not null,
  minute timestamp with time zone not null,
  taken integer not null,
  constraint notification_pace_pkey PRIMARY KEY (domain),
);
alter table notification_pace enable row level security;
-- policy notification_pace_jobs for all to tvaers_jobs using (true) with check (true)

-- What receiving servers reported of mails after they had been taken: each kind counts once for each sending.
create table notification_return (
  organisation_id integer not null,
  mail_id uuid not null,
  sending smallint not null,
  kind text not null,
  code text not null, -- The status code of the report (RFC 3463), or the kind of complaint (RFC 5965). Never prose.
  address text not null, -- Whose address it counts for; empty for a report of an earlier sending, and when the mail is forgotten.
  received_at timestamp with time zone not null,
  constraint notification_return_kind_check CHECK ((kind = ANY (ARRAY['hard'::text, 'soft'::text, 'complaint'::text, 'delivered'::text]))),
  constraint notification_return_organisation_id_mail_id_fkey FOREIGN KEY (organisation_id, mail_id) REFERENCES notification_mail(organisation_id, id) ON DELETE CASCADE,
  constraint notification_return_pkey PRIMARY KEY (organisation_id, mail_id, sending, kind),
);
CREATE INDEX notification_return_of_address ON public.notification_return (lower(address), received_at) WHERE (kind = 'soft'::text);
alter table notification_return enable row level security;
-- policy notification_return_central for select to tvaers_central using (true)
-- policy notification_return_jobs for all to tvaers_jobs using (true) with check (true)
-- policy notification_return_reach for select to tvaers_app using ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[])))

-- Events that have been told, until the horizon has passed them: each is told once, whoever works.
create table notification_told (
  event_id bigint not null,
  told_at timestamp with time zone not null,
  constraint notification_told_pkey PRIMARY KEY (event_id),
);
alter table notification_told enable row level security;
-- policy notification_told_jobs for all to tvaers_jobs using (true) with check (true)

-- How a person chose to be told for a reason; without a row the reason's own default holds.
create table notification_way (
  organisation_id integer not null,
  user_id uuid not null,
  reason text not null,
  way text not null,
  chosen_at timestamp with time zone not null,
  constraint notification_way_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint notification_way_pkey PRIMARY KEY (organisation_id, user_id, reason),
  constraint notification_way_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_account(id),
  constraint notification_way_way_check CHECK ((way = ANY (ARRAY['portal'::text, 'atOnce'::text, 'daily'::text, 'weekly'::text, 'off'::text]))),
);
alter table notification_way enable row level security;
-- policy notification_way_jobs for all to tvaers_jobs using (true) with check (true)
-- policy notification_way_reach for all to tvaers_app, tvaers_central, tvaers_supplier using ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[]))) with check ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[])))

-- A sign-out that the OpenID provider is told of through the browser: asked once, answered once.
create table oidc_logout (
  state_hash bytea not null,
  id_token text, -- By which the provider knows whose session it is (id_token_hint); null where the session kept none.
  created_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  constraint oidc_logout_pkey PRIMARY KEY (state_hash),
);
CREATE INDEX oidc_logout_created ON public.oidc_logout (created_at);
alter table oidc_logout enable row level security;
-- policy oidc_logout_door for all to tvaers_door using (true) with check (true)
-- policy oidc_logout_jobs for all to tvaers_jobs using (true) with check (true)

-- Messages by which the OpenID provider ended sessions: none is taken twice, by whichever process.
create table oidc_logout_token (
  issuer text not null,
  id text not null,
  forget_after timestamp with time zone not null, -- From then on it is refused as too old.
  constraint oidc_logout_token_pkey PRIMARY KEY (issuer, id),
);
CREATE INDEX oidc_logout_token_forget ON public.oidc_logout_token (forget_after);
alter table oidc_logout_token enable row level security;
-- policy oidc_logout_token_door for all to tvaers_door using (true) with check (true)
-- policy oidc_logout_token_jobs for all to tvaers_jobs using (true) with check (true)

-- A sign-in under way at the OpenID provider, answered once. Nonce and PKCE verifier are made from the browser's key and are not kept.
create table oidc_request (
  state_hash bytea not null, -- SHA-256 of the state, by which the answer finds its request.
  browser_hash bytea not null, -- SHA-256 of the cookie of the browser that began: no other may finish.
  return_path text not null,
  created_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  constraint oidc_request_pkey PRIMARY KEY (state_hash),
);
CREATE INDEX oidc_request_ends ON public.oidc_request (ends_at);
alter table oidc_request enable row level security;
-- policy oidc_request_door for all to tvaers_door using (true) with check (true)
-- policy oidc_request_jobs for all to tvaers_jobs using (true) with check (true)

create table organisation (
  id integer not null identity,
  kind text not null,
  name text not null,
  short_name text not null,
  code text, -- Municipality code of the CPR office, four digits.
  cvr text not null,
  region text,
  fk_org_uuid uuid, -- Root of the organisation in FK Organisation.
  mailbox text, -- The shared mailbox, last resort for mail (R5).
  is_test boolean not null default false, -- Fictitious organisation for demo and test; counts like any other.
  sign_in_closed_at timestamp with time zone, -- Since when nobody signs in for it and its sessions do not open (npx tvaers sign-in close).
  mailbox_version integer not null default 1, -- Counts the changes of the mailbox: a change names the one it was made from.
  mailbox_bounced_at timestamp with time zone, -- When a mail server said that the mailbox does not exist; empty again with another address (N3).
  slug text, -- What {kommune} becomes in the name of a channel. Given once and kept when the organisation takes another name: the channel stays the same.
  constraint organisation_code_key UNIQUE (code),
  constraint organisation_cvr_check CHECK ((cvr ~ '^[0-9]{8}$'::text)),
  constraint organisation_cvr_key UNIQUE (cvr),
  constraint organisation_kind_check CHECK ((kind = ANY (ARRAY['central'::text, 'municipality'::text, 'supplier'::text]))),
  constraint organisation_pkey PRIMARY KEY (id),
);
CREATE UNIQUE INDEX organisation_slug ON public.organisation (slug);
alter table organisation enable row level security;
-- policy organisation_add for insert to tvaers_jobs with check (((kind = 'supplier'::text) OR ((kind = 'municipality'::text) AND is_test)))
-- policy organisation_all for select to tvaers_app, tvaers_central, tvaers_door, tvaers_jobs, tvaers_supplier using (true)
-- policy organisation_bounced for update to tvaers_jobs using (true) with check (true)
-- policy organisation_close for update to tvaers_jobs using (true) with check (true)
-- policy organisation_own_mailbox for update to tvaers_app using ((id = ANY (( SELECT app_reach() AS app_reach)::integer[]))) with check ((id = ANY (( SELECT app_reach() AS app_reach)::integer[])))

-- A role for somebody who has not signed in yet (R3). Gives nothing until that person signs in, in this municipality.
create table pending_assignment (
  organisation_id integer not null,
  id uuid not null,
  role_id uuid not null,
  name text not null,
  email text, -- Null: forgotten, 90 days after it was settled; so are email_key and user_uuid.
  email_key text, -- The e-mail in the one form in which addresses are compared.
  user_uuid uuid, -- When given, the e-mail alone does not match.
  is_primary boolean not null default false,
  starts_on date, -- Null: the day of the sign-in.
  ends_before date,
  replaces uuid, -- Assignment it takes the place of: that holder does not count towards the most the role may have.
  given_by uuid not null,
  given_by_name text not null,
  given_on_behalf_of uuid,
  given_on_behalf_of_name text,
  given_at timestamp with time zone not null,
  expires_at timestamp with time zone not null, -- The midnight in Copenhagen that ends the last day for a first sign-in.
  settled_at timestamp with time zone,
  outcome text,
  settled_by_name text,
  refusal text, -- Code of the rule that said no when the person signed in.
  user_id uuid,
  assignment_id uuid,
  constraint pending_assignment_check CHECK ((ends_before > starts_on)),
  constraint pending_assignment_check1 CHECK ((expires_at > given_at)),
  constraint pending_assignment_check2 CHECK (((settled_at IS NULL) = (outcome IS NULL))),
  constraint pending_assignment_check3 CHECK (((outcome = 'tookEffect'::text) = (assignment_id IS NOT NULL))),
  constraint pending_assignment_check4 CHECK (((outcome = 'refused'::text) = (refusal IS NOT NULL))),
  constraint pending_assignment_check5 CHECK (((given_on_behalf_of IS NULL) = (given_on_behalf_of_name IS NULL))),
  constraint pending_assignment_check6 CHECK (((settled_at IS NOT NULL) OR ((email IS NOT NULL) AND (email_key IS NOT NULL)))),
  constraint pending_assignment_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint pending_assignment_outcome_check CHECK ((outcome = ANY (ARRAY['tookEffect'::text, 'refused'::text, 'expired'::text, 'withdrawn'::text]))),
  constraint pending_assignment_pkey PRIMARY KEY (organisation_id, id),
  constraint pending_assignment_role_id_fkey FOREIGN KEY (role_id) REFERENCES role(id),
  constraint pending_assignment_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_account(id),
);
CREATE INDEX pending_assignment_email ON public.pending_assignment (organisation_id, email_key) WHERE (settled_at IS NULL);
CREATE INDEX pending_assignment_role ON public.pending_assignment (organisation_id, role_id, given_at DESC);
CREATE INDEX pending_assignment_uuid ON public.pending_assignment (organisation_id, user_uuid) WHERE (settled_at IS NULL);
alter table pending_assignment enable row level security;
-- policy pending_assignment_jobs for all to tvaers_jobs using (true) with check (true)
-- policy pending_assignment_reach for all to tvaers_app using ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[]))) with check ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[])))

-- One post in one channel: asked for, sent by a job, and never twice.
create table posting (
  id uuid not null,
  number bigint not null identity, -- Part of what the server knows a repeated request by.
  kind text not null,
  announcement_id uuid,
  newcomer_in integer, -- The municipality of whom a welcome greets; the post itself is the central body's.
  newcomer_id uuid,
  instance text not null,
  team text not null,
  channel text not null,
  message text not null, -- The text as it is sent: a retry sends the same.
  asked_at timestamp with time zone not null,
  asked_by uuid,
  asked_by_name text not null,
  state text not null, -- failed: will be tried again; held: waits for a human; lapsed: too old to be posted by itself.
  attempts integer not null default 0,
  next_attempt_at timestamp with time zone,
  claim uuid,
  claimed_until timestamp with time zone,
  first_tried_at timestamp with time zone,
  is_uncertain boolean not null default false, -- An attempt may have reached the server: the channel is looked through before the next.
  channel_id text,
  post_id text,
  posted_at timestamp with time zone,
  last_error jsonb, -- Code, status and error id; never the server's prose, never a token.
  news_since timestamp with time zone not null, -- From when what it says was news: asked for, asked for again, or when the newcomer came in.
  constraint posting_announcement_id_fkey FOREIGN KEY (announcement_id) REFERENCES announcement(id),
  constraint posting_announcement_id_instance_team_channel_key UNIQUE (announcement_id, instance, team, channel),
  constraint posting_check CHECK (((kind = 'announcement'::text) = (announcement_id IS NOT NULL))),
  constraint posting_check1 CHECK (((kind = 'welcome'::text) = ((newcomer_id IS NOT NULL) AND (newcomer_in IS NOT NULL)))),
  constraint posting_check2 CHECK (((state = 'posted'::text) = (post_id IS NOT NULL))),
  constraint posting_kind_check CHECK ((kind = ANY (ARRAY['announcement'::text, 'welcome'::text]))),
  constraint posting_newcomer_id_fkey FOREIGN KEY (newcomer_id) REFERENCES user_account(id),
  constraint posting_newcomer_in_fkey FOREIGN KEY (newcomer_in) REFERENCES organisation(id),
  constraint posting_number_key UNIQUE (number),
  constraint posting_pkey PRIMARY KEY (id),
  constraint posting_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'sending'::text, 'posted'::text, 'failed'::text, 'held'::text, 'lapsed'::text]))),
);
CREATE INDEX posting_due ON public.posting (next_attempt_at) WHERE (state = ANY (ARRAY['planned'::text, 'sending'::text, 'failed'::text]));
CREATE INDEX posting_newest ON public.posting (kind, asked_at DESC, id DESC);
CREATE UNIQUE INDEX posting_welcome_once ON public.posting (newcomer_in, newcomer_id, instance, team, channel) WHERE (kind = 'welcome'::text);
alter table posting enable row level security;
-- policy posting_central for all to tvaers_central using (true) with check (true)
-- policy posting_door for select to tvaers_door using ((post_id IS NOT NULL))
-- policy posting_jobs for all to tvaers_jobs using (true) with check (true)

-- Who said in Mattermost that they have seen a post, by the button below it.
create table posting_seen (
  organisation_id integer not null,
  posting_id uuid not null,
  user_id uuid not null,
  user_name text not null,
  seen_at timestamp with time zone not null,
  constraint posting_seen_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint posting_seen_pkey PRIMARY KEY (organisation_id, posting_id, user_id),
  constraint posting_seen_posting_id_fkey FOREIGN KEY (posting_id) REFERENCES posting(id),
  constraint posting_seen_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_account(id),
);
CREATE INDEX posting_seen_of ON public.posting_seen (posting_id, organisation_id);
alter table posting_seen enable row level security;
-- policy posting_seen_central for select to tvaers_central using (true)
-- policy posting_seen_reach for all to tvaers_app using ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[]))) with check ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[])))

create table project (
  id uuid not null,
  name text not null,
  supplier_id integer, -- The supplier who reads the progress of this project.
  constraint project_name_key UNIQUE (name),
  constraint project_pkey PRIMARY KEY (id),
  constraint project_supplier_id_fkey FOREIGN KEY (supplier_id) REFERENCES organisation(id),
);
alter table project enable row level security;
-- policy project_central for all to tvaers_central using (true) with check (true)
-- policy project_read for select to tvaers_app, tvaers_jobs using (true)
-- policy project_supplier for select to tvaers_supplier using ((supplier_id = ANY (( SELECT app_reach() AS app_reach)::integer[])))

-- Which team or channel a name in a role was found to be: from then on it is followed by its id, whatever it is called.
create table provisioning_place (
  connector text not null,
  team text not null, -- As the role names it, by name or id.
  channel text not null default ''::text, -- As the role names it; empty: the team itself.
  place_id text not null,
  name text not null, -- What the server called it last.
  state text not null,
  seen_at timestamp with time zone not null, -- When that, or its state, was last found to be another.
  constraint provisioning_place_connector_check CHECK ((connector ~ '^mattermost(-[a-z][a-z0-9]{0,19})?$'::text)),
  constraint provisioning_place_pkey PRIMARY KEY (connector, team, channel),
  constraint provisioning_place_state_check CHECK ((state = ANY (ARRAY['open'::text, 'archived'::text, 'missing'::text]))),
);
alter table provisioning_place enable row level security;
-- policy provisioning_place_central for select to tvaers_central using (true)
-- policy provisioning_place_jobs for all to tvaers_jobs using (true) with check (true)

-- What is known and done at a target for a person whose role opens it. What should be is computed (access_grant_on).
create table provisioning_record (
  organisation_id integer not null,
  user_id uuid not null,
  connector text not null,
  sso_id bigint not null default nextval('sso_id'::regclass),
  marker text not null default "left"(replace((gen_random_uuid())::text, '-'::text, ''::text), 26), -- Random; marks the account at the target as made by Tværs.
  account_id text,
  origin text,
  username text,
  sign_in text,
  sign_in_epoch integer,
  may_adopt boolean not null default false, -- A human approved that an account with the same address is taken over; until the person has an account.
  epoch integer not null, -- Version of the assignments that the last work followed; behind assignment_epoch while work is due.
  presence text not null,
  wanted jsonb not null default '[]'::jsonb, -- Teams and channels the last work aimed at.
  managed jsonb not null default '[]'::jsonb, -- Every place Tværs may have opened and has not proven left; written before the first step.
  hand_account boolean not null default false, -- By hand (A3): ticks of earlier epochs left an account open …
  hand_places jsonb not null default '[]'::jsonb, -- … in these places.
  state text not null,
  waiting_step text, -- By hand: the step an operator is to do next.
  attempt integer not null default 0,
  next_attempt_at timestamp with time zone,
  failing_since timestamp with time zone,
  escalated_at timestamp with time zone, -- When a closing that does not get through was told (A2).
  last_error jsonb, -- Code and facts: ids of the target and error ids; never its prose, never a token.
  verified_at timestamp with time zone,
  active_since timestamp with time zone,
  closed_at timestamp with time zone,
  claim uuid, -- One worker at a time: its token; worthless after claimed_until.
  claimed_until timestamp with time zone,
  updated_at timestamp with time zone not null,
  taken_by_name text, -- The operator who looks after a held case.
  taken_at timestamp with time zone,
  starts_over boolean not null default false, -- An operator has said that the account is gone for good: the next worker forgets it and makes a new one.
  last_seen_at timestamp with time zone, -- When the person was last active at the target, as it told; never set back. Personal data, for whoever confirms the role alone.
  last_seen_read_at timestamp with time zone, -- When the target last told of it; null while it has not. Told and never active: last_seen_at is null.
  constraint provisioning_record_connector_check CHECK ((connector ~ '^(manual|mattermost(-[a-z][a-z0-9]{0,19})?)$'::text)),
  constraint provisioning_record_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint provisioning_record_origin_check CHECK ((origin = ANY (ARRAY['created'::text, 'adopted'::text]))),
  constraint provisioning_record_pkey PRIMARY KEY (organisation_id, user_id, connector),
  constraint provisioning_record_presence_check CHECK ((presence = ANY (ARRAY['present'::text, 'absent'::text]))),
  constraint provisioning_record_sign_in_check CHECK ((sign_in = ANY (ARRAY['bound'::text, 'closed'::text]))),
  constraint provisioning_record_sso_id_key UNIQUE (sso_id),
  constraint provisioning_record_state_check CHECK ((state = ANY (ARRAY['preparing'::text, 'waitingManual'::text, 'active'::text, 'failed'::text, 'held'::text, 'paused'::text, 'closed'::text]))),
  constraint provisioning_record_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_account(id),
);
CREATE INDEX provisioning_record_account ON public.provisioning_record (connector, account_id) WHERE (account_id IS NOT NULL);
CREATE INDEX provisioning_record_state ON public.provisioning_record (state, updated_at);
alter table provisioning_record enable row level security;
-- policy provisioning_record_central for select to tvaers_central using (true)
-- policy provisioning_record_jobs for all to tvaers_jobs using (true) with check (true)
-- policy provisioning_record_operate for update to tvaers_central using (true) with check (true)
-- policy provisioning_record_reach for select to tvaers_app using ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[])))

-- How each step of a grant or a revocation ended last, by connector or by hand (ticked_by).
create table provisioning_step (
  organisation_id integer not null,
  user_id uuid not null,
  connector text not null,
  epoch integer not null,
  step text not null,
  state text not null,
  at timestamp with time zone not null,
  ticked_by uuid,
  ticked_by_name text,
  constraint provisioning_step_check CHECK (((ticked_by IS NULL) = (ticked_by_name IS NULL))),
  constraint provisioning_step_check1 CHECK (((ticked_by IS NULL) OR (state = 'done'::text))),
  constraint provisioning_step_organisation_id_user_id_connector_fkey FOREIGN KEY (organisation_id, user_id, connector) REFERENCES provisioning_record(organisation_id, user_id, connector),
  constraint provisioning_step_pkey PRIMARY KEY (organisation_id, user_id, connector, epoch, step),
  constraint provisioning_step_state_check CHECK ((state = ANY (ARRAY['done'::text, 'waiting'::text, 'retry'::text, 'held'::text, 'paused'::text]))),
);
alter table provisioning_step enable row level security;
-- policy provisioning_step_central for select to tvaers_central using (true)
-- policy provisioning_step_jobs for all to tvaers_jobs using (true) with check (true)
-- policy provisioning_step_reach for select to tvaers_app using ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[])))
-- policy provisioning_step_tick for insert to tvaers_central with check ((ticked_by IS NOT NULL))
-- policy provisioning_step_tick_waiting for update to tvaers_central using ((ticked_by IS NULL)) with check ((ticked_by IS NOT NULL))

-- A target as a whole: whether it is left alone for a while, and the rules reconciliation follows there. No row: all well, rules as by default.
create table provisioning_target (
  connector text not null,
  paused_code text, -- Why nobody is worked on (6.4): tokenDead, adminLost, unreachable, unhealthy. One probe asks for all.
  paused_since timestamp with time zone,
  next_probe_at timestamp with time zone,
  probe_attempt integer not null default 0,
  probing_until timestamp with time zone, -- One prober at a time; worthless after that.
  failures integer not null default 0, -- Persons who failed in a row for the target's own sake; at three, a probe tells whether it is the target.
  quiet_until timestamp with time zone, -- It asked to be left alone until then (429, Retry-After).
  slow_until timestamp with time zone, -- … and to be asked by fewer at once until then.
  session_hours integer, -- How long an open session can live without a sign-in, from the server's settings; null while unread.
  session_extends boolean, -- Sessions live on as long as they are used.
  read_at timestamp with time zone,
  unmanaged text not null default 'report'::text, -- Members nobody's role brought there: told of, or taken out.
  brake_percent integer not null default 10, -- The brake: more removals at once than this part of the people there wait for an operator …
  brake_number integer not null default 20, -- … or more than this number.
  constraint provisioning_target_brake_number_check CHECK (((brake_number >= 1) AND (brake_number <= 100000))),
  constraint provisioning_target_brake_percent_check CHECK (((brake_percent >= 1) AND (brake_percent <= 100))),
  constraint provisioning_target_check CHECK (((paused_code IS NULL) = (paused_since IS NULL))),
  constraint provisioning_target_pkey PRIMARY KEY (connector),
  constraint provisioning_target_unmanaged_check CHECK ((unmanaged = ANY (ARRAY['report'::text, 'remove'::text]))),
);
alter table provisioning_target enable row level security;
-- policy provisioning_target_central for all to tvaers_central using (true) with check (true)
-- policy provisioning_target_jobs for all to tvaers_jobs using (true) with check (true)

-- Questions and answers of a template: one answer to all who asked the same (T9). No asker is named.
create table question (
  id uuid not null,
  template_id uuid not null,
  question text not null,
  answer text not null,
  answered_at timestamp with time zone not null,
  answered_by uuid not null,
  answered_by_name text not null,
  constraint question_pkey PRIMARY KEY (id),
  constraint question_template_id_fkey FOREIGN KEY (template_id) REFERENCES task_template(id),
);
CREATE INDEX question_template ON public.question (template_id, answered_at);
alter table question enable row level security;
-- policy question_central for all to tvaers_central using (true) with check (true)
-- policy question_read for select to tvaers_app using ((EXISTS ( SELECT FROM task_template t WHERE (t.id = question.template_id))))

-- One look at a whole target: every member of every place Tværs opens, against what the assignments say (A4).
create table reconciliation (
  id uuid not null,
  connector text not null,
  kind text not null,
  is_dry_run boolean not null,
  trusts_gaps boolean not null, -- An operator has said that lists which look cut off are right.
  asked_by text not null,
  asked_by_name text not null,
  asked_at timestamp with time zone not null,
  state text not null,
  claimed_until timestamp with time zone, -- The run is lost when its worker has not renewed this.
  started_at timestamp with time zone,
  ended_at timestamp with time zone,
  places_read integer not null default 0,
  places_total integer,
  accounts_read integer not null default 0,
  accounts_total integer,
  people integer, -- How many people's access was compared.
  under_way integer, -- People left out because their access is being worked on anyway.
  skew_seconds integer, -- How far the server's clock is from ours.
  aborted_code text,
  aborted_facts jsonb,
  brake text not null default 'none'::text, -- Whether so many would lose something at once that an operator decides.
  brake_decided_by_name text,
  brake_decided_at timestamp with time zone,
  constraint reconciliation_asked_by_check CHECK ((asked_by = ANY (ARRAY['clock'::text, 'person'::text]))),
  constraint reconciliation_brake_check CHECK ((brake = ANY (ARRAY['none'::text, 'held'::text, 'approved'::text, 'rejected'::text]))),
  constraint reconciliation_check CHECK (((state = 'aborted'::text) = (aborted_code IS NOT NULL))),
  constraint reconciliation_check1 CHECK (((brake = ANY (ARRAY['approved'::text, 'rejected'::text])) = (brake_decided_at IS NOT NULL))),
  constraint reconciliation_kind_check CHECK ((kind = ANY (ARRAY['quick'::text, 'full'::text]))),
  constraint reconciliation_pkey PRIMARY KEY (id),
  constraint reconciliation_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'reading'::text, 'done'::text, 'aborted'::text]))),
);
CREATE INDEX reconciliation_newest ON public.reconciliation (asked_at DESC, id);
CREATE UNIQUE INDEX reconciliation_running ON public.reconciliation (connector) WHERE (state = ANY (ARRAY['waiting'::text, 'reading'::text]));
alter table reconciliation enable row level security;
-- policy reconciliation_central for all to tvaers_central using (true) with check (true)
-- policy reconciliation_jobs for all to tvaers_jobs using (true) with check (true)

-- One thing that is not as the assignments say, and what was done about it.
create table reconciliation_finding (
  reconciliation_id uuid not null,
  number integer not null,
  kind text not null,
  remedy text not null,
  state text not null,
  organisation_id integer,
  user_id uuid,
  user_name text,
  epoch integer, -- The version of the assignments it was compared with; the remedy counts for no other.
  account_id text,
  username text,
  places jsonb not null default '[]'::jsonb, -- Teams and channels it is about.
  facts jsonb not null default '{}'::jsonb,
  decided_by_name text,
  decided_at timestamp with time zone,
  constraint reconciliation_finding_check CHECK (((organisation_id IS NULL) = (user_id IS NULL))),
  constraint reconciliation_finding_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint reconciliation_finding_pkey PRIMARY KEY (reconciliation_id, number),
  constraint reconciliation_finding_reconciliation_id_fkey FOREIGN KEY (reconciliation_id) REFERENCES reconciliation(id) ON DELETE CASCADE,
  constraint reconciliation_finding_remedy_check CHECK ((remedy = ANY (ARRAY['grant'::text, 'revoke'::text, 'bind'::text, 'remove'::text, 'none'::text]))),
  constraint reconciliation_finding_state_check CHECK ((state = ANY (ARRAY['reported'::text, 'asked'::text, 'held'::text, 'rejected'::text, 'done'::text, 'failed'::text, 'outdated'::text]))),
  constraint reconciliation_finding_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_account(id),
);
CREATE INDEX reconciliation_finding_person ON public.reconciliation_finding (organisation_id, user_id);
alter table reconciliation_finding enable row level security;
-- policy reconciliation_finding_central for all to tvaers_central using (true) with check (true)
-- policy reconciliation_finding_jobs for all to tvaers_jobs using (true) with check (true)

-- A step of the ladder that a task has taken: once for each deadline, whoever works.
create table reminder (
  organisation_id integer not null,
  id uuid not null default gen_random_uuid(),
  task_number bigint not null,
  due_on date not null,
  day integer not null, -- Days from the deadline, as the rule names them; negative: before.
  planned_on date not null, -- The working day it was for; told_at is later when the portal stood still.
  told_at timestamp with time zone not null,
  ladder_version integer not null,
  constraint reminder_ladder_version_fkey FOREIGN KEY (ladder_version) REFERENCES reminder_ladder(version),
  constraint reminder_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint reminder_organisation_id_task_number_due_on_day_key UNIQUE (organisation_id, task_number, due_on, day),
  constraint reminder_organisation_id_task_number_fkey FOREIGN KEY (organisation_id, task_number) REFERENCES task(organisation_id, number),
  constraint reminder_pkey PRIMARY KEY (organisation_id, id),
);
alter table reminder enable row level security;
-- policy reminder_central for select to tvaers_central using (true)
-- policy reminder_jobs for all to tvaers_jobs using (true) with check (true)
-- policy reminder_reach for select to tvaers_app using ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[])))

-- The rules by which open tasks are reminded of (N2), each version kept; the newest is in force.
create table reminder_ladder (
  version integer not null,
  steps jsonb not null, -- In order of days: {day, every, to, priorities, kinds, since}; negative days come before the deadline.
  saved_at timestamp with time zone not null,
  saved_by uuid, -- A user or an API client; null: as it came with the portal.
  saved_by_name text not null,
  constraint reminder_ladder_pkey PRIMARY KEY (version),
  constraint reminder_ladder_version_check CHECK ((version > 0)),
);
alter table reminder_ladder enable row level security;
-- policy reminder_ladder_central for all to tvaers_central using (true) with check (true)
-- policy reminder_ladder_read for select to tvaers_app, tvaers_jobs using (true)

-- Whom a reminder went to, and how they were found (R5).
create table reminder_recipient (
  organisation_id integer not null,
  reminder_id uuid not null,
  position integer not null,
  wanted text not null, -- Whom the rule names; rung is whom it reached.
  rung text not null,
  cause text, -- Why it passed the one the rule names.
  user_id uuid, -- Null: a mailbox, or the central body's list.
  name text,
  address text,
  constraint reminder_recipient_cause_check CHECK ((cause = ANY (ARRAY['missing'::text, 'unreachable'::text]))),
  constraint reminder_recipient_organisation_id_reminder_id_fkey FOREIGN KEY (organisation_id, reminder_id) REFERENCES reminder(organisation_id, id),
  constraint reminder_recipient_pkey PRIMARY KEY (organisation_id, reminder_id, "position"),
  constraint reminder_recipient_rung_check CHECK ((rung = ANY (ARRAY['performer'::text, 'responsible'::text, 'administrator'::text, 'mailbox'::text, 'central'::text]))),
  constraint reminder_recipient_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_account(id),
);
CREATE INDEX reminder_recipient_central ON public.reminder_recipient (organisation_id, reminder_id) WHERE (rung = 'central'::text);
alter table reminder_recipient enable row level security;
-- policy reminder_recipient_central for select to tvaers_central using (true)
-- policy reminder_recipient_jobs for all to tvaers_jobs using (true) with check (true)
-- policy reminder_recipient_reach for select to tvaers_app using ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[])))

-- Removals that no single decision about a person caused, so many at once that an operator decides. The sign-in gate is closed all the same.
create table removal_hold (
  id uuid not null,
  connector text not null,
  people integer not null,
  of_people integer not null,
  held_at timestamp with time zone not null,
  decision text,
  decided_at timestamp with time zone,
  decided_by_name text,
  constraint removal_hold_check CHECK (((decision IS NULL) = (decided_at IS NULL))),
  constraint removal_hold_decision_check CHECK ((decision = ANY (ARRAY['approved'::text, 'rejected'::text]))),
  constraint removal_hold_pkey PRIMARY KEY (id),
);
alter table removal_hold enable row level security;
-- policy removal_hold_central for all to tvaers_central using (true) with check (true)
-- policy removal_hold_jobs for all to tvaers_jobs using (true) with check (true)

-- Whom it is about, at one version of their assignments; a new version is a decision of its own. What an operator approved and a worker has carried out can be held anew at the same version.
create table removal_hold_person (
  hold_id uuid not null,
  organisation_id integer not null,
  user_id uuid not null,
  connector text not null,
  epoch integer not null,
  constraint removal_hold_person_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES removal_hold(id),
  constraint removal_hold_person_pkey PRIMARY KEY (organisation_id, user_id, connector, epoch),
);
CREATE INDEX removal_hold_person_hold ON public.removal_hold_person (hold_id);
alter table removal_hold_person enable row level security;
-- policy removal_hold_person_central for select to tvaers_central using (true)
-- policy removal_hold_person_jobs for all to tvaers_jobs using (true) with check (true)

-- A holder said that they no longer have a role (R6), perhaps with a proposal that waits for the KLIK-administrator.
create table resignation (
  organisation_id integer not null,
  id uuid not null,
  assignment_id uuid not null,
  role_id uuid not null,
  user_id uuid not null,
  user_name text not null,
  was_primary boolean not null,
  resigned_at timestamp with time zone not null,
  successor_id uuid,
  successor_name text,
  successor_email text, -- Set for a proposed successor who has not signed in yet; forgotten 90 days after the proposal was settled.
  settled_at timestamp with time zone, -- When the administrator acted on the proposal; null while it waits, or when there was none.
  settled_by_name text,
  outcome text,
  constraint resignation_check CHECK (((successor_id IS NULL) OR (successor_email IS NULL))),
  constraint resignation_check1 CHECK (((settled_at IS NULL) = (outcome IS NULL))),
  constraint resignation_check2 CHECK (((successor_name IS NOT NULL) OR ((successor_id IS NULL) AND (successor_email IS NULL)))),
  constraint resignation_organisation_id_assignment_id_key UNIQUE (organisation_id, assignment_id),
  constraint resignation_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint resignation_outcome_check CHECK ((outcome = ANY (ARRAY['given'::text, 'dismissed'::text, 'lapsed'::text]))),
  constraint resignation_pkey PRIMARY KEY (organisation_id, id),
  constraint resignation_role_id_fkey FOREIGN KEY (role_id) REFERENCES role(id),
  constraint resignation_successor_id_fkey FOREIGN KEY (successor_id) REFERENCES user_account(id),
  constraint resignation_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_account(id),
);
CREATE INDEX resignation_waiting ON public.resignation (organisation_id, resigned_at) WHERE (settled_at IS NULL);
alter table resignation enable row level security;
-- policy resignation_jobs for all to tvaers_jobs using (true) with check (true)
-- policy resignation_reach for all to tvaers_app using ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[]))) with check ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[])))

-- The role gallery (R1): what KOMBIT asks municipalities to have somebody for.
create table role (
  id uuid not null,
  name text not null,
  kind text not null,
  solution text,
  current_version integer not null default 1,
  minimum_holders integer not null default 1,
  maximum_holders integer,
  has_primary boolean not null default false,
  certification_months integer,
  non_response text not null default 'keep'::text, -- What happens to a holder nobody confirms (C3).
  grace_days integer not null default 14,
  retired_at timestamp with time zone, -- Since when nobody holds the role or can be given it; it stays readable.
  is_demo_text boolean not null default false, -- The description was written for the demo, not by the central body.
  search tsvector generated as setweight(to_tsvector('danish'::regconfig, ((name || ' '::text) || COALESCE(solution, ''::text))), 'A'::"char"),
  ending_version integer not null default 1, -- Counts what was said of the role's ending: the ETag of that.
  constraint role_certification_months_check CHECK ((certification_months > 0)),
  constraint role_check CHECK ((maximum_holders >= minimum_holders)),
  constraint role_grace_days_check CHECK ((grace_days >= 0)),
  constraint role_kind_check CHECK ((kind = ANY (ARRAY['crossCutting'::text, 'solutionSpecific'::text]))),
  constraint role_minimum_holders_check CHECK ((minimum_holders >= 0)),
  constraint role_name_key UNIQUE (name),
  constraint role_non_response_check CHECK ((non_response = ANY (ARRAY['keep'::text, 'suspend'::text, 'remove'::text]))),
  constraint role_pkey PRIMARY KEY (id),
);
CREATE UNIQUE INDEX role_name_any_case ON public.role (lower(name));
alter table role enable row level security;
-- policy role_all for select to tvaers_app, tvaers_jobs using (true)
-- policy role_central for all to tvaers_central using (true) with check (true)
-- policy role_retire for update to tvaers_jobs using (true) with check (true)

-- Which doors a role opens (R1, A1).
create table role_access (
  role_id uuid not null,
  connector text not null,
  team text not null,
  channels text[] not null default '{}'::text[],
  constraint role_access_connector_check CHECK ((connector ~ '^(manual|mattermost(-[a-z][a-z0-9]{0,19})?)$'::text)),
  constraint role_access_pkey PRIMARY KEY (role_id, connector, team),
  constraint role_access_role_id_fkey FOREIGN KEY (role_id) REFERENCES role(id),
);
alter table role_access enable row level security;
-- policy role_access_all for select to tvaers_app, tvaers_jobs using (true)
-- policy role_access_central for all to tvaers_central using (true) with check (true)

-- Each time it was said that a role ends: when, why, by whom, and what became of it. The one that is not over is in force.
create table role_ending (
  role_id uuid not null,
  id uuid not null,
  ends_before date not null, -- The first day without the role (half-open, as of assignments).
  reason text not null,
  replaced_by uuid, -- The role that takes its place; gives nobody anything.
  set_at timestamp with time zone not null,
  set_by uuid not null,
  set_by_name text not null,
  retired_at timestamp with time zone, -- When it was carried out; null until then.
  over_at timestamp with time zone, -- When it stopped counting: another day was said, it was called off, or the role was taken up again.
  over_by_name text,
  outcome text,
  constraint role_ending_check CHECK ((replaced_by <> role_id)),
  constraint role_ending_check1 CHECK (((over_at IS NULL) = (outcome IS NULL))),
  constraint role_ending_check2 CHECK (((over_at IS NULL) = (over_by_name IS NULL))),
  constraint role_ending_outcome_check CHECK ((outcome = ANY (ARRAY['changed'::text, 'calledOff'::text, 'takenUp'::text]))),
  constraint role_ending_pkey PRIMARY KEY (id),
  constraint role_ending_reason_check CHECK ((reason <> ''::text)),
  constraint role_ending_replaced_by_fkey FOREIGN KEY (replaced_by) REFERENCES role(id),
  constraint role_ending_role_id_fkey FOREIGN KEY (role_id) REFERENCES role(id),
);
CREATE UNIQUE INDEX role_ending_in_force ON public.role_ending (role_id) WHERE (over_at IS NULL);
CREATE INDEX role_ending_role ON public.role_ending (role_id, set_at);
alter table role_ending enable row level security;
-- policy role_ending_all for select to tvaers_app, tvaers_jobs using (true)
-- policy role_ending_central for all to tvaers_central using (true) with check (true)
-- policy role_ending_retire for update to tvaers_jobs using (true) with check (true)

-- A letter of the central body to the holders of a role, or to one person in each municipality (R5). Markdown.
create table role_mail (
  id uuid not null,
  role_id uuid not null,
  target text not null,
  audience jsonb not null,
  subject text not null,
  body text not null,
  municipality_count integer not null,
  person_count integer not null,
  unreached_count integer not null,
  sent_at timestamp with time zone not null,
  sent_by uuid not null,
  sent_by_name text not null,
  constraint role_mail_municipality_count_check CHECK ((municipality_count >= 0)),
  constraint role_mail_person_count_check CHECK ((person_count >= 0)),
  constraint role_mail_pkey PRIMARY KEY (id),
  constraint role_mail_role_id_fkey FOREIGN KEY (role_id) REFERENCES role(id),
  constraint role_mail_target_check CHECK ((target = ANY (ARRAY['holders'::text, 'primary'::text]))),
  constraint role_mail_unreached_count_check CHECK ((unreached_count >= 0)),
);
CREATE INDEX role_mail_role ON public.role_mail (role_id, sent_at DESC, id DESC);
alter table role_mail enable row level security;
-- policy role_mail_central for all to tvaers_central using (true) with check (true)
-- policy role_mail_jobs for select to tvaers_jobs using (true)
-- policy role_mail_received for select to tvaers_app using ((EXISTS ( SELECT FROM role_mail_recipient r WHERE ((r.role_mail_id = role_mail.id) AND (r.organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[]))))))

-- Who a letter went to in each municipality, and by which path: what was decided when it was sent stays (R5).
create table role_mail_recipient (
  organisation_id integer not null,
  role_mail_id uuid not null,
  position integer not null,
  path text not null,
  cause text, -- Why an earlier path was passed over.
  user_id uuid, -- Null for a mailbox, and where nobody could be reached.
  name text not null,
  address text, -- Of a mailbox; a person's own stands with the person alone.
  constraint role_mail_recipient_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint role_mail_recipient_path_check CHECK ((path = ANY (ARRAY['holders'::text, 'primary'::text, 'otherHolder'::text, 'administrator'::text, 'mailbox'::text, 'none'::text]))),
  constraint role_mail_recipient_pkey PRIMARY KEY (organisation_id, role_mail_id, "position"),
  constraint role_mail_recipient_role_mail_id_fkey FOREIGN KEY (role_mail_id) REFERENCES role_mail(id),
  constraint role_mail_recipient_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_account(id),
);
CREATE INDEX role_mail_recipient_mail ON public.role_mail_recipient (role_mail_id, organisation_id, "position");
CREATE UNIQUE INDEX role_mail_recipient_once ON public.role_mail_recipient (role_mail_id, user_id) WHERE (user_id IS NOT NULL);
alter table role_mail_recipient enable row level security;
-- policy role_mail_recipient_central for all to tvaers_central using (true) with check (true)
-- policy role_mail_recipient_jobs for select to tvaers_jobs using (true)
-- policy role_mail_recipient_reach for select to tvaers_app using ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[])))

-- How many findings of a kind a role had over all municipalities that day; none is a row with 0.
create table role_quality_count (
  day date not null,
  role_id uuid not null,
  kind text not null,
  findings integer not null,
  constraint role_quality_count_day_fkey FOREIGN KEY (day) REFERENCES role_quality_day(day),
  constraint role_quality_count_findings_check CHECK ((findings >= 0)),
  constraint role_quality_count_kind_check CHECK ((kind = ANY (ARRAY['vacant'::text, 'tooFew'::text, 'noPrimary'::text, 'stale'::text, 'bouncing'::text, 'single'::text]))),
  constraint role_quality_count_pkey PRIMARY KEY (day, role_id, kind),
  constraint role_quality_count_role_id_fkey FOREIGN KEY (role_id) REFERENCES role(id),
);
alter table role_quality_count enable row level security;
-- policy role_quality_count_central for select to tvaers_central using (true)
-- policy role_quality_count_jobs for all to tvaers_jobs using (true) with check (true)

-- Days whose findings were counted; a day that is missing was missed and is never made up.
create table role_quality_day (
  day date not null,
  taken_at timestamp with time zone not null,
  is_demo boolean not null default false, -- Invented for the demo.
  constraint role_quality_day_pkey PRIMARY KEY (day),
);
alter table role_quality_day enable row level security;
-- policy role_quality_day_central for select to tvaers_central using (true)
-- policy role_quality_day_jobs for all to tvaers_jobs using (true) with check (true)

-- Each time the last holder of a role went in a municipality; told once.
create table role_vacancy (
  organisation_id integer not null,
  role_id uuid not null,
  last_assignment_id uuid not null, -- The assignment that began last before: until somebody begins anew it is the same vacancy.
  id uuid not null,
  vacated_at timestamp with time zone not null, -- When it was noticed; for those from before the table, when the assignment ended.
  constraint role_vacancy_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint role_vacancy_pkey PRIMARY KEY (organisation_id, last_assignment_id),
  constraint role_vacancy_role_id_fkey FOREIGN KEY (role_id) REFERENCES role(id),
);
CREATE UNIQUE INDEX role_vacancy_id ON public.role_vacancy (id);
CREATE INDEX role_vacancy_role ON public.role_vacancy (organisation_id, role_id, vacated_at DESC);
alter table role_vacancy enable row level security;
-- policy role_vacancy_central for select to tvaers_central using (true)
-- policy role_vacancy_jobs for all to tvaers_jobs using (true) with check (true)
-- policy role_vacancy_reach for select to tvaers_app using ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[])))

-- Descriptions are versioned (R1). Markdown.
create table role_version (
  role_id uuid not null,
  version integer not null,
  purpose text not null,
  tasks text not null,
  responsibility text not null default ''::text,
  competences text not null default ''::text,
  access_note text not null default ''::text,
  valid_from date not null,
  created_at timestamp with time zone not null,
  created_by uuid not null,
  created_by_name text not null,
  hand_over text not null default ''::text, -- Checklist for whoever hands the role over, one point a line.
  take_over text not null default ''::text, -- Checklist for whoever is new in the role, one point a line.
  is_material boolean not null default false, -- Holders are told of a material change; an editorial one is only shown (R1).
  change_note text not null default ''::text, -- What changed, in the editor's one sentence; empty in the first version.
  search tsvector generated as (setweight(to_tsvector('danish'::regconfig, ((purpose || ' '::text) || access_note)), 'B'::"char") || setweight(to_tsvector('danish'::regconfig, ((((((((tasks || ' '::text) || responsibility) || ' '::text) || competences) || ' '::text) || hand_over) || ' '::text) || take_over)), 'C'::"char")),
  rules jsonb not null, -- Name, kind, holders, confirmation and access as they were in this version; the newest are those of the role itself.
  constraint role_version_pkey PRIMARY KEY (role_id, version),
  constraint role_version_role_id_fkey FOREIGN KEY (role_id) REFERENCES role(id),
);
alter table role_version enable row level security;
-- policy role_version_all for select to tvaers_app, tvaers_jobs using (true)
-- policy role_version_central for all to tvaers_central using (true) with check (true)

create table rollout (
  id uuid not null,
  template_id uuid not null,
  audience jsonb not null, -- {"kind":"all"} | {"kind":"regions","regions":[…]} | {"kind":"list","organisationIds":[…]} | {"kind":"lacksRole","roleId":…}
  priority text not null,
  starts_on date,
  due_on date,
  published_at timestamp with time zone not null,
  published_by uuid not null,
  published_by_name text not null,
  task_count integer not null,
  constraint rollout_pkey PRIMARY KEY (id),
  constraint rollout_priority_check CHECK ((priority = ANY (ARRAY['mandatory'::text, 'recommended'::text, 'voluntary'::text]))),
  constraint rollout_template_id_fkey FOREIGN KEY (template_id) REFERENCES task_template(id),
);
CREATE INDEX rollout_newest ON public.rollout (published_at DESC, id DESC);
CREATE INDEX rollout_template ON public.rollout (template_id);
alter table rollout enable row level security;
-- policy rollout_central for all to tvaers_central using (true) with check (true)
-- policy rollout_read for select to tvaers_app, tvaers_jobs using (true)
-- policy rollout_supplier for select to tvaers_supplier using ((EXISTS ( SELECT FROM task_template t WHERE (t.id = rollout.template_id))))

-- Assertions that were used: none is taken twice, by whichever process.
create table saml_assertion (
  issuer text not null,
  id text not null,
  forget_after timestamp with time zone not null, -- From then on it is refused as expired.
  constraint saml_assertion_pkey PRIMARY KEY (issuer, id),
);
CREATE INDEX saml_assertion_forget ON public.saml_assertion (forget_after);
alter table saml_assertion enable row level security;
-- policy saml_assertion_door for all to tvaers_door using (true) with check (true)
-- policy saml_assertion_jobs for all to tvaers_jobs using (true) with check (true)

-- A sign-out that the identity provider is told of: asked once, answered once.
create table saml_logout (
  id text not null,
  relay_hash bytea not null,
  issuer text not null,
  name_id text not null,
  name_id_format text not null,
  session_index text not null,
  created_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  constraint saml_logout_pkey PRIMARY KEY (id),
  constraint saml_logout_relay_hash_key UNIQUE (relay_hash),
);
CREATE INDEX saml_logout_created ON public.saml_logout (created_at);
alter table saml_logout enable row level security;
-- policy saml_logout_door for all to tvaers_door using (true) with check (true)
-- policy saml_logout_jobs for all to tvaers_jobs using (true) with check (true)

-- The last good copy of each source of metadata: an address that does not answer stops no sign-in.
create table saml_metadata (
  source text not null, -- File or address, as the setting names it.
  content text not null,
  fetched_at timestamp with time zone not null,
  constraint saml_metadata_pkey PRIMARY KEY (source),
);
alter table saml_metadata enable row level security;
-- policy saml_metadata_door for select to tvaers_door using (true)
-- policy saml_metadata_jobs for all to tvaers_jobs using (true) with check (true)

-- A sign-in under way: sent to an identity provider, answered once, finished once.
create table saml_request (
  id text not null, -- ID of the AuthnRequest; the answer names it in InResponseTo.
  relay_hash bytea not null, -- SHA-256 of the RelayState, by which the answer finds its request.
  browser_hash bytea not null, -- SHA-256 of the cookie of the browser that began: no other may finish.
  issuer text not null, -- The identity provider that was asked.
  return_path text not null,
  created_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  answer jsonb, -- Who it is and what they may, as proven, until the browser has come back for it.
  finished_at timestamp with time zone,
  constraint saml_request_pkey PRIMARY KEY (id),
  constraint saml_request_relay_hash_key UNIQUE (relay_hash),
);
CREATE INDEX saml_request_ends ON public.saml_request (ends_at);
alter table saml_request enable row level security;
-- policy saml_request_door for all to tvaers_door using (true) with check (true)
-- policy saml_request_jobs for all to tvaers_jobs using (true) with check (true)

-- How a Mattermost server is set up and stands, by its own word; judged when it is read.
create table server_report (
  instance text not null,
  asked_at timestamp with time zone,
  answer jsonb, -- Versions, settings, names and numbers; no token, no address of a person.
  wanted_at timestamp with time zone, -- When somebody last asked for a new answer.
  constraint server_report_check CHECK (((asked_at IS NULL) = (answer IS NULL))),
  constraint server_report_pkey PRIMARY KEY (instance),
);
alter table server_report enable row level security;
-- policy server_report_central for all to tvaers_central using (true) with check (true)
-- policy server_report_jobs for all to tvaers_jobs using (true) with check (true)

create table session (
  token_hash bytea not null, -- SHA-256 of the cookie's token; the token itself is nowhere.
  user_id uuid not null,
  organisation_id integer not null,
  system_roles text[] not null,
  created_at timestamp with time zone not null, -- When the person signed in; kept when the session changes organisation, so that it never lives longer.
  last_seen_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  id uuid not null default gen_random_uuid(), -- What the session is called on its owner's page; opens nothing.
  door text not null, -- How the person came in.
  grants jsonb not null default '[]'::jsonb, -- What the sign-in gave: [{organisationId, systemRoles}]. The session acts for one of them, and may be changed to another.
  ends_before timestamp with time zone, -- The identity provider's own end of the session (SessionNotOnOrAfter), if it set one.
  issuer text, -- The identity provider that may end the session, with name_id and session_index.
  name_id text, -- What the provider calls the person: NameID (SAML) or sub (OpenID Connect).
  name_id_format text,
  session_index text, -- What it calls the session: SessionIndex (SAML), or sid (OpenID Connect), which not all have.
  browser text, -- What the person sat at, in two words, for their own page; the header itself is not kept.
  system text,
  id_token text, -- Handed back to the OpenID provider at sign-out; gone when the session has ended.
  constraint session_door_check CHECK ((door = ANY (ARRAY['demo'::text, 'saml'::text, 'oidc'::text]))),
  constraint session_of_provider CHECK (
CASE door
    WHEN 'saml'::text THEN ((issuer IS NOT NULL) AND (name_id IS NOT NULL) AND (name_id_format IS NOT NULL) AND (session_index IS NOT NULL) AND (id_token IS NULL))
    WHEN 'oidc'::text THEN ((issuer IS NOT NULL) AND (name_id IS NOT NULL) AND (name_id_format IS NULL))
    ELSE ((issuer IS NULL) AND (name_id IS NULL) AND (name_id_format IS NULL) AND (session_index IS NULL) AND (id_token IS NULL))
END),
  constraint session_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint session_pkey PRIMARY KEY (token_hash),
  constraint session_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_account(id),
);
CREATE INDEX session_created ON public.session (created_at);
CREATE UNIQUE INDEX session_id ON public.session (id);
CREATE INDEX session_of_issuer ON public.session (issuer, name_id) WHERE (ended_at IS NULL);
CREATE INDEX session_of_user ON public.session (user_id) WHERE (ended_at IS NULL);
alter table session enable row level security;
-- policy session_door for all to tvaers_door using (true) with check (true)
-- policy session_forget for delete to tvaers_jobs using (true)
-- policy session_old for select to tvaers_jobs using (true)

-- Keys that assertions of who somebody is are signed with. The newest that has begun signs; the next is published before it does.
create table sso_key (
  key_id text not null,
  public_key jsonb not null,
  sealed_private_key bytea not null, -- AES-256-GCM under a key derived from SECRET_KEY.
  sealed_with text not null, -- Which SECRET_KEY: a fingerprint of the derived key.
  signs_from timestamp with time zone not null,
  constraint sso_key_pkey PRIMARY KEY (key_id),
);
alter table sso_key enable row level security;
-- policy sso_key_door for all to tvaers_door using (true) with check (true)
-- policy sso_key_jobs for all to tvaers_jobs using (true) with check (true)

-- Sign-ins to Mattermost that are under way. Gone within the hour; nothing of it is history.
create table sso_token (
  kind text not null, -- As the library names it: a sign-in begun, what it allows, its code, its token.
  id_hash bytea not null, -- SHA-256 of what the browser or the server carries; that itself is kept nowhere.
  grant_hash bytea, -- All that came of one sign-in, to be ended together.
  sso_id bigint, -- Whose it is; null until they are known.
  payload jsonb not null,
  used_at timestamp with time zone, -- A code is used once. Of a token: when the person was first told of.
  expires_at timestamp with time zone not null,
  constraint sso_token_kind_check CHECK ((kind = ANY (ARRAY['Interaction'::text, 'Grant'::text, 'AuthorizationCode'::text, 'AccessToken'::text]))),
  constraint sso_token_pkey PRIMARY KEY (kind, id_hash),
);
CREATE INDEX sso_token_expiry ON public.sso_token (expires_at);
CREATE INDEX sso_token_grant ON public.sso_token (grant_hash);
CREATE INDEX sso_token_person ON public.sso_token (sso_id);
alter table sso_token enable row level security;
-- policy sso_token_door for all to tvaers_door using (true) with check (true)
-- policy sso_token_jobs for all to tvaers_jobs using (true) with check (true)

-- One municipality's own copy to answer (T2); the text is the template's.
create table task (
  organisation_id integer not null,
  number bigint not null default nextval('task_number_seq'::regclass), -- The public number, #139534; unique over all organisations.
  origin text not null default 'central'::text,
  template_id uuid not null,
  rollout_id uuid not null,
  priority text not null,
  status text not null default 'notStarted'::text,
  outcome text, -- How it was answered (T4); the story is in task_answer. lapsed: closed by its own rules, and nobody had answered.
  responsible_id uuid,
  responsible_name text,
  performer_id uuid,
  performer_name text,
  starts_on date,
  due_on date,
  version integer not null default 1, -- Counts changes; the ETag.
  received_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  vacancy_id uuid, -- The vacancy that made the task come again; one task for each (T10).
  constraint task_check CHECK (((status = 'completed'::text) = (outcome IS NOT NULL))),
  constraint task_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint task_origin_check CHECK ((origin = ANY (ARRAY['central'::text, 'local'::text]))),
  constraint task_outcome_check CHECK ((outcome = ANY (ARRAY['participated'::text, 'optedOut'::text, 'lapsed'::text]))),
  constraint task_performer_id_fkey FOREIGN KEY (performer_id) REFERENCES user_account(id),
  constraint task_pkey PRIMARY KEY (organisation_id, number),
  constraint task_priority_check CHECK ((priority = ANY (ARRAY['mandatory'::text, 'recommended'::text, 'voluntary'::text]))),
  constraint task_responsible_id_fkey FOREIGN KEY (responsible_id) REFERENCES user_account(id),
  constraint task_rollout_id_fkey FOREIGN KEY (rollout_id) REFERENCES rollout(id),
  constraint task_status_check CHECK ((status = ANY (ARRAY['notStarted'::text, 'inProgress'::text, 'completed'::text]))),
  constraint task_template_id_fkey FOREIGN KEY (template_id) REFERENCES task_template(id),
  constraint task_vacancy_id_fkey FOREIGN KEY (vacancy_id) REFERENCES role_vacancy(id),
);
CREATE INDEX task_due ON public.task (organisation_id, due_on, number);
CREATE INDEX task_due_all ON public.task (due_on, number);
CREATE INDEX task_list ON public.task (organisation_id, ((status = 'completed'::text)), COALESCE(due_on, 'infinity'::date), number);
CREATE INDEX task_list_all ON public.task (((status = 'completed'::text)), COALESCE(due_on, 'infinity'::date), number);
CREATE UNIQUE INDEX task_number ON public.task (number);
CREATE UNIQUE INDEX task_of_vacancy ON public.task (organisation_id, vacancy_id) WHERE (vacancy_id IS NOT NULL);
CREATE INDEX task_open_due ON public.task (organisation_id, due_on, number) WHERE (status <> 'completed'::text);
CREATE INDEX task_responsible ON public.task (organisation_id, responsible_id) WHERE (responsible_id IS NOT NULL);
CREATE INDEX task_rollout ON public.task (rollout_id, organisation_id);
CREATE INDEX task_template_of ON public.task (template_id);
alter table task enable row level security;
-- policy task_central for all to tvaers_central using ((origin = 'central'::text)) with check ((origin = 'central'::text))
-- policy task_jobs for select to tvaers_jobs using (true)
-- policy task_reach for all to tvaers_app using ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[]))) with check ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[])))
-- policy task_supplier for select to tvaers_supplier using (((origin = 'central'::text) AND (template_id IN ( SELECT t.id FROM task_template t))))

-- Each answer ever given, also those withdrawn by reopening (T4).
create table task_answer (
  organisation_id integer not null,
  id uuid not null,
  task_number bigint not null,
  outcome text not null, -- lapsed is no answer: the task was closed by its own rules, and nobody had answered.
  reason text, -- Why not, for an opt-out; for taking part, why although nobody holds the role the task asks for (T10).
  answered_at timestamp with time zone not null,
  answered_by uuid not null,
  answered_by_name text not null,
  withdrawn_at timestamp with time zone,
  withdrawn_by uuid,
  withdrawn_by_name text,
  confirmed_holder text, -- Set when the task completed itself: the holder whose access was confirmed (T10).
  constraint task_answer_check CHECK (((outcome <> 'optedOut'::text) OR (reason IS NOT NULL))),
  constraint task_answer_organisation_id_task_number_fkey FOREIGN KEY (organisation_id, task_number) REFERENCES task(organisation_id, number),
  constraint task_answer_outcome_check CHECK ((outcome = ANY (ARRAY['participated'::text, 'optedOut'::text, 'lapsed'::text]))),
  constraint task_answer_pkey PRIMARY KEY (organisation_id, id),
);
CREATE UNIQUE INDEX task_answer_current ON public.task_answer (organisation_id, task_number) WHERE (withdrawn_at IS NULL);
CREATE INDEX task_answer_task ON public.task_answer (organisation_id, task_number, answered_at);
alter table task_answer enable row level security;
-- policy task_answer_central for select to tvaers_central using ((EXISTS ( SELECT FROM task t WHERE ((t.organisation_id = task_answer.organisation_id) AND (t.number = task_answer.task_number)))))
-- policy task_answer_jobs for select to tvaers_jobs using (true)
-- policy task_answer_reach for all to tvaers_app using ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[]))) with check ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[])))
-- policy task_answer_supplier for select to tvaers_supplier using ((EXISTS ( SELECT FROM task t WHERE ((t.organisation_id = task_answer.organisation_id) AND (t.number = task_answer.task_number)))))

create table task_template (
  id uuid not null,
  source_number bigint, -- Number of the page it was imported from; the same page makes one template (T12).
  project_id uuid not null,
  bound_role_id uuid, -- The template asks for a holder of this role (T10).
  is_prerequisite_wall boolean not null default false, -- Unmet prerequisites stop the answer instead of warning (T7).
  current_version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid not null,
  created_by_name text not null,
  published_at timestamp with time zone, -- First roll-out; before that no municipality can read it.
  archived_at timestamp with time zone,
  answer_path text, -- The page where its tasks are answered; they complete themselves from there and cannot be completed by hand.
  constraint task_template_bound_role_id_fkey FOREIGN KEY (bound_role_id) REFERENCES role(id),
  constraint task_template_pkey PRIMARY KEY (id),
  constraint task_template_project_id_fkey FOREIGN KEY (project_id) REFERENCES project(id),
  constraint task_template_source_number_key UNIQUE (source_number),
);
alter table task_template enable row level security;
-- policy task_template_central for all to tvaers_central using (true) with check (true)
-- policy task_template_jobs for select to tvaers_jobs using (true)
-- policy task_template_published for select to tvaers_app using ((published_at IS NOT NULL))
-- policy task_template_supplier for select to tvaers_supplier using (((published_at IS NOT NULL) AND (EXISTS ( SELECT FROM project p WHERE (p.id = task_template.project_id)))))

-- Eksterne bilag: links of the central body.
create table task_template_appendix (
  template_id uuid not null,
  position integer not null,
  title text not null,
  href text,
  constraint task_template_appendix_pkey PRIMARY KEY (template_id, "position"),
  constraint task_template_appendix_template_id_fkey FOREIGN KEY (template_id) REFERENCES task_template(id),
);
alter table task_template_appendix enable row level security;
-- policy task_template_appendix_central for all to tvaers_central using (true) with check (true)
-- policy task_template_appendix_published for select to tvaers_app using ((EXISTS ( SELECT FROM task_template t WHERE (t.id = task_template_appendix.template_id))))

create table task_template_link (
  template_id uuid not null,
  kind text not null,
  position integer not null,
  other_template_id uuid,
  title text not null,
  constraint task_template_link_kind_check CHECK ((kind = ANY (ARRAY['prerequisite'::text, 'related'::text]))),
  constraint task_template_link_other_template_id_fkey FOREIGN KEY (other_template_id) REFERENCES task_template(id),
  constraint task_template_link_pkey PRIMARY KEY (template_id, kind, "position"),
  constraint task_template_link_template_id_fkey FOREIGN KEY (template_id) REFERENCES task_template(id),
);
alter table task_template_link enable row level security;
-- policy task_template_link_central for all to tvaers_central using (true) with check (true)
-- policy task_template_link_published for select to tvaers_app using ((EXISTS ( SELECT FROM task_template t WHERE (t.id = task_template_link.template_id))))

-- What KOMBIT wrote (T1); texts are Markdown. Tasks hold no copy (T2).
create table task_template_version (
  template_id uuid not null,
  version integer not null,
  title text not null,
  number_prefix text,
  goal text not null default ''::text,
  description text not null default ''::text,
  assignment text not null default ''::text, -- The section Opgaven.
  method text not null default ''::text,
  outcome text not null default ''::text,
  quality_criteria text not null default ''::text,
  recommended_responsible text,
  recommended_performer text, -- A role, by name, not a person.
  priority text not null,
  starts_on date,
  due_on date,
  phase text not null default ''::text,
  theme text not null default ''::text,
  created_at timestamp with time zone not null,
  created_by uuid not null,
  created_by_name text not null,
  search tsvector generated as ((setweight(to_tsvector('danish'::regconfig, title), 'A'::"char") || setweight(to_tsvector('danish'::regconfig, goal), 'B'::"char")) || to_tsvector('danish'::regconfig, ((((description || ' '::text) || assignment) || ' '::text) || method))),
  constraint task_template_version_pkey PRIMARY KEY (template_id, version),
  constraint task_template_version_priority_check CHECK ((priority = ANY (ARRAY['mandatory'::text, 'recommended'::text, 'voluntary'::text]))),
  constraint task_template_version_template_id_fkey FOREIGN KEY (template_id) REFERENCES task_template(id),
);
CREATE INDEX task_template_version_search ON public.task_template_version USING gin (search);
alter table task_template_version enable row level security;
-- policy task_template_version_central for all to tvaers_central using (true) with check (true)
-- policy task_template_version_jobs for select to tvaers_jobs using (true)
-- policy task_template_version_published for select to tvaers_app using ((EXISTS ( SELECT FROM task_template t WHERE (t.id = task_template_version.template_id))))
-- policy task_template_version_supplier for select to tvaers_supplier using ((EXISTS ( SELECT FROM task_template t WHERE (t.id = task_template_version.template_id))))

-- What became of the latest page imported into a template (T12), so that its report has an address.
create table template_import (
  template_id uuid not null,
  report jsonb not null, -- Which section became what, by label and line. Of the municipality's own part only how much there was (T9).
  imported_at timestamp with time zone not null,
  imported_by_name text not null,
  constraint template_import_pkey PRIMARY KEY (template_id),
  constraint template_import_template_id_fkey FOREIGN KEY (template_id) REFERENCES task_template(id),
);
alter table template_import enable row level security;
-- policy template_import_central for all to tvaers_central using (true) with check (true)

-- A person who has signed in at least once (S2).
create table user_account (
  id uuid not null, -- The UUID asserted at sign-in: the key, never the e-mail.
  organisation_id integer not null,
  name text not null,
  email text,
  title text not null default ''::text, -- What they are called at work: as the last sign-in that said something new, or as their administrator noted since.
  system_roles text[] not null default '{}'::text[], -- User system roles of the latest sign-in, in the organisation of the scope.
  first_signed_in_at timestamp with time zone not null,
  last_signed_in_at timestamp with time zone not null,
  left_at timestamp with time zone, -- When the municipality noted that the person has left; the next sign-in there clears it.
  moves integer not null default 0, -- How often the person has moved to another organisation, left, or come back. Part of assignment_epoch.
  mail_language text not null default 'da'::text, -- The language of the person's mails.
  mail_bounced_at timestamp with time zone, -- When a mail server last said that the address does not exist (R4, N3); cleared when the address changes.
  own_cvr text, -- The organisation whose sign-in vouched for the person last. While they are a user, nobody else may sign in under their UUID.
  asserted_title text not null default ''::text, -- What a sign-in last said; empty: none said anything.
  constraint user_account_mail_language_check CHECK ((mail_language = ANY (ARRAY['da'::text, 'en'::text]))),
  constraint user_account_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint user_account_own_cvr_check CHECK ((own_cvr ~ '^[0-9]{8}$'::text)),
  constraint user_account_pkey PRIMARY KEY (id),
);
CREATE INDEX user_account_organisation ON public.user_account (organisation_id, name, id);
alter table user_account enable row level security;
-- policy user_account_bounced for update to tvaers_jobs using (true) with check (true)
-- policy user_account_central for select to tvaers_central, tvaers_jobs using (true)
-- policy user_account_door for all to tvaers_door using (true) with check (true)
-- policy user_account_leave for update to tvaers_app using ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[]))) with check ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[])))
-- policy user_account_own_language for update to tvaers_app, tvaers_central, tvaers_supplier using ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[]))) with check ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[])))
-- policy user_account_reach for select to tvaers_app, tvaers_supplier using ((organisation_id = ANY (( SELECT app_reach() AS app_reach)::integer[])))

-- Certificates, and metadata with a last day, as they were found when they were last looked for.
create table watched_certificate (
  fingerprint text not null, -- SHA-256 of the certificate; of metadata: of its source and its last day.
  use text not null,
  holder text not null, -- Whose it is, as people call them; empty: ours.
  subject text not null, -- What the certificate says of itself; of metadata: file or address.
  ends_at timestamp with time zone not null,
  first_seen_at timestamp with time zone not null,
  checked_at timestamp with time zone not null,
  gone_at timestamp with time zone, -- Since when it is not found any more: replaced, or no longer in the settings.
  constraint watched_certificate_pkey PRIMARY KEY (fingerprint, use, holder),
  constraint watched_certificate_use_check CHECK ((use = ANY (ARRAY['own'::text, 'ownNext'::text, 'identityProvider'::text, 'metadataSigner'::text, 'metadata'::text]))),
);
CREATE INDEX watched_certificate_ends ON public.watched_certificate (ends_at) WHERE (gone_at IS NULL);
alter table watched_certificate enable row level security;
-- policy watched_certificate_central for select to tvaers_central using (true)
-- policy watched_certificate_jobs for all to tvaers_jobs using (true) with check (true)

-- Places that access has opened, also those no role opens any more: their members are looked at for a year. The team itself: channel is empty.
create table watched_place (
  connector text not null,
  team text not null,
  channel text not null,
  last_open_at timestamp with time zone not null,
  constraint watched_place_pkey PRIMARY KEY (connector, team, channel),
);
alter table watched_place enable row level security;
-- policy watched_place_jobs for all to tvaers_jobs using (true) with check (true)

-- Where new members of a team are welcomed; a team without a row welcomes nobody.
create table welcome_place (
  instance text not null,
  team text not null,
  channel text not null,
  since timestamp with time zone not null, -- Whose access was open before is not new.
  chosen_by uuid not null,
  chosen_by_name text not null,
  constraint welcome_place_pkey PRIMARY KEY (instance, team),
);
alter table welcome_place enable row level security;
-- policy welcome_place_central for all to tvaers_central using (true) with check (true)
-- policy welcome_place_jobs for select to tvaers_jobs using (true)
