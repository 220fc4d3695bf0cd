/** The beginning of a table on disk, to have its columns explained. */
import { CuttingsError } from '../../corpus/errors.ts';
import { previewTable, type TablePreview } from '../../corpus/mapping/read.ts';
import { readError } from './file-errors.ts';
import { fileStore } from './readers/byte-store.ts';

/** Bytes that are read for a preview; a JSON file that is longer and one value is read whole, because its beginning is none. */
const HEAD = 1024 * 1024;
const LONGEST = 64 * 1024 * 1024;

/** What to show of a file; undefined where it is no table. Throws `CuttingsError` with the kind of a file error where it cannot be read. */
export async function previewFile(path: string): Promise<TablePreview | undefined> {
  const name = path.split(/[/\\]/).at(-1) ?? path;
  try {
    const store = fileStore(path);
    try {
      const head = await store.read(0, HEAD);
      return (store.size > HEAD ? previewTable(wholeLines(head), name) : undefined) ?? previewTable(await store.read(0, Math.min(store.size, LONGEST)), name);
    } finally {
      store.close();
    }
  } catch (error) {
    const fault = readError(error);
    throw new CuttingsError(fault.kind, fault.message, { cause: error });
  }
}

function wholeLines(bytes: Uint8Array): Uint8Array {
  const end = bytes.lastIndexOf(0x0a);
  return end < 0 ? bytes : bytes.subarray(0, end + 1);
}
