-- Posts in Mattermost: what the central body announces and whom it welcomes, kept before it is sent and proven after.

create table announcement (
  id uuid primary key,
  title text not null,
  body text not null,
  written_at timestamptz not null,
  written_by uuid not null,
  written_by_name text not null
);
comment on table announcement is 'What the central body tells those in Mattermost. Markdown.';
create index announcement_newest on announcement (written_at desc, id desc);

create table posting (
  id uuid primary key,
  number bigint generated always as identity unique,
  kind text not null check (kind in ('announcement', 'welcome')),
  announcement_id uuid references announcement,
  newcomer_in int references organisation,
  newcomer_id uuid references user_account,
  instance text not null,
  team text not null,
  channel text not null,
  message text not null,
  asked_at timestamptz not null,
  asked_by uuid,
  asked_by_name text not null,
  state text not null check (state in ('planned', 'sending', 'posted', 'failed', 'held')),
  attempts int not null default 0,
  next_attempt_at timestamptz,
  claim uuid,
  claimed_until timestamptz,
  first_tried_at timestamptz,
  is_uncertain boolean not null default false,
  channel_id text,
  post_id text,
  posted_at timestamptz,
  last_error jsonb,
  check ((kind = 'announcement') = (announcement_id is not null)),
  check ((kind = 'welcome') = (newcomer_id is not null and newcomer_in is not null)),
  check ((state = 'posted') = (post_id is not null)),
  unique (announcement_id, instance, team, channel)
);
comment on table posting is 'One post in one channel: asked for, sent by a job, and never twice.';
comment on column posting.number is 'Part of what the server knows a repeated request by.';
comment on column posting.newcomer_in is 'The municipality of whom a welcome greets; the post itself is the central body''s.';
comment on column posting.message is 'The text as it is sent: a retry sends the same.';
comment on column posting.is_uncertain is 'An attempt may have reached the server: the channel is looked through before the next.';
comment on column posting.state is 'failed: will be tried again; held: waits for a human.';
comment on column posting.last_error is 'Code, status and error id; never the server''s prose, never a token.';
create unique index posting_welcome_once on posting (newcomer_in, newcomer_id, instance, team, channel)
  where kind = 'welcome';
create index posting_due on posting (next_attempt_at) where state in ('planned', 'sending', 'failed');
create index posting_newest on posting (kind, asked_at desc, id desc);

create table posting_seen (
  organisation_id int not null references organisation,
  posting_id uuid not null references posting,
  user_id uuid not null references user_account,
  user_name text not null,
  seen_at timestamptz not null,
  primary key (organisation_id, posting_id, user_id)
);
comment on table posting_seen is 'Who said in Mattermost that they have seen a post, by the button below it.';
create index posting_seen_of on posting_seen (posting_id, organisation_id);

create table welcome_place (
  instance text not null,
  team text not null,
  channel text not null,
  since timestamptz not null,
  chosen_by uuid not null,
  chosen_by_name text not null,
  primary key (instance, team)
);
comment on table welcome_place is 'Where new members of a team are welcomed; a team without a row welcomes nobody.';
comment on column welcome_place.since is 'Whose access was open before is not new.';

alter table announcement enable row level security;
create policy announcement_central on announcement for all to tvaers_central using (true) with check (true);
grant select, insert on announcement to tvaers_central;

alter table posting enable row level security;
create policy posting_central on posting for all to tvaers_central using (true) with check (true);
create policy posting_jobs on posting for all to tvaers_jobs using (true) with check (true);
create policy posting_door on posting for select to tvaers_door using (post_id is not null);
grant select, insert on posting to tvaers_central;
grant update (state, attempts, next_attempt_at) on posting to tvaers_central;
grant select, insert, update on posting to tvaers_jobs;
grant select (id, kind, announcement_id, instance, message, channel_id, post_id) on posting to tvaers_door;

-- Each side adds its own; the central body, whose posts they are, reads all.
alter table posting_seen enable row level security;
create policy posting_seen_reach on posting_seen for all to tvaers_app
  using (organisation_id = any ((select app_reach())::int[]))
  with check (organisation_id = any ((select app_reach())::int[]));
create policy posting_seen_central on posting_seen for select to tvaers_central using (true);
grant select, insert on posting_seen to tvaers_app;
grant select on posting_seen to tvaers_central;

alter table welcome_place enable row level security;
create policy welcome_place_central on welcome_place for all to tvaers_central using (true) with check (true);
create policy welcome_place_jobs on welcome_place for select to tvaers_jobs using (true);
grant select, insert, update, delete on welcome_place to tvaers_central;
grant select on welcome_place to tvaers_jobs;

-- Asked by the door: whom an account at Mattermost belongs to, as our own map has it, and whether they may be there today.
create function posting_presser(of_account text, today date)
returns table (user_id uuid, name text, organisation_id int, organisation_name text, side text, system_roles text[],
  open boolean)
language sql stable security definer set search_path = public as $$
  select u.id, u.name, o.id, o.name, o.kind, u.system_roles, coalesce(g.open, false)
  from provisioning_record r
    join user_account u on u.id = r.user_id and u.organisation_id = r.organisation_id and u.left_at is null
    join organisation o on o.id = u.organisation_id
    left join lateral (
      select grants.open from access_grant_on(today) grants
      where grants.organisation_id = u.organisation_id and grants.user_id = u.id
        and grants.connector = r.connector) g on true
  where r.connector = 'mattermost' and r.account_id = of_account and r.presence = 'present'
$$;
revoke execute on function posting_presser from public;
grant execute on function posting_presser to tvaers_door;
comment on function posting_presser is 'The person behind an account at Mattermost that pressed a button; nobody who has left or whose access is closed is open.';

-- The numbers stand below the post for all who read it.
create function posting_seen_count(of_posting uuid) returns table (persons int, municipalities int)
language sql stable security definer set search_path = public as $$
  select count(*)::int, count(distinct organisation_id)::int from posting_seen where posting_id = of_posting
$$;
revoke execute on function posting_seen_count from public;
grant execute on function posting_seen_count to tvaers_app, tvaers_central;
comment on function posting_seen_count is 'How many have seen a post, in how many municipalities: numbers, no names.';
