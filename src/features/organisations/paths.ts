export const mailboxPath = '/funktionspostkasse'
export const administratorPath = '/klik-administrator'
