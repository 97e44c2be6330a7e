-- A person says themselves that mails reach them: the mark on their address goes.
grant update (mail_bounced_at) on user_account to tvaers_app, tvaers_central, tvaers_supplier;
