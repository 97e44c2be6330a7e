import { bilingual } from '../../kernel/language.ts'
import { type EventWords, named, navngivet, text, words } from './event-words-parts.ts'

/** The words of what is posted in Mattermost, of who has seen it, and of its servers. */
export const mattermostWords = bilingual<Record<string, EventWords>>({
  da: {
    'announcement.written': words(
      'Opslag skrevet',
      (facts) => `skrev opslaget${navngivet(facts, 'title')} til Mattermost`,
    ),
    'posting.askedAgain': words(
      'Opslag prøvet igen',
      (facts) => `bad om et nyt forsøg med opslaget i${navngivet(facts, 'channel')}`,
    ),
    'posting.held': words(
      'Opslag holdt tilbage',
      (facts) => `kunne ikke lave opslaget i${navngivet(facts, 'channel')} uden hjælp`,
    ),
    'posting.lapsed': words(
      'Velkomst bortfaldet',
      (facts) =>
        `lod en velkomst i${navngivet(facts, 'channel')} bortfalde, fordi der var gået mere end et døgn`,
    ),
    'posting.posted': words(
      'Opslag slået op',
      (facts) => `lavede et opslag i kanalen${navngivet(facts, 'channel')} i Mattermost`,
    ),
    'posting.seen': words('Opslag set', 'svarede i Mattermost, at opslaget er set'),
    'server.askedAnew': words('Mattermost-server spurgt', 'bad om at få Mattermost-serveren spurgt igen'),
    'welcome.chosen': words('Velkomst valgt', (facts) =>
      text(facts.channel)
        ? `valgte, at nye i${navngivet(facts, 'team')} bliver budt velkommen i${navngivet(facts, 'channel')}`
        : `slog velkomsten til nye i${navngivet(facts, 'team')} fra`,
    ),
  },
  en: {
    'announcement.written': words(
      'Post written',
      (facts) => `wrote the post${named(facts, 'title')} for Mattermost`,
    ),
    'posting.askedAgain': words(
      'Post tried again',
      (facts) => `asked for another attempt at the post in${named(facts, 'channel')}`,
    ),
    'posting.held': words(
      'Post held back',
      (facts) => `could not post in${named(facts, 'channel')} without help`,
    ),
    'posting.lapsed': words(
      'Welcome lapsed',
      (facts) => `let a welcome in${named(facts, 'channel')} lapse because more than a day had gone by`,
    ),
    'posting.posted': words(
      'Post made',
      (facts) => `posted in the channel${named(facts, 'channel')} of Mattermost`,
    ),
    'posting.seen': words('Post seen', 'answered in Mattermost that they have seen the post'),
    'server.askedAnew': words('Mattermost server asked', 'asked for the Mattermost server to be asked again'),
    'welcome.chosen': words('Welcome chosen', (facts) =>
      text(facts.channel)
        ? `chose that newcomers in${named(facts, 'team')} are welcomed in${named(facts, 'channel')}`
        : `turned the welcome of newcomers in${named(facts, 'team')} off`,
    ),
  },
})
