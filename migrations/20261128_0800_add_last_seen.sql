-- When whoever has access was last active at the target: help for those who confirm roles (C1), and proof of nothing.

alter table provisioning_record add column last_seen_at timestamptz;
alter table provisioning_record add column last_seen_read_at timestamptz;
comment on column provisioning_record.last_seen_at is 'When the person was last active at the target, as it told; never set back. Personal data, for whoever confirms the role alone.';
comment on column provisioning_record.last_seen_read_at is 'When the target last told of it; null while it has not. Told and never active: last_seen_at is null.';
