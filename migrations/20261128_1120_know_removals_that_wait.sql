-- A hold of many removals is over for whoever has the access again, or asks for something else since: one answer for
-- every page and figure.
create function held_removal(today date)
returns table (hold_id uuid, connector text, organisation_id int, user_id uuid, decision text)
language sql stable as $$
  select h.id, p.connector, p.organisation_id, p.user_id, h.decision
  from removal_hold h
    join removal_hold_person p on p.hold_id = h.id
    join provisioning_record r on r.organisation_id = p.organisation_id and r.user_id = p.user_id
      and r.connector = p.connector and r.presence = 'present'
    left join lateral (
      select grants.epoch, grants.open, grants.opens from access_grant_on(today) grants
      where grants.organisation_id = p.organisation_id and grants.user_id = p.user_id
        and grants.connector = p.connector) g on true
  where h.decision is distinct from 'approved'
    and p.epoch = coalesce(g.epoch, assignment_epoch(p.organisation_id, p.user_id, today))
    and (g.open is not true or r.wanted <> g.opens)
$$;
comment on function held_removal(date) is
  'Whom the brake still holds back on a day: undecided or refused, and due all the same. Runs with the rights of the caller.';
