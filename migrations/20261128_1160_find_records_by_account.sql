-- Asked for every person that is taken up: whether somebody else has the account by now.
create index provisioning_record_account on provisioning_record (connector, account_id) where account_id is not null;
