/** The names in ZIP archives, whose encoding is stated, or not, or wrongly. */
import { type Entry, getFileNameLowLevel } from 'yauzl';
import { label } from './container.ts';

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
/** Bit 11 of the flags: the name is UTF-8. */
const STATED_UTF8 = 0x800;

/** As much of an entry as its name needs. */
export type Named = Pick<Entry, 'generalPurposeBitFlag' | 'fileNameRaw' | 'extraFields'>;

/**
 * The name as a label, folders parted by `/`. UTF-8 where the entry says so, where its Unicode extra field has it, or where the bytes are valid
 * UTF-8 (many writers do not say so); else code page 437, as the format prescribes.
 */
export function entryName({ generalPurposeBitFlag, fileNameRaw, extraFields }: Named): string {
  const stated = (generalPurposeBitFlag & STATED_UTF8) !== 0 || extraFields.some((field) => field.id === 0x7075);
  const name = stated ? undefined : asUtf8(fileNameRaw);
  return label((name ?? getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true)).replaceAll('\\', '/'));
}

function asUtf8(bytes: Uint8Array): string | undefined {
  try {
    return strictUtf8.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
