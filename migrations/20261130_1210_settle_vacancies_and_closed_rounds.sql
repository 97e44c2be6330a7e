-- What is filled, answered or fallen asks for nothing: a vacancy is settled once somebody holds the role again or it is in
-- use no more, and what a round asks for once none of its lines there waits for an answer. A line whose role was taken away
-- lacks an answer for good: it waits for nothing, and what asked for one is void.
create or replace function notification_settled(reason text, organisation int, subject text, facts jsonb) returns text
  language plpgsql stable security definer set search_path = public
as $$
declare
  found_status text;
  found_outcome text;
  found_due_on text;
  found_undecided int;
  uuids constant text := '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';
  about_role uuid := case when facts ->> 'roleId' ~ uuids then (facts ->> 'roleId')::uuid end;
  about_round uuid := case when facts ->> 'roundId' ~ uuids then (facts ->> 'roundId')::uuid end;
begin
  if reason in ('messageAnswered', 'messageReceived', 'taskLapsed') then
    return null;
  elsif reason = 'roleEnding' or facts ->> 'endsWithRole' = 'true' and reason in ('roleEndingSoon', 'ownRoleEndingSoon') then
    perform from role_ending e
    where e.role_id::text = coalesce(facts ->> 'roleId', subject) and e.over_at is null
      and e.ends_before::text = facts ->> 'endsBefore';
    return case when found then null else 'void' end;
  elsif reason = 'roleVacated' then
    -- Held, and not only to begin some day: as the finding (R4) sees it, but without asking for the day.
    perform from assignment a
    where a.organisation_id = organisation and a.role_id = about_role
      and a.ended_at is null and a.started_at is not null;
    if found then return 'done'; end if;
    perform from role r where r.id = about_role and r.retired_at is not null;
    return case when found then 'void' end;
  elsif reason = 'roundHeld' then
    perform from certification_round_role b
    where b.round_id::text = subject and b.role_id::text = facts ->> 'roleId' and b.brake in ('approved', 'rejected');
    if found then return 'done'; end if;
    perform from certification_round_role b
    where b.round_id::text = subject and b.role_id::text = facts ->> 'roleId' and b.brake = 'superseded';
    return case when found then 'void' end;
  elsif reason in ('certificationOpened', 'certificationReminder', 'certificationLosing', 'brakeApproved')
    -- Where nothing lacked, that the round closed is news.
    or reason = 'certificationClosed' and coalesce(facts ->> 'undecided', '0') <> '0' then
    select c.undecided into found_undecided from certification_municipality c
    where c.organisation_id = organisation and c.round_id = about_round;
    if found_undecided = 0 then
      perform from certification_item i
      where i.organisation_id = organisation and i.round_id = about_round and i.answer is not null;
      return case when found then 'done' else 'void' end;
    end if;
    -- What was to wait for the central body has been decided, and told with its own days.
    if reason = 'certificationClosed' and coalesce(facts ->> 'held', '0') <> '0' then
      perform from certification_item i
      where i.organisation_id = organisation and i.round_id = about_round and i.consequence = 'held';
      if not found then return 'void'; end if;
    end if;
    perform from certification_item i join certification_round r on r.id = i.round_id
    where i.organisation_id = organisation and i.round_id = about_round and i.answer is null
      and coalesce(i.consequence, '') not in ('removed', 'elsewhere', 'returned', 'askedAgain')
      and (r.status <> 'settled' or i.consequence = 'suspended')
      and (notification_settled.reason <> 'brakeApproved' or i.role_id = about_role);
    if not found and found_undecided is not null then
      return case when reason = 'brakeApproved' then 'done' else 'void' end;
    end if;
  end if;
  if facts ->> 'taskNumber' ~ '^[0-9]{1,15}$' then
    select t.status, t.outcome, t.due_on::text into found_status, found_outcome, found_due_on
    from task t where t.number = (facts ->> 'taskNumber')::bigint;
    if found_status = 'completed' then
      return case found_outcome when 'lapsed' then 'void' else 'done' end;
    elsif found and reason in ('taskReminder', 'taskOverdue') and found_due_on is distinct from facts ->> 'dueOn' then
      return 'void';
    end if;
  end if;
  return null;
end
$$;
