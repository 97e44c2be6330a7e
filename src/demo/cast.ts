import type { DemoPerson } from '../features/sign-in/index.ts'

const korsbaek = { cvr: '11111111', organisationName: 'Korsbæk Kommune' }
const aarhus = { cvr: '55133018', organisationName: 'Aarhus Kommune' }
const kombit = { cvr: '19435075', organisationName: 'KOMBIT' }
const supplier = { cvr: '22222222', organisationName: 'Netleverandøren A/S' }

/** The named people of demo data, tests and pictures. All are invented. */
export const cast: readonly DemoPerson[] = [
  {
    ...korsbaek,
    id: '0b5a1c00-0000-4000-8000-000000000001',
    name: 'Katrine Holm',
    email: 'katrine.holm@korsbaek.example',
    title: 'KLIK-administrator',
    systemRoles: ['klik_administrator'],
    about: {
      da: 'Svarer på opgaver for Korsbæk og giver kolleger roller. Begynd her.',
      en: 'Answers tasks for Korsbæk and gives colleagues roles. Start here.',
    },
  },
  {
    ...korsbaek,
    id: '0b5a1c00-0000-4000-8000-000000000002',
    name: 'Anders Skov',
    email: 'anders.skov@korsbaek.example',
    title: 'It-sikkerhed',
    systemRoles: ['bruger'],
    about: {
      da: 'Udfører opgaver, skriver til KOMBIT og kan få rollen i Mattermost.',
      en: 'Performs tasks, writes to KOMBIT and can be given the role in Mattermost.',
    },
  },
  {
    ...korsbaek,
    id: '0b5a1c00-0000-4000-8000-000000000003',
    name: 'Mads Friis',
    email: 'mads.friis@korsbaek.example',
    title: 'Netværksadministrator',
    systemRoles: ['bruger'],
    about: {
      da: 'Har et login i kommunen, men har aldrig været på Tværs. Findes først, når han logger på.',
      en: 'Has an account at the municipality but has never been on Tværs. Exists only once he signs in.',
    },
  },
  {
    ...aarhus,
    id: '0b5a1c00-0000-4000-8000-000000000004',
    name: 'Lone Dahl',
    email: 'lone.dahl@aarhus.example',
    title: 'KLIK-administrator',
    systemRoles: ['klik_administrator'],
    about: {
      da: 'Samme rettigheder som Katrine, men i Aarhus. Kan ikke se noget fra Korsbæk.',
      en: 'The same rights as Katrine, but in Aarhus. Can see nothing of Korsbæk’s.',
    },
  },
  {
    ...kombit,
    id: '0b5a1c00-0000-4000-8000-000000000005',
    name: 'Signe Bruun',
    email: 'signe.bruun@kombit.example',
    title: 'Redaktør',
    systemRoles: ['kombit_redaktoer'],
    about: {
      da: 'Skriver opgaver, sender dem ud til kommunerne, svarer på beskeder og følger svarene.',
      en: 'Writes tasks, sends them out to the municipalities, answers messages and follows the answers.',
    },
  },
  {
    ...kombit,
    id: '0b5a1c00-0000-4000-8000-000000000006',
    name: 'Omar Nielsen',
    email: 'omar.nielsen@kombit.example',
    title: 'Drift',
    systemRoles: ['kombit_drift'],
    about: {
      da: 'Holder øje med adgangene: det, der klargøres, det, der fejler, og det, der klares manuelt.',
      en: 'Watches over access: what is being prepared, what is failing and what is done manually.',
    },
  },
  {
    ...kombit,
    id: '0b5a1c00-0000-4000-8000-000000000007',
    name: 'Freja Lund',
    email: 'freja.lund@kombit.example',
    title: 'Analytiker, KommuneCERT',
    systemRoles: ['kommunecert_analytiker'],
    about: {
      da: 'Ser, hvem der har rollen i kommunerne, og dermed hvem varslerne når.',
      en: 'Sees who holds the role in the municipalities, and thus whom the warnings reach.',
    },
  },
  {
    ...kombit,
    id: '0b5a1c00-0000-4000-8000-000000000008',
    name: 'Ib Revisor',
    email: 'ib.revisor@kombit.example',
    title: 'Revisor',
    systemRoles: ['revisor'],
    about: { da: 'Læser revisionssporet og ændrer intet.', en: 'Reads the audit trail and changes nothing.' },
  },
  {
    ...supplier,
    id: '0b5a1c00-0000-4000-8000-000000000009',
    name: 'Nanna Leth',
    email: 'nanna.leth@netleverandoeren.example',
    title: 'Projektleder hos leverandøren',
    systemRoles: ['leverandoer'],
    about: {
      da: 'Følger fremdriften i leverandørens egne projekter.',
      en: 'Follows the progress of the supplier’s own projects.',
    },
  },
]
