-- What a post says is news for a day. After a long standstill nothing old is posted: a welcome lapses by itself, an
-- announcement waits for somebody to say that it still matters.
alter table posting add column news_since timestamptz;
update posting set news_since = asked_at;
alter table posting alter column news_since set not null;
comment on column posting.news_since is
  'From when what it says was news: asked for, asked for again, or when the newcomer came in.';
grant update (news_since) on posting to tvaers_central;
alter table posting drop constraint posting_state_check,
  add constraint posting_state_check check (state in ('planned', 'sending', 'posted', 'failed', 'held', 'lapsed'));
comment on column posting.state is 'failed: will be tried again; held: waits for a human; lapsed: too old to be posted by itself.';
