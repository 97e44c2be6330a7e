-- A role's channels may follow a rule: one for each municipality, or for each region. Several Mattermost servers.

create function place_slug(words text) returns text language sql immutable parallel safe
return nullif(trim(both '-' from regexp_replace(
  replace(replace(replace(lower(translate(words, 'ÆØÅ', 'æøå')), 'æ', 'ae'), 'ø', 'oe'), 'å', 'aa'),
  '[^a-z0-9]+', '-', 'g')), '');
comment on function place_slug(text) is
  'Words as part of the address of a channel: Ringkøbing-Skjern becomes ringkoebing-skjern. Null when nothing is left.';

alter table organisation add column slug text;
update organisation o set slug = s.slug || case when s.place > 1 then '-' || o.id else '' end
from (
  select id, place_slug(short_name) as slug, row_number() over (partition by place_slug(short_name) order by id) as place
  from organisation) s
where s.id = o.id;
create unique index organisation_slug on organisation (slug);
comment on column organisation.slug is
  'What {kommune} becomes in the name of a channel. Given once and kept when the organisation takes another name: the channel stays the same.';

create function give_slug() returns trigger language plpgsql as $$
begin
  new.slug := coalesce(new.slug, place_slug(new.short_name));
  -- Two that are spelt alike must not share a channel.
  if exists (select from organisation o where o.slug = new.slug and o.cvr <> new.cvr) then
    new.slug := new.slug || '-' || new.id;
  end if;
  return new;
end $$;
create trigger organisation_slug before insert on organisation for each row execute function give_slug();

create function opened_channels(channels text[], municipality text, region text)
returns table (typed text, channel text)
language sql immutable parallel safe as $$
  select c, replace(replace(c, '{kommune}', coalesce(municipality, '')), '{region}', coalesce(region, ''))
  from unnest(channels) as c
  where (municipality is not null or position('{kommune}' in c) = 0)
    and (region is not null or position('{region}' in c) = 0)
$$;
comment on function opened_channels(text[], text, text) is
  'What a role''s channels are for one municipality: {kommune} and {region} stand for its own. A channel for each region is none where there is no region.';

create or replace function access_grant_on(today date)
returns table (organisation_id int, user_id uuid, connector text, epoch int, open boolean, opens jsonb)
language sql stable parallel safe as $$
  select g.organisation_id, g.user_id, g.connector, assignment_epoch(g.organisation_id, g.user_id, today),
    g.open, g.opens
  from (
    select a.organisation_id, a.user_id, d.connector,
      bool_or(a.ended_at is null and a.suspended_at is null and a.starts_on <= today
        and coalesce(a.ends_before > today, true) and u.id is not null) as open,
      coalesce(
        jsonb_agg(distinct jsonb_build_object('team', d.team, 'channels', (
          select coalesce(jsonb_agg(distinct c.channel collate "C" order by c.channel collate "C"), '[]')
          from opened_channels(d.channels, o.slug, place_slug(o.region)) c)))
        filter (where a.ended_at is null and a.suspended_at is null and a.starts_on <= today
          and coalesce(a.ends_before > today, true) and u.id is not null),
        '[]') as opens
    from assignment a
      join role_access d on d.role_id = a.role_id
      join organisation o on o.id = a.organisation_id
      left join present_user() u on u.id = a.user_id and u.organisation_id = a.organisation_id
    group by a.organisation_id, a.user_id, d.connector
  ) g
$$;
comment on function access_grant_on(date) is
  'Each person''s access on a civil day: open while an assignment of a role that opens the connector is current (R2: half-open) and not on pause (C3), and the person is a user of the municipality who has not left. Channels by rule are those of the municipality. Runs with the rights of the caller.';

-- 'mattermost' is the server of MATTERMOST_URL, 'mattermost-' and a key one of MATTERMOST_SERVERS.
alter table role_access drop constraint role_access_connector_check,
  add constraint role_access_connector_check check (connector ~ '^(manual|mattermost(-[a-z][a-z0-9]{0,19})?)$');
alter table provisioning_record drop constraint provisioning_record_connector_check,
  add constraint provisioning_record_connector_check check (connector ~ '^(manual|mattermost(-[a-z][a-z0-9]{0,19})?)$');

create table provisioning_place (
  connector text not null check (connector ~ '^mattermost(-[a-z][a-z0-9]{0,19})?$'),
  team text not null,
  channel text not null default '',
  place_id text not null,
  name text not null,
  state text not null check (state in ('open', 'archived', 'missing')),
  seen_at timestamptz not null,
  primary key (connector, team, channel)
);
comment on table provisioning_place is
  'Which team or channel a name in a role was found to be: from then on it is followed by its id, whatever it is called.';
comment on column provisioning_place.team is 'As the role names it, by name or id.';
comment on column provisioning_place.channel is 'As the role names it; empty: the team itself.';
comment on column provisioning_place.name is 'What the server called it last.';
comment on column provisioning_place.seen_at is 'When that, or its state, was last found to be another.';
alter table provisioning_place enable row level security;
create policy provisioning_place_central on provisioning_place for select to tvaers_central using (true);
create policy provisioning_place_jobs on provisioning_place for all to tvaers_jobs using (true) with check (true);
grant select on provisioning_place to tvaers_central;
grant select, insert, update on provisioning_place to tvaers_jobs;
