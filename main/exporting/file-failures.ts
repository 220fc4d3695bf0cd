import path from 'node:path';
import { CuttingsError } from '../../corpus/errors.ts';

/**
 * What a failed write means for the analyst: kind `no-folder`, `permission`, `disk-full`, `is-folder`, `busy` or `unwritable`.
 * Errors that are not the file system's are given back as they are.
 */
export function writeFailure(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  const name = path.basename(file);
  const folder = path.dirname(file);
  const as = (kind: string, message: string): CuttingsError => new CuttingsError(kind, message, { cause: error });
  switch (error.code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return as('no-folder', `There is no folder ${folder}. Nothing was written.`);
    case 'EACCES':
    case 'EPERM':
      return as('permission', `Writing to ${folder} is not allowed. Nothing was written; choose another folder.`);
    case 'EROFS':
      return as('permission', `${folder} lies on a disk that can only be read. Nothing was written; choose another folder.`);
    case 'ENOSPC':
    case 'EDQUOT':
      return as('disk-full', `The disk of ${folder} is full. What was written of ${name} has been removed; free some space and try again.`);
    case 'EISDIR':
      return as('is-folder', `${file} is a folder. Give the name of a file.`);
    case 'EBUSY':
    case 'ETXTBSY':
      return as('busy', `${name} is open in another program. Close it there and try again.`);
    case 'ENAMETOOLONG':
      return as('unwritable', `The name ${name} is too long for this disk.`);
    default:
      return as('unwritable', `${name} could not be written (${error.code}): ${error.message}`);
  }
}
