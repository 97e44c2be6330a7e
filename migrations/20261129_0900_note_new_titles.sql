-- The KLIK-administrator notes that a colleague has got other work: the title follows (C6). A sign-in that says what it said
-- before does not take it back.
grant update (title) on user_account to tvaers_app;
alter table user_account add column asserted_title text not null default '';
update user_account set asserted_title = title;
comment on column user_account.title is 'What they are called at work: as the last sign-in that said something new, or as their administrator noted since.';
comment on column user_account.asserted_title is 'What a sign-in last said; empty: none said anything.';
