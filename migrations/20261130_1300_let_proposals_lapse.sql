-- A proposal falls by itself when there is nothing left to decide: one of the two has left the municipality (R6).
alter table resignation drop constraint resignation_outcome_check,
  add constraint resignation_outcome_check check (outcome in ('given', 'dismissed', 'lapsed'));
