import { bilingual } from '../../kernel/language.ts'

const da = {
  giveLink: 'Giv rollen til flere',
  endLink: 'Afslut rollen for flere',
  giveTitle: 'Giv rollen til flere',
  giveLead: (role: string) => `Vælg dem hos jer, der skal have rollen »${role}«.`,
  people: 'Personer',
  nobody: 'Alle jeres brugere har rollen allerede.',
  give: 'Giv rollen',
  endTitle: 'Afslut rollen for flere',
  endLead: (access: boolean): string =>
    access
      ? 'De valgte mister adgangen med det samme. Begrundelsen er den samme for alle.'
      : 'De valgte har derefter ikke længere rollen. Begrundelsen er den samme for alle.',
  nobodyHolds: 'Ingen hos jer har rollen.',
  end: 'Afslut rollen for de valgte',
  keep: 'Lad det være',
  given: (count: number) => (count === 1 ? 'Én fik rollen' : `${count} fik rollen`),
  noneGiven: 'Ingen fik rollen',
  ended: (count: number) => (count === 1 ? 'Rollen er afsluttet for én' : `Rollen er afsluttet for ${count}`),
  noneEnded: 'Rollen blev ikke afsluttet for nogen',
  names: (names: string) => `${names}.`,
  not: (name: string, why: string) => `${name}: ${why}`,
  more: (count: number) => `Og ${count} mere.`,
  choosePrimary: 'Vælg, hvem der er primær.',
}

const en: typeof da = {
  giveLink: 'Give the role to several people',
  endLink: 'End the role for several people',
  giveTitle: 'Give the role to several people',
  giveLead: (role) => `Choose those in your municipality who are to have the role “${role}”.`,
  people: 'People',
  nobody: 'All of your users hold the role already.',
  give: 'Give the role',
  endTitle: 'End the role for several people',
  endLead: (access) =>
    access
      ? 'Those chosen lose the access at once. The reason is the same for all.'
      : 'Those chosen will no longer hold the role. The reason is the same for all.',
  nobodyHolds: 'Nobody in your municipality holds the role.',
  end: 'End the role for those chosen',
  keep: 'Leave as it is',
  given: (count) => (count === 1 ? 'One person got the role' : `${count} people got the role`),
  noneGiven: 'Nobody got the role',
  ended: (count) =>
    count === 1 ? 'The role has ended for one person' : `The role has ended for ${count} people`,
  noneEnded: 'The role was not ended for anybody',
  names: (names) => `${names}.`,
  not: (name, why) => `${name}: ${why}`,
  more: (count) => `And ${count} more.`,
  choosePrimary: 'Choose who is primary.',
}

export const batchTexts = bilingual({ da, en })
