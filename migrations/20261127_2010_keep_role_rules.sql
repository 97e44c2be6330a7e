-- What a role asks for and opens belongs to its versions as its description does (R1).
create function role_rules(of_role uuid) returns jsonb language sql stable parallel safe as $$
  select jsonb_build_object('name', r.name, 'kind', r.kind, 'solution', r.solution,
    'minimumHolders', r.minimum_holders, 'maximumHolders', r.maximum_holders, 'hasPrimary', r.has_primary,
    'certificationMonths', r.certification_months, 'nonResponse', r.non_response, 'graceDays', r.grace_days,
    'access', coalesce((
      select jsonb_agg(jsonb_build_object('connector', a.connector, 'team', a.team, 'channels', a.channels)
        order by a.connector desc, a.team) from role_access a where a.role_id = r.id), '[]'))
  from role r where r.id = of_role
$$;
comment on function role_rules(uuid) is 'The rules of a role as they stand, as its next version keeps them.';

alter table role_version add column rules jsonb;
-- Of versions from before this, the rules that stand are the best that is known.
update role_version set rules = role_rules(role_id);
alter table role_version alter column rules set not null;
comment on column role_version.rules is 'Name, kind, holders, confirmation and access as they were in this version; the newest are those of the role itself.';
