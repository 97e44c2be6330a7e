-- Whether what a notification or mail tells of has been settled since (N1, N2): 'done' when it was answered, decided or
-- filled; 'void' when it is no more so (the day was moved, the task closed without an answer, the ending called off);
-- null while it counts. One rule for mails, the inbox and the number in the header. The answer to a question is news also
-- when the task is done, and so is that it closed.
-- Step by step, so that of each only what its reason needs is looked up: thousands may be unread.
create function notification_settled(reason text, organisation int, subject text, facts jsonb) returns text
  language plpgsql stable security definer set search_path = public
as $$
declare
  found_status text;
  found_outcome text;
  found_due_on text;
begin
  if reason in ('messageAnswered', 'messageReceived', 'taskLapsed') then
    return null;
  elsif reason = 'roleEnding' or facts ->> 'endsWithRole' = 'true' and reason in ('roleEndingSoon', 'ownRoleEndingSoon') then
    perform from role_ending e
    where e.role_id::text = coalesce(facts ->> 'roleId', subject) and e.over_at is null
      and e.ends_before::text = facts ->> 'endsBefore';
    return case when found then null else 'void' end;
  elsif reason = 'roundHeld' then
    perform from certification_round_role b
    where b.round_id::text = subject and b.role_id::text = facts ->> 'roleId' and b.brake in ('approved', 'rejected');
    return case when found then 'done' end;
  elsif reason in ('certificationOpened', 'certificationReminder') then
    perform from certification_municipality c
    where c.organisation_id = organisation and c.undecided = 0 and c.round_id::text = facts ->> 'roundId';
    if found then return 'done'; end if;
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
revoke all on function notification_settled(text, int, text, jsonb) from public;
grant execute on function notification_settled(text, int, text, jsonb)
  to tvaers_app, tvaers_central, tvaers_supplier, tvaers_jobs;

-- The number in the header. It is asked at the door, which reads no notification and nothing of what they tell.
create function count_unread(person uuid, organisation int) returns int
  language sql stable security definer set search_path = public
as $$
  select count(*)::int from notification n
  where n.user_id = person and n.organisation_id = organisation and n.read_at is null
    and notification_settled(n.reason, n.organisation_id, n.subject_id, n.facts) is null
$$;
revoke all on function count_unread(uuid, int) from public;
grant execute on function count_unread(uuid, int) to tvaers_door;
drop policy notification_count on notification;
revoke select (user_id, organisation_id, read_at) on notification from tvaers_door;
