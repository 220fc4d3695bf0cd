/** Exports of libraries in the tests, and reading them back. */
import { createHash } from 'node:crypto';
import type { Member } from '../../main/importing/readers/container.ts';
import { readCorpusFile } from '../../main/importing/readers/corpus-file.ts';
import { libraryHandlers } from '../../renderer/service/library-handlers.ts';
import type { Library } from '../../renderer/store/open.ts';
import type { WriteItem } from '../../renderer/store/writer.ts';
import { scan } from '../search/scan.ts';
import { NOW } from './library.ts';

/** The body of an export, of everything unless a query is told. */
export async function body(library: Library, query = ''): Promise<string> {
  const { reader, commands } = library;
  const handlers = libraryHandlers({ reader, commands, answer: (query) => scan(reader, query, 'published'), parser: '1' });
  const { handle } = await handlers['export.open']({ format: 'json', query });
  let text = '';
  for (let piece = await handlers['export.next'](handle); piece.text !== undefined; piece = await handlers['export.next'](handle)) text += piece.text;
  return text;
}

const sealed = (text: string): string =>
  createHash('sha256')
    .update(`{${text.replaceAll('\n', '')}`)
    .digest('hex');

export function file(text: string, sha256 = sealed(text)): Uint8Array {
  return new TextEncoder().encode(`{"format":"cuttings-corpus","version":1,\n"manifest":${JSON.stringify({ app: 'cuttings 1', sha256 })},\n${text}`);
}

/** What the parser process makes of an export, and the store of that: in one batch, or with each source in its own. */
export async function put(library: Library, bytes: Uint8Array, id: `i${string}` = 'iback', apart = false): Promise<{ readonly warnings: string[] }> {
  const members: Member[] = [...readCorpusFile(bytes)];
  const items = members.flatMap((member): WriteItem[] => {
    if (member.kind === 'read') return [{ path: `/e.json › ${member.place}`, name: member.name, bytes: 1, parsed: member.parsed, marks: member.marks }];
    if (member.kind === 'marks') return [{ path: '/e.json', name: 'e.json', bytes: 1, opened: { members: 0, warnings: [] }, marks: member.marks }];
    return [];
  });
  await library.writer.beginImport({ id, names: ['e.json'], roots: ['/e.json'], startedAt: NOW });
  const batches = apart ? items.map((item) => [item]) : [items];
  for (const [seq, batch] of batches.entries()) await library.writer.writeBatch({ importId: id, seq, items: batch });
  return { warnings: members.flatMap((member) => (member.kind === 'warning' ? [member.warning.message] : [])) };
}
