/** A number from 0 to 99 that is the same at each run and looks like chance. */
const dice = (one: string, other: string) => `abs(hashint8((${one} * 7919 + ${other})::bigint)) % 100`

/** An id that is the same at each run, in the form of a random one. @param name SQL of a text */
const id = (name: string) => `overlay(overlay(md5(${name}) placing '4' from 13) placing '8' from 17)::uuid`

const people = `
insert into user_account (id, organisation_id, name, email, system_roles, first_signed_in_at, last_signed_in_at)
select gen_random_uuid(), o.id,
  (array['Anne', 'Bo', 'Carl', 'Dorte', 'Erik', 'Fie', 'Gert', 'Hanne'])[1 + (o.id + n) % 8] || ' '
    || (array['Jensen', 'Møller', 'Ågaard', 'Sørensen', 'Lund', 'Krogh', 'Bæk'])[1 + (o.id * 3 + n) % 7],
  'person' || n || '@kommune' || o.id || '.example',
  array[case n when 1 then 'klik_administrator' else 'bruger' end], now() - interval '200 days', now()
from organisation o cross join generate_series(1, 4) n
where o.kind = 'municipality' and (n = 1 or not o.is_test)`

const content = `
insert into project (id, name)
select gen_random_uuid(), name from (select distinct template ->> 'project' as name from wanted) p;
insert into task_template (id, project_id, created_at, created_by, created_by_name, published_at)
select ${id(`'template' || position`)}, p.id, now() - interval '1 year', ${id(`'editor'`)}, 'Signe Bruun',
  now() - interval '1 year'
from wanted join project p on p.name = template ->> 'project';
insert into task_template_version (template_id, version, title, goal, description, assignment, method, outcome,
  quality_criteria, recommended_responsible, recommended_performer, priority, phase, theme, created_at, created_by,
  created_by_name)
select ${id(`'template' || position`)}, 1, template ->> 'title', template ->> 'goal', template ->> 'description',
  template ->> 'assignment', template ->> 'method', template ->> 'outcome', template ->> 'criteria', 'It-chef',
  'KLIK-administrator', template ->> 'priority', template ->> 'phase', template ->> 'theme',
  now() - interval '1 year', ${id(`'editor'`)}, 'Signe Bruun'
from wanted;
insert into task_template_link (template_id, kind, position, other_template_id, title)
select ${id(`'template' || position`)}, 'related', 1, ${id(`'template' || (position - 1)`)}, 'En anden opgave'
from wanted where position % 3 = 1;
insert into task_template_appendix (template_id, position, title, href)
select ${id(`'template' || position`)}, n, 'Bilag ' || n, 'https://example.org/bilag/' || n
from wanted cross join generate_series(1, 3) n;
insert into question (id, template_id, question, answer, answered_at, answered_by, answered_by_name)
select gen_random_uuid(), ${id(`'template' || position`)}, 'Gælder det også de selvejende institutioner?',
  'Ja, når de bruger kommunens net.', now() - interval '20 days', ${id(`'editor'`)}, 'Signe Bruun'
from wanted where position % 4 = 0`

/** Deadlines from half a year ago to five months ahead. */
const rollouts = `
insert into rollout (id, template_id, audience, priority, starts_on, due_on, published_at, published_by,
  published_by_name, task_count)
select ${id(`'rollout' || position`)}, ${id(`'template' || position`)}, '{"kind": "all"}', template ->> 'priority',
  current_date - 260 + position * 37 % 330, current_date - 180 + position * 37 % 330,
  now() - interval '270 days' + (position * 37 % 270) * interval '1 day', ${id(`'editor'`)}, 'Signe Bruun',
  (select count(*) from organisation o where o.kind = 'municipality' and (for_extra or not o.is_test))
from wanted`

/** What is long due is mostly answered, what is far ahead mostly not begun. */
const tasks = `
insert into task (organisation_id, template_id, rollout_id, priority, status, outcome, responsible_id,
  responsible_name, performer_id, performer_name, starts_on, due_on, version, received_at, changed_at)
select o.id, r.template_id, r.id, r.priority,
  case when d.dice < d.answered then 'completed' when d.dice < d.answered + 15 then 'inProgress' else 'notStarted' end,
  case when d.dice < d.answered / 6 then 'optedOut' when d.dice < d.answered then 'participated' end,
  u.id, u.name, u.id, u.name, r.starts_on, r.due_on, 1, r.published_at, r.published_at
from wanted w
  join rollout r on r.id = ${id(`'rollout' || w.position`)}
  join organisation o on o.kind = 'municipality' and (w.for_extra or not o.is_test)
  cross join lateral (select ${dice('o.id', 'w.position')} as dice,
    case when r.due_on < current_date then 88 when r.due_on < current_date + 30 then 55 else 12 end as answered) d
  left join user_account u on u.organisation_id = o.id and d.dice % 5 < 2
    and u.email = 'person' || (1 + d.dice % 4) || '@kommune' || o.id || '.example'
order by w.position, o.id`

