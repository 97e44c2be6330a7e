-- Removals may be held a second time at one version of somebody's assignments, as when a municipality comes to another
-- region once more: the newest hold has them then.
grant update (hold_id) on removal_hold_person to tvaers_jobs;
comment on table removal_hold_person is 'Whom it is about, at one version of their assignments; a new version is a decision of its own. What an operator approved and a worker has carried out can be held anew at the same version.';
