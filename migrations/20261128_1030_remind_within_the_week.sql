-- A weekly digest comes too late for what is told three days ahead: whoever chose it gets it daily.
update notification_way set way = 'daily'
where way = 'weekly' and reason in ('taskReminder', 'certificationReminder', 'roleEndingSoon');