const answers = `
insert into task_answer (organisation_id, id, task_number, outcome, reason, answered_at, answered_by, answered_by_name)
select organisation_id, gen_random_uuid(), number, outcome,
  case outcome when 'optedOut' then 'Vi bruger ikke løsningen i kommunen.' end,
  received_at + (${dice('number', '3')}) * interval '12 hours', ${id(`'somebody'`)}, 'Anne Jensen'
from task where status = 'completed'`

const eventColumns = `at, organisation_id, type, subject_type, subject_id, actor_kind, actor_id, actor_name,
  actor_organisation_id, actor_organisation_name, origin, changes, facts`

const events = `
insert into event (${eventColumns})
select t.received_at, t.organisation_id, 'task.received', 'task', t.number::text, 'user', ${id(`'editor'`)},
  'Signe Bruun', k.id, k.name, 'web', '{}', jsonb_build_object('rolloutId', t.rollout_id, 'templateId', t.template_id)
from task t cross join (select id, name from organisation where kind = 'central') k;
insert into event (${eventColumns})
select a.answered_at, a.organisation_id,
  case a.outcome when 'optedOut' then 'task.optedOut' else 'task.completed' end, 'task', a.task_number::text, 'user',
  a.answered_by, a.answered_by_name, o.id, o.name, 'web',
  '{"status": {"from": "notStarted", "to": "completed"}}', '{}'
from task_answer a join organisation o on o.id = a.organisation_id;
insert into event (${eventColumns})
select t.received_at + interval '2 days', t.organisation_id, 'task.peopleChanged', 'task', t.number::text, 'user',
  ${id(`'somebody'`)}, 'Anne Jensen', o.id, o.name, 'web',
  jsonb_build_object('responsible', jsonb_build_object('from', null, 'to', t.responsible_name)), '{}'
from task t join organisation o on o.id = t.organisation_id where t.responsible_name is not null`

/** One task in five has a question, most with an answer; one in eight a note. */
const exchange = `
insert into message (organisation_id, id, task_number, author_side, author_id, author_name,
  author_organisation_name, body, sent_at)
select t.organisation_id, gen_random_uuid(), t.number, case n when 1 then 'municipality' else 'central' end,
  ${id(`'somebody'`)}, case n when 1 then 'Anne Jensen' else 'Signe Bruun' end,
  case n when 1 then o.name else 'KOMBIT' end,
  case n when 1 then 'Hvordan gør vi, når leverandøren først kan i næste uge?' else 'Skriv datoen her, så er det godt.' end,
  t.received_at + n * interval '1 day'
from task t join organisation o on o.id = t.organisation_id cross join generate_series(1, 2) n
where t.number % 5 = 0 and (n = 1 or t.number % 4 <> 0);
insert into message_thread (organisation_id, task_number, owner_name, waiting_since, answer_due_on)
select organisation_id, number, 'Signe Bruun',
  case when number % 4 = 0 then received_at + interval '1 day' end,
  case when number % 4 = 0 then received_at::date + 3 end
from task where number % 5 = 0;
insert into internal_note (organisation_id, id, task_number, side_organisation_id, author_id, author_name, body, written_at)
select organisation_id, gen_random_uuid(), number, organisation_id, ${id(`'somebody'`)}, 'Anne Jensen',
  'Aftalt med driften: vi tager den i næste servicevindue.', received_at + interval '3 days'
from task where number % 8 = 0`

/** In this order: what comes later names what came before. */
/** Without figures on what was just inserted, joins over 100,000 municipalities are planned as for a hundred. */
const figures = 'analyze'

/** What is filled in, in order. */
export const loadStatements: Readonly<Record<string, string>> = {
  people,
  content,
  rollouts,
  figures,
  tasks,
  answers,
  events,
  exchange,
}
