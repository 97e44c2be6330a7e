-- An operator's word that an account may be taken over is for the case it was given in. Before, it stayed, and would have
-- opened the next account that had the person's address.
update provisioning_record set may_adopt = false where account_id is not null or state in ('active', 'closed');
comment on column provisioning_record.may_adopt is
  'A human approved that an account with the same address is taken over; until the person has an account.';
