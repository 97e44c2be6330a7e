create table calendar_feed (
  organisation_id int not null references organisation,
  id uuid not null,
  user_id uuid references user_account,
  made_by uuid not null,
  made_by_name text not null,
  made_after_moves int not null,
  made_at timestamptz not null,
  secret_hash bytea unique check (length(secret_hash) = 32),
  version int not null default 1,
  revoked_at timestamptz,
  last_fetched_at timestamptz,
  primary key (organisation_id, id),
  check ((secret_hash is null) = (revoked_at is not null))
);
comment on table calendar_feed is 'A calendar one subscribes to by its secret address (N4): a person''s, or a municipality''s.';
comment on column calendar_feed.user_id is 'Whose it is; null: the municipality''s.';
comment on column calendar_feed.made_by is 'Who made the present address, a user or an API client: it opens for as long as they may see what is in it.';
comment on column calendar_feed.made_after_moves is 'user_account.moves when it was made: who has left and come back makes a new one.';
comment on column calendar_feed.secret_hash is 'SHA-256 of the secret in the address; null: revoked. The secret itself is shown once and kept nowhere.';
comment on column calendar_feed.version is 'Counts addresses made and revoked, so that a form sent twice makes one.';
comment on column calendar_feed.last_fetched_at is 'To the minute.';
create unique index calendar_feed_one on calendar_feed (organisation_id, user_id) nulls not distinct;

create table calendar_entry (
  organisation_id int not null,
  feed_id uuid not null,
  uid text not null,
  digest bytea not null,
  sequence int not null default 0,
  changed_at timestamptz not null,
  gone_at timestamptz,
  primary key (organisation_id, feed_id, uid),
  foreign key (organisation_id, feed_id) references calendar_feed on delete cascade
);
comment on table calendar_entry is 'What a calendar said last time it was fetched, by which SEQUENCE and LAST-MODIFIED rise when it says something else.';
comment on column calendar_entry.gone_at is 'No longer in the calendar; its number goes on should it come back.';

create table calendar_fetch (
  organisation_id int not null,
  feed_id uuid not null,
  reader_hash bytea not null,
  last_at timestamptz not null,
  primary key (organisation_id, feed_id, reader_hash),
  foreign key (organisation_id, feed_id) references calendar_feed on delete cascade
);
comment on table calendar_fetch is 'From how many places a calendar is fetched; forgotten after 30 days.';
comment on column calendar_fetch.reader_hash is 'Of address and program, with the secret for a key: who does not know the secret learns neither.';
create index calendar_fetch_oldest on calendar_fetch (last_at);

alter table calendar_feed enable row level security;
create policy calendar_feed_reach on calendar_feed for all to tvaers_app
  using (organisation_id = any ((select app_reach())::int[]))
  with check (organisation_id = any ((select app_reach())::int[]));
create policy calendar_feed_door on calendar_feed for all to tvaers_door using (true) with check (true);
grant select (organisation_id, id, user_id, made_by, made_by_name, made_after_moves, made_at, version, revoked_at,
  last_fetched_at), insert, update (made_by, made_by_name, made_after_moves, made_at, secret_hash, version, revoked_at,
  last_fetched_at)
  on calendar_feed to tvaers_app;
grant select, update (last_fetched_at) on calendar_feed to tvaers_door;

-- What a calendar says is written where it is fetched, before anybody is known.
alter table calendar_entry enable row level security;
create policy calendar_entry_door on calendar_entry for all to tvaers_door using (true) with check (true);
grant select, insert, update on calendar_entry to tvaers_door;

alter table calendar_fetch enable row level security;
create policy calendar_fetch_door on calendar_fetch for all to tvaers_door using (true) with check (true);
create policy calendar_fetch_reach on calendar_fetch for all to tvaers_app
  using (organisation_id = any ((select app_reach())::int[]))
  with check (organisation_id = any ((select app_reach())::int[]));
create policy calendar_fetch_jobs on calendar_fetch for all to tvaers_jobs using (true) with check (true);
grant select, insert, update on calendar_fetch to tvaers_door;
grant select, delete on calendar_fetch to tvaers_app, tvaers_jobs;

-- Rounds of confirmation stand in the calendars of those who are to answer them.
grant execute on function klik_administrators to tvaers_door;

-- Whether a calendar is open: one definition for the fetch and for the page. It tells yes or no, and nothing of the secret.
create function calendar_feed_is_open(of_organisation int, of_feed uuid, today date, readers text[]) returns boolean
  language sql stable security definer set search_path = public
as $$
  select exists (
    select from calendar_feed f join organisation o on o.id = f.organisation_id
    where f.organisation_id = of_organisation and f.id = of_feed and f.secret_hash is not null
      and o.sign_in_closed_at is null
      and (
        exists (
          select from user_account u
          where u.id = f.made_by and u.organisation_id = f.organisation_id and u.left_at is null
            and u.moves = f.made_after_moves
            and case when f.user_id is null
              then exists (select from klik_administrators(today) k
                where k.organisation_id = u.organisation_id and k.user_id = u.id)
              else u.system_roles && readers end)
        or f.user_id is null and exists (
          select from api_client c
          where c.id = f.made_by and c.organisation_id = f.organisation_id and c.revoked_at is null
            and 'calendarFeed.write' = any (c.permissions))))
$$;
revoke execute on function calendar_feed_is_open from public;
grant execute on function calendar_feed_is_open to tvaers_door, tvaers_app;
comment on function calendar_feed_is_open is 'The address has not been revoked, its maker may still see what is in it, and the organisation''s sign-in is open.';
