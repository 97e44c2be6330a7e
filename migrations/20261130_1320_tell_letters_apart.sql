-- Two letters to the holders of one role are not about the same thing: each is to be read.
alter table notification drop column thing;
alter table notification add column thing text not null generated always as (case
  when reason = 'letter' then subject_type || ':' || subject_id
  when facts ? 'taskNumber' then 'task:' || (facts ->> 'taskNumber')
  when facts ? 'roleId' then 'role:' || (facts ->> 'roleId')
  when facts ? 'roundId' then 'round:' || (facts ->> 'roundId')
  else subject_type || ':' || subject_id end) stored;
comment on column notification.thing is 'What it is about, for grouping: the letter itself, else the task, role or round that the facts name, otherwise the event''s subject.';
create index notification_groups on notification (user_id, reason, thing, at desc) where read_at is null;
