-- A line of a leaver round falls away when the person is back (C6).
alter table certification_item drop constraint certification_item_consequence_check;
alter table certification_item add constraint certification_item_consequence_check
  check (consequence in ('kept', 'suspended', 'grace', 'held', 'removed', 'elsewhere', 'returned'));
comment on column certification_item.consequence is
  'What came of it without an answer (C3, C4). grace: goes on removes_on. elsewhere: the role ended outside the round. returned: one who had left signed in again with a privilege.';
