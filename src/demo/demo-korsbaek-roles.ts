/** Who holds what in Korsbæk when the visitor comes; the role of Mattermost and others are vacant. */
export const korsbaekRoles: readonly { name: string; holder: 'Katrine' | 'Anders'; isPrimary?: boolean }[] = [
  { name: 'KLIK-administrator', holder: 'Katrine' },
  { name: 'Infrastrukturansvarlig', holder: 'Anders' },
  { name: 'DUBU-systemansvarlig', holder: 'Anders', isPrimary: true },
]
