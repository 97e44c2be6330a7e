create function access_state_on(today date)
returns table (organisation_id int, user_id uuid, connector text, epoch int, open boolean, opens jsonb, kind text,
  since timestamptz, next_attempt_at timestamptz, error jsonb, changed_at timestamptz)
language sql stable parallel safe as $$
  select s.organisation_id, s.user_id, s.connector, s.epoch, s.open, s.opens, s.kind,
    case s.kind when 'active' then s.active_since when 'closed' then s.closed_at end,
    case s.kind when 'failed' then s.next_attempt_at end,
    case when s.kind in ('held', 'failed') then s.last_error end,
    s.updated_at
  from (
    select organisation_id, user_id, connector, coalesce(g.epoch, r.epoch) as epoch, coalesce(g.open, false) as open,
      coalesce(g.opens, '[]') as opens, r.active_since, r.closed_at, r.next_attempt_at, r.last_error, r.updated_at,
      case
        when r.user_id is null or r.state = 'preparing'
          or r.presence <> case when coalesce(g.open, false) then 'present' else 'absent' end
          or r.wanted <> coalesce(g.opens, '[]')
          or (r.state = 'waitingManual' and exists (
            select from provisioning_step p
            where p.organisation_id = r.organisation_id and p.user_id = r.user_id and p.connector = r.connector
              and p.epoch = r.epoch and p.step = r.waiting_step and p.ticked_by is not null))
          then case when coalesce(g.open, false) then 'preparing' else 'closing' end
        when r.state = 'waitingManual' then 'awaitingManual'
        when r.state = 'paused' then 'failed'
        else r.state
      end as kind
    from access_grant_on(today) g full join provisioning_record r using (organisation_id, user_id, connector)
    where g.open or r.user_id is not null
  ) s
$$;
comment on function access_state_on(date) is
  'Where each access stands, in the words of the screens: preparing, active, awaitingManual, failed, held, closing, closed. A record that does not follow the assignments of the day yet, and work by hand that is ticked off and not yet taken up, is preparing or closing.';
