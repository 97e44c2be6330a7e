-- The municipality notes who has left; what that does to access is defined with access.
create policy user_account_leave on user_account for update to tvaers_app
  using (organisation_id = any ((select app_reach())::int[]))
  with check (organisation_id = any ((select app_reach())::int[]));
grant update (left_at) on user_account to tvaers_app;
