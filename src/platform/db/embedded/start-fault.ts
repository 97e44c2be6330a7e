/**
 * Something outside the program keeps it from starting: a closed folder, a full disk, a missing package.
 * The message is one sentence for the person at the terminal; it is shown without a stack.
 */
export class StartFault extends Error {
  override readonly name = 'StartFault'
}

/** The `code` of a Node error ('EACCES', 'ENOENT'), or an empty text. */
export function codeOf(fault: unknown): string {
  const code = fault instanceof Error && 'code' in fault ? fault.code : ''
  return typeof code === 'string' ? code : ''
}

const reasons: Record<string, string> = {
  EACCES: 'access is denied',
  EPERM: 'the operation is not permitted',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EEXIST: 'a file is in its place',
  ENOTDIR: 'a part of the path is a file',
  ENOENT: 'it does not exist',
  EINVAL: 'the system does not allow it',
}

/** Why a file operation failed, in words that fit after a colon. */
export function reasonOf(fault: unknown): string {
  return reasons[codeOf(fault)] ?? (fault instanceof Error ? fault.message : String(fault))
}
