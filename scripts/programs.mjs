/** The programs that the tests need and that npm does not bring: where they are, and how they get there. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './install.mjs'

/** Debian's Chromium without a window: the same engine, and a quarter of the work (docs/adr/0042). */
const headlessShell = '/usr/bin/chromium-headless-shell'
const wholeBrowser = '/usr/bin/chromium'

/** The browser of the journeys. */
export const chromium =
  process.env.CHROMIUM_PATH ?? [headlessShell, wholeBrowser].find(existsSync) ?? headlessShell

/** Runs the identity provider of the journeys. */
export const php = process.env.PHP_PATH ?? '/usr/bin/php'

/**
 * The identity provider of the journeys. Installing Debian's package would bring Apache and start it: it is unpacked
 * into the checkout instead, where nothing runs by itself.
 */
const unpacked = join(root, '.tmp', 'simplesamlphp')
export const simplesamlphp =
  process.env.SIMPLESAMLPHP_PATH ??
  ['/usr/share/simplesamlphp', join(unpacked, 'usr/share/simplesamlphp')].find(existsSync) ??
  join(unpacked, 'usr/share/simplesamlphp')

/**
 * The mail servers of the journey of a mail: Debian's postfix and dovecot, unpacked likewise. Postfix wants to be
 * started by root: without those rights, and without apt, the journey is skipped.
 */
export const mailServers = process.env.MAIL_SERVERS_PATH ?? join(root, '.tmp', 'mail-servers')

const isRoot = process.getuid?.() === 0
const hasApt = existsSync('/usr/bin/apt-get')
const mayInstall = isRoot && hasApt
const isChosen = process.env.CHROMIUM_PATH !== undefined

const installed = [
  {
    name: 'Chromium',
    place: `${headlessShell}, CHROMIUM_PATH`,
    packages: ['chromium-headless-shell'],
    // The whole browser does where nothing may be installed.
    isThere: () =>
      isChosen
        ? existsSync(chromium)
        : existsSync(headlessShell) || (!mayInstall && existsSync(wholeBrowser)),
  },
  {
    name: 'PHP with dom and mbstring',
    place: `${php}, PHP_PATH`,
    packages: ['php-cli', 'php-mbstring', 'php-xml'],
    isThere: () => {
      const { stdout } = spawnSync(php, ['-m'], { encoding: 'utf8' })
      return ['dom', 'mbstring'].every((name) => stdout?.split('\n').includes(name))
    },
  },
]

/**
 * Makes sure that everything is there that the tests need. Gets Debian's where that can be done without asking.
 * @throws with the commands to give, where it cannot
 */
export function ensurePrograms(say) {
  const missing = installed.filter(({ isThere }) => !isThere())
  const lacksProvider = !existsSync(join(simplesamlphp, 'www/saml2/idp/metadata.php'))
  const lacksMail = mayInstall && !existsSync(join(mailServers, 'usr/lib/postfix/sbin/master'))
  if (missing.length === 0 && !lacksProvider && !lacksMail) return
  const packages = missing.flatMap((program) => program.packages)
  const update = ['apt-get', 'update', '-q']
  const install = ['apt-get', 'install', '-q', '-y', '--no-install-recommends', ...packages]
  if (missing.length > 0) requireRights(missing, [update, install])
  // Whoever may not bring the list of packages up to date works from the one there is.
  if (mayInstall && (missing.length > 0 || lacksProvider)) runStep(update)
  if (missing.length > 0) {
    say(`Installing ${packages.join(', ')} (once) …`)
    runStep(install)
    const still = missing.find(({ isThere }) => !isThere())
    if (still) throw new Error(`${still.name} was installed, but is not there (${still.place}).`)
  }
  if (lacksProvider) unpackIdentityProvider(say)
  if (lacksMail) tryToGetMail(say)
}

/** Tests against real mail servers count themselves as skipped where there are none; the others need not wait for them. */
function tryToGetMail(say) {
  try {
    runStep(['apt-get', 'update', '-q'])
    unpackMailServers(say)
  } catch (fault) {
    say(`No mail servers, so the tests that need them are skipped: ${fault.message}`)
  }
}

function requireRights(missing, steps) {
  if (mayInstall) return
  const needs = missing.map(({ name, place }) => `${name} (${place})`).join(' and ')
  const way = hasApt
    ? `Install what is missing: ${steps.map((words) => `sudo ${words.join(' ')}`).join(' && ')}`
    : 'Install what is missing, and name the programs by those settings.'
  throw new Error(`The tests need ${needs}. ${way}`)
}

/** Needs no rights: the package is fetched and unpacked, and nothing of it is run. */
function unpackIdentityProvider(say) {
  if (process.env.SIMPLESAMLPHP_PATH || !hasApt)
    throw new Error(
      `The tests need simplesamlphp 1.19 (${simplesamlphp}): name its folder by SIMPLESAMLPHP_PATH.`,
    )
  say('Unpacking simplesamlphp (once) …')
  unpack(['simplesamlphp'], unpacked)
}

/** With the libraries they name, whether or not the machine has them. */
function unpackMailServers(say) {
  const servers = ['postfix', 'dovecot-core', 'dovecot-imapd']
  say(`Unpacking ${servers.join(', ')} (once) …`)
  const { stdout } = spawnSync('apt-cache', ['depends', ...servers], { encoding: 'utf8' })
  const libraries = [...stdout.matchAll(/^ *Depends: (lib[\w.+-]+)$/gm)].map(([, name]) => name)
  // The C library and what asks for passwords are the machine's own.
  const wanted = libraries.filter((name) => !/^lib(c6|pam)/.test(name))
  unpack([...servers, ...new Set(wanted)], mailServers)
}

function unpack(packages, folder) {
  const draft = `${folder}.${process.pid}`
  mkdirSync(draft, { recursive: true })
  try {
    // As root apt works under an account that may not write in the checkout.
    runStep(['apt-get', 'download', '-q', '-o', 'APT::Sandbox::User=root', ...packages], draft)
    for (const file of readdirSync(draft).filter((name) => name.endsWith('.deb')))
      runStep(['dpkg-deb', '--extract', file, join(draft, 'content')], draft)
    rmSync(folder, { recursive: true, force: true })
    renameSync(join(draft, 'content'), folder)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

function runStep([program, ...words], cwd = root) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const { status } = spawnSync(program, words, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'] })
  if (status !== 0) throw new Error(`"${[program, ...words].join(' ')}" ended with ${status}.`)
}
