import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { mailServers } from '../../scripts/programs.mjs'
import { freePort } from '../e2e/support/free-port.ts'

/** Debian's postfix and dovecot with folders, ports and accounts of their own; nothing of the machine is touched. */
export interface MailHouse {
  readonly smtp: string
  /** Where the mailbox of a name is read. */
  imap(name: string): string
  close(): Promise<void>
}

const sbin = join(mailServers, 'usr/sbin')
const postfix = join(mailServers, 'usr/lib/postfix')
const dovecot = join(mailServers, 'usr/lib/dovecot')
const libraries = [
  postfix,
  dovecot,
  join(mailServers, `usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`),
].join(':')
const doveconf = join(mailServers, 'usr/bin/doveconf')
const master = join(postfix, 'sbin/master')

/** Accounts that every Debian has: postfix wants one for its queue, and mailboxes are nobody's. */
const [list, staff, nobody] = [38, 50, 65_534]

/** What postfix does, and by which of its programs. */
const services = `cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
proxymap unix - - n - - proxymap
anvil unix - - n - 1 anvil
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
postlog unix-dgram n - n - 1 postlogd
`

const settings = (folder: string, domains: readonly string[], mailboxes: readonly string[]): string => `
compatibility_level = 3.6
queue_directory = ${folder}/queue
data_directory = ${folder}/state
command_directory = ${sbin}
daemon_directory = ${postfix}/sbin
shlib_directory = ${postfix}
meta_directory = ${mailServers}/etc/postfix
mail_owner = list
setgid_group = staff
default_privs = nobody
import_environment = MAIL_CONFIG TZ LANG=C LD_LIBRARY_PATH=${libraries}
maillog_file = ${folder}/postfix.log
maillog_file_prefixes = ${folder}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mx.korsbaek.example
mydestination =
alias_maps =
recipient_delimiter = +
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_reject_unlisted_recipient = no
virtual_mailbox_domains = ${domains.join(', ')}
virtual_mailbox_base = ${folder}/mail
virtual_mailbox_maps = inline:{ ${mailboxes.map((address) => `{ ${address} = ${nameIn(address)}/ }`).join(', ')} }
virtual_uid_maps = static:${nobody}
virtual_gid_maps = static:${nobody}
virtual_minimum_uid = 1
`

const nameIn = (address: string): string => address.slice(0, address.indexOf('@'))

async function preparePostfix(folder: string): Promise<void> {
  const queue = join(folder, 'queue')
  const owned = 'active bounce corrupt defer deferred flush hold incoming private saved trace'.split(' ')
  for (const name of [...owned, 'maildrop', 'public', 'pid'])
    await mkdir(join(queue, name), { recursive: true })
  for (const name of owned) await chown(join(queue, name), list, 0)
  for (const name of ['maildrop', 'public']) await chown(join(queue, name), list, staff)
  await chmod(join(queue, 'private'), 0o700)
  for (const [name, owner] of [
    ['state', list],
    ['mail', nobody],
  ] as const) {
    await mkdir(join(folder, name))
    await chown(join(folder, name), owner, owner)
  }
}

async function startPostfix(folder: string, port: number): Promise<ChildProcess> {
  const child = spawn(master, ['-c', join(folder, 'postfix'), '-d'], {
    env: { LD_LIBRARY_PATH: libraries },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  for (let tries = 0; tries < 100; tries++) {
    if (child.exitCode !== null) throw new Error(`postfix ended with ${child.exitCode}: ${said}`)
    if (await answers(port)) return child
    await pause(50)
  }
  child.kill()
  throw new Error(`postfix does not answer: ${said}${await readFile(join(folder, 'postfix.log'), 'utf8')}`)
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('data', () => resolve(socket.end() !== null))
    socket.once('error', () => resolve(false))
    socket.setTimeout(5_000, () => resolve(socket.destroy() === null))
  })

const imapSettings = (folder: string, name: string): string => `
base_dir = ${folder}
log_path = /dev/stderr
libexec_dir = ${dovecot}
mail_plugin_dir = ${dovecot}/modules
protocols = imap
ssl = no
stats_writer_socket_path =
mail_location = maildir:${folder}/mail/${name}
default_login_user = nobody
default_internal_user = list
default_internal_group = list
first_valid_uid = 1
mail_uid = ${nobody}
mail_gid = ${nobody}
`

/**
 * Dovecot's IMAP on a port: a process for each connection, signed in to one mailbox from the start. Its door (imap-login)
 * has the place of its parts built in and cannot be run unpacked.
 */
async function serveMailbox(folder: string, name: string, children: Set<ChildProcess>) {
  const file = join(folder, `${name}.conf`)
  await writeFile(file, imapSettings(folder, name))
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    const words = ['-f', 'service=imap', '-c', file, '-m', 'imap', '-p', '-e', join(dovecot, 'imap')]
    // On a socket it takes itself for one started by inetd, and ends: it gets pipes.
    const child = spawn('/bin/sh', ['-c', 'cat | "$@" | cat', 'sh', doveconf, ...words], {
      env: { PATH: '/usr/bin:/bin', LD_LIBRARY_PATH: libraries, USER: 'nobody', HOME: join(folder, 'mail') },
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    children.add(child)
    sockets.add(socket)
    child.once('exit', () => {
      children.delete(child)
      socket.end()
    })
    socket.once('close', () => {
      sockets.delete(socket)
      child.stdin.end()
    })
    // Either end may go first: what then cannot be written has no reader.
    for (const end of [socket, child.stdin]) end.on('error', () => {})
    socket.pipe(child.stdin)
    child.stdout.pipe(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
    await once(server, 'close')
  }
  return { url: `imap://nobody:none@127.0.0.1:${(server.address() as AddressInfo).port}/INBOX`, close }
}

/** @param mailboxes the addresses that are there; any other in their domains is unknown */
export async function openMailHouse(mailboxes: readonly string[]): Promise<MailHouse> {
  const folder = await mkdtemp(join(tmpdir(), 'tvaers-mx-'))
  await chmod(folder, 0o755)
  const port = await freePort()
  const domains = [...new Set(mailboxes.map((address) => address.slice(address.indexOf('@') + 1)))]
  await preparePostfix(folder)
  await mkdir(join(folder, 'postfix'))
  await writeFile(join(folder, 'postfix/main.cf'), settings(folder, domains, mailboxes))
  await writeFile(join(folder, 'postfix/master.cf'), `127.0.0.1:${port} inet n - n - - smtpd\n${services}`)
  const children = new Set([await startPostfix(folder, port)])
  const served = new Map<string, Awaited<ReturnType<typeof serveMailbox>>>()
  for (const address of mailboxes)
    served.set(nameIn(address), await serveMailbox(folder, nameIn(address), children))
  return {
    smtp: `smtp://127.0.0.1:${port}`,
    imap: (name) => served.get(name)?.url ?? '',
    async close() {
      for (const { close } of served.values()) await close()
      for (const child of children) {
        const ended = once(child, 'exit')
        child.kill()
        await ended
      }
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Why the journey cannot be made here; null: it can. */
export const whyNoMailHouse = (hasMaster: boolean): string | null =>
  process.getuid?.() !== 0
    ? 'postfix starts as root alone'
    : hasMaster
      ? null
      : 'postfix is not unpacked: npm test does it'

export const postfixMaster = master
