import { bilingual } from '../../kernel/language.ts'
import { type EventWords, words } from './event-words-parts.ts'

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
    'notification.allRead': words('Notifikationer læst', 'markerede notifikationer som læst'),
    'notification.choicesSaved': words('Notifikationer valgt', 'valgte, hvordan Tværs skal give besked'),
    'notification.read': words('Notifikation læst', 'læste en notifikation'),
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
    'assignment.endingSoon': words('Role ends soon', 'told that the role is about to end'),
    'notification.allRead': words('Notifications read', 'marked notifications as read'),
    'notification.choicesSaved': words('Notifications chosen', 'chose how Tværs is to tell them'),
    'notification.read': words('Notification read', 'read a notification'),
    'user.mailLanguageChosen': words('Mail language chosen', 'chose the language of their mails'),
  },
})
