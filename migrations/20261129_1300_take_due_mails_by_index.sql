-- Ten mails are taken from the front of those that are due, however many wait behind them.
drop index notification_mail_due;
create index notification_mail_due on notification_mail (next_attempt_at, id) where state in ('planned', 'failed');
create index notification_mail_claimed on notification_mail (claimed_until) where state = 'sending';
