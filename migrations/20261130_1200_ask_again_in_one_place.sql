-- A round again takes over the lines that a closed one was still to remove, or held (ADR 57): they wait in one place alone.
alter table certification_item drop constraint certification_item_consequence_check;
alter table certification_item add constraint certification_item_consequence_check
  check (consequence in ('kept', 'suspended', 'grace', 'held', 'removed', 'elsewhere', 'returned', 'askedAgain'));
comment on column certification_item.consequence is
  'What came of it without an answer (C3, C4). grace: goes on removes_on. elsewhere: the role ended outside the round. returned: one who had left signed in again with a privilege. askedAgain: another round took the line over (asked_again_in).';

alter table certification_item add column asked_again_in uuid references certification_round;
alter table certification_item add constraint certification_item_asked_again
  check ((asked_again_in is not null) = (consequence is not distinct from 'askedAgain'));
comment on column certification_item.asked_again_in is 'The round that took the line over before anything came of it here (C5).';

alter table certification_round_role drop constraint certification_round_role_brake_check;
alter table certification_round_role add constraint certification_round_role_brake_check
  check (brake in ('held', 'approved', 'rejected', 'superseded'));
comment on column certification_round_role.brake is
  'held: too many would lose the role at once; waits for operations (C4). superseded: all who were held are asked again in another round, and nothing is to be decided here.';

-- Whom a closed round is still to remove, or holds, no other round asks about: looked up at each start.
create index certification_item_undone on certification_item (round_id) where consequence in ('grace', 'held');
