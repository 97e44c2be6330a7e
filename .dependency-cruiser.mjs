/** What may import what (docs/architecture.md). Test files may import anything. */
const tests = '\\.test\\.tsx?$'
const own = '^src/features/([^/]+)/'

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

/** Features meet one way only; what is to the left may be imported by what is to the right. */
const mayImport = {
  organisations: [],
  users: ['organisations'],
  'sign-in': ['users', 'organisations'],
  certificates: ['sign-in', 'organisations'],
  'api-clients': ['organisations'],
  roles: ['organisations', 'users'],
  assignments: ['roles', 'users', 'organisations'],
  'role-mail': ['roles', 'users', 'organisations'],
  notifications: ['role-mail', 'roles', 'sign-in', 'users', 'organisations'],
  calendar: ['organisations'],
  reminders: ['users', 'organisations'],
  access: ['assignments', 'roles', 'users', 'organisations'],
  templates: ['organisations', 'roles'],
  tasks: ['templates', 'assignments', 'users', 'organisations', 'reminders'],
  rollouts: ['tasks', 'templates', 'roles', 'users', 'organisations', 'messages', 'reminders'],
  'role-quality': ['rollouts', 'roles', 'organisations'],
  messages: ['tasks', 'users', 'organisations'],
  departures: ['tasks', 'assignments', 'roles', 'users', 'organisations'],
  certification: [
    'access',
    'assignments',
    'roles',
    'tasks',
    'rollouts',
    'templates',
    'users',
    'organisations',
  ],
  provisioning: ['access', 'assignments', 'roles', 'users', 'organisations'],
  // The two borrow its way to Mattermost, and nothing of its work.
  posting: ['provisioning', 'access', 'users', 'organisations'],
  'server-health': ['provisioning', 'access', 'users', 'organisations'],
  sso: ['access', 'roles', 'users', 'organisations'],
  audit: ['organisations', 'users'],
  evidence: [
    'certification',
    'access',
    'assignments',
    'roles',
    'tasks',
    'templates',
    'users',
    'organisations',
    'audit',
  ],
  start: [
    'tasks',
    'rollouts',
    'assignments',
    'roles',
    'messages',
    'templates',
    'users',
    'organisations',
    'audit',
    'certificates',
  ],
  help: ['users', 'organisations'],
}

const oneWay = Object.entries(mayImport).map(([feature, allowed]) =>
  forbid(
    `features-one-way-${feature}`,
    `${feature} may import ${allowed.join(', ') || 'no other feature'}`,
    { path: `^src/features/${feature}/`, pathNot: tests },
    { path: '^src/features/', pathNot: `^src/features/(${[feature, ...allowed].join('|')})/` },
  ),
)

export default {
  forbidden: [
    forbid(
      'no-cycles',
      'Nothing imports itself in a circle',
      { pathNot: tests },
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    forbid(
      'kernel-alone',
      'The kernel imports the kernel only',
      { path: '^src/kernel/', pathNot: tests },
      { pathNot: '^src/kernel/' },
    ),
    forbid(
      'platform-below',
      'The platform knows no features',
      { path: '^src/platform/' },
      { path: '^src/(features|ui|demo|shell)/' },
    ),
    forbid(
      'ui-pure',
      'The design system knows the kernel only',
      { path: '^src/ui/', pathNot: tests },
      { path: '^src/', pathNot: '^src/(ui|kernel)/' },
    ),
    forbid(
      'domain-pure',
      'Rules and policies know the kernel, each other and faces of other features',
      { path: '^src/features/[^/]+/(domain|policy)[^/]*\\.ts$|^src/features/[^/]+/domain/', pathNot: tests },
      { path: '^src/(platform|ui|demo|shell)/|^node_modules|/(store|queries|actions|web|api)\\.tsx?$' },
    ),
    forbid(
      'sql-in-stores',
      'The database is opened in stores and queries alone',
      { path: '^src/features/', pathNot: `${tests}|/(store|queries)[^/]*\\.ts$|/(store|queries)/` },
      { path: '^src/platform/db/|^node_modules/(kysely|pg)/' },
    ),
    forbid(
      'faces-never-store',
      'Pages and the API go through actions and queries',
      {
        path: '^src/features/[^/]+/(web|api)[^/]*\\.tsx?$|^src/features/[^/]+/(views|web|api)/',
        pathNot: tests,
      },
      { path: '/store[^/]*\\.ts$|/store/', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'features-by-index',
      'Features meet through index.ts',
      { path: own, pathNot: tests },
      { path: '^src/features/[^/]+/', pathNot: '^src/features/$1/|^src/features/[^/]+/index\\.ts$' },
    ),
    forbid(
      'demo-last',
      'Nothing but the start and the commands knows the demo',
      { path: '^src/(features|platform|ui|kernel|shell)/', pathNot: `${tests}|-for-tests\\.ts$|/fixtures/` },
      { path: '^src/demo/' },
    ),
    ...oneWay,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js'] },
  },
}
