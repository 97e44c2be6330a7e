-- Somebody who got another title is asked about at once (C6).
alter table certification_round drop constraint certification_round_kind_check;
alter table certification_round add constraint certification_round_kind_check
  check (kind in ('regular', 'rerun', 'leaver', 'mover'));
comment on column certification_round.kind is
  'leaver, mover: the roles of one person who has left a municipality, or got another title there (C6).';
