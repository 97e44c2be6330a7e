import { bilingual } from '../../kernel/language.ts'
import { type EventWords, text, words } from './event-words-parts.ts'

/** The words of what people are told, and of the calendars they follow. */
export const tellingWords = bilingual<Record<string, EventWords>>({
  da: {
    'calendarFeed.created': words('Kalenderadresse lavet', ({ kind }) =>
      kind === 'municipality' ? 'lavede kommunens kalenderadresse' : 'lavede sin egen kalenderadresse',
    ),
    'calendarFeed.renewed': words('Kalenderadresse skiftet', ({ kind }) =>
      kind === 'municipality' ? 'skiftede kommunens kalenderadresse' : 'skiftede sin egen kalenderadresse',
    ),
    'calendarFeed.revoked': words('Kalenderadresse fjernet', ({ kind }) =>
      kind === 'municipality' ? 'fjernede kommunens kalenderadresse' : 'fjernede sin egen kalenderadresse',
    ),
    'assignment.endingSoon': words('Rolle slutter snart', 'meldte, at rollen snart slutter'),
    'notification.addressConfirmed': words('Mailadresse bekræftet', 'oplyste, at mailadressen virker'),
    'notification.allRead': words('Notifikationer læst', 'markerede notifikationer som læst'),
    'notification.choicesSaved': words('Notifikationer valgt', 'valgte, hvordan Tværs skal give besked'),
    'notification.read': words('Notifikation læst', 'læste en notifikation'),
    'notification.reachedNobody': words('Ingen at give besked til', ({ municipalities }) =>
      municipalities === 1
        ? 'havde ingen at give besked til i 1 kommune'
        : `havde ingen at give besked til i ${text(municipalities)} kommuner`,
    ),
    'reminderLadder.changed': words('Regler for påmindelser ændret', 'ændrede reglerne for påmindelser'),
    'reminders.reachedCentral': words('Påmindelser nåede KOMBIT', ({ tasks }) =>
      tasks === 1 ? 'satte 1 opgave på KOMBITs liste' : `satte ${text(tasks)} opgaver på KOMBITs liste`,
    ),
    'task.reminderDue': words('Påmindelse om opgave', ({ title }) => `mindede om opgaven »${text(title)}«`),
    'notificationMail.returned': words('Mail kom retur', ({ code }) => `fik en mail retur (${code})`),
    'notificationMail.complained': words('Mail meldt som uønsket', 'fik en mail meldt som uønsket'),
    'notificationMail.arrived': words('Mail nåede frem', 'fik at vide, at en mail nåede frem'),
    'notificationMail.resent': words('Mail sendt igen', 'sendte en opgivet mail igen'),
    'user.mailLanguageChosen': words('Mailsprog valgt', 'valgte sproget i sine mails'),
  },
  en: {
    'calendarFeed.created': words('Calendar address made', ({ kind }) =>
      kind === 'municipality'
        ? 'made the municipality’s calendar address'
        : 'made their own calendar address',
    ),
    'calendarFeed.renewed': words('Calendar address changed', ({ kind }) =>
      kind === 'municipality'
        ? 'changed the municipality’s calendar address'
        : 'changed their own calendar address',
    ),
    'calendarFeed.revoked': words('Calendar address removed', ({ kind }) =>
      kind === 'municipality'
        ? 'removed the municipality’s calendar address'
        : 'removed their own calendar address',
    ),
    'assignment.endingSoon': words('Role ends soon', 'gave notice that the role is about to end'),
    'notification.addressConfirmed': words('Email address confirmed', 'said that the email address works'),
    'notification.allRead': words('Notifications read', 'marked notifications as read'),
    'notification.choicesSaved': words('Notifications chosen', 'chose how Tværs should notify them'),
    'notification.read': words('Notification read', 'read a notification'),
    'notification.reachedNobody': words('Nobody to tell', ({ municipalities }) =>
      municipalities === 1
        ? 'found nobody to tell in 1 municipality'
        : `found nobody to tell in ${text(municipalities)} municipalities`,
    ),
    'reminderLadder.changed': words('Reminder rules changed', 'changed the reminder rules'),
    'reminders.reachedCentral': words('Reminders reached KOMBIT', ({ tasks }) =>
      tasks === 1 ? 'put 1 task on KOMBIT’s list' : `put ${text(tasks)} tasks on KOMBIT’s list`,
    ),
    'task.reminderDue': words(
      'Task reminder sent',
      ({ title }) => `sent a reminder about the task “${text(title)}”`,
    ),
    'notificationMail.returned': words('Email returned', ({ code }) => `had an email returned (${code})`),
    'notificationMail.complained': words('Email reported as unwanted', 'had an email reported as unwanted'),
    'notificationMail.arrived': words('Email arrived', 'was told that an email arrived'),
    'notificationMail.resent': words('Email sent again', 'sent again an email that had been given up'),
    'user.mailLanguageChosen': words('Email language chosen', 'chose the language of their emails'),
  },
})
