-- An access that a line cost its holder is told as closed only where the closing was read back; it may go on, or never have been open.
alter table certification_item add column access_outcome text
  check (access_outcome in ('closed', 'continues', 'none'));
update certification_item set access_outcome = 'closed' where access_closed_at is not null;
alter table certification_item add check (access_closed_at is null or access_outcome = 'closed');
comment on column certification_item.access_outcome is
  'What was read back of the access of one who lost the role, or has it on pause (A2): closed; continues, as another assignment opens it; none, it was never opened. Null while it is awaited.';
comment on column certification_item.access_closed_at is 'When the access was read back as closed; null where it was not.';

-- Also those replaced and those on pause wait for it.
drop index certification_item_open_end;
create index certification_item_open_end on certification_item (organisation_id) where (consequence = 'grace'
  or (consequence = 'suspended' and consequence_at is null) or (replaces_by is not null and replaced_at is null)
  or (access_outcome is null and (answer = 'withdraw' or consequence = 'removed' or replaced_at is not null
    or (consequence = 'suspended' and consequence_at is not null))));
