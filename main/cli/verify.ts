/** Whether a file is what this library gives: its content against the hash it states, then every byte against a new export with its filter. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { EXPORT_FORMATS } from '../../corpus/exchange/index.ts';
import { type Pulled, pullExport } from '../exporting/pull.ts';
import type { Command } from './args.ts';
import { type ExportFile, openExportFile } from './export-file.ts';
import type { CommandServices, ExitCode } from './headless.ts';
import { count } from './words.ts';

type AsWritten = Extract<ExportFile, { kind: 'as-written' }>;

/** What a file and the library say at one place; a side is absent where it has ended. */
interface Difference {
  readonly section: string;
  /** Counted from 1 within its section. */
  readonly record: number;
  readonly file?: string;
  readonly library?: string;
}

export async function verifyCommand(command: Extract<Command, { name: 'verify' }>, services: CommandServices): Promise<ExitCode> {
  const { output } = services;
  const file = path.resolve(services.cwd, command.file);
  const opened = await openExportFile(file);
  const { manifest } = opened;
  const found = opened.kind === 'as-written' ? await compare(opened, services) : { sha256: opened.sha256, problems: [LAID_OUT_ANEW], export_: undefined };
  const sealed = found.sha256 === manifest.sha256;
  const problems = [
    ...(sealed ? [] : [`its content was changed after the export: it has SHA-256 ${found.sha256}, the manifest states ${manifest.sha256}`]),
    ...found.problems,
  ];
  const same = problems.length === 0;

  if (command.json) output.result(JSON.stringify({ type: 'verify', path: file, same, sealed, filter: manifest.filter, sha256: found.sha256, problems }));
  else if (same) {
    const what = manifest.filter === '' ? 'everything' : `“${manifest.filter}”`;
    output.result(
      `same  ${file}  is what this library gives for ${what}: ${count(found.export_?.opened.articles ?? 0, 'article')}, ${count(found.export_?.opened.comments ?? 0, 'comment')}`,
    );
  } else for (const problem of problems) output.result(`differs  ${file}  ${problem}`);
  return same ? 0 : 1;
}

const LAID_OUT_ANEW = 'it was laid out anew by another program, so its bytes are not those of an export';

async function compare(file: AsWritten, { store, signal }: CommandServices): Promise<{ sha256: string; problems: string[]; export_: Pulled }> {
  const format = EXPORT_FORMATS.json;
  const hash = createHash('sha256').update(format.canonicalStart, 'utf8');
  const place = new Place();
  let difference: Difference | undefined;
  // a comma alone says that what follows differs, which is the better thing to tell; where nothing does, the comma is the difference
  let comma: Difference | undefined;
  const fileLine = async (): Promise<string | undefined> => {
    const next = await file.lines.next();
    if (next.done) return undefined;
    hash.update(format.canonical(next.value), 'utf8');
    return next.value;
  };

  let rest = '';
  const export_ = await pullExport(
    store,
    // the app that wrote the file is named in it; that another version wrote it is no difference of the content
    { format: format.id, query: file.manifest.filter, app: file.manifest.app },
    {
      body: async (text) => {
        const lines = (rest + text).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) {
          if (difference !== undefined) return;
          const library = `${line}\n`;
          const theirs = await fileLine();
          place.pass(library);
          if (theirs === library) continue;
          const { section, record } = place.at;
          const here = { section, record: library.startsWith('{') ? record : record + 1, ...(theirs !== undefined && { file: theirs }), library };
          if (theirs?.replace(/,\n$/, '\n') === library.replace(/,\n$/, '\n')) comma ??= here;
          else difference = here;
        }
      },
    },
    signal,
  );
  for (let more = await fileLine(); more !== undefined; more = await fileLine()) {
    difference ??= { section: 'what follows the end', record: 1, file: more };
  }

  difference ??= comma;
  const problems: string[] = [];
  if (difference !== undefined) problems.push(wordsOf(difference));
  else if (file.head !== export_.head) problems.push(headDifference(file.head, export_.head));
  return { sha256: hash.digest('hex'), problems, export_ };
}

/** Follows the library's lines: which array they are in, and which record of it. */
class Place {
  at = { section: 'tags', record: 0 };

  pass(line: string): void {
    const opens = /^"(\w+)":\[/.exec(line)?.[1];
    if (opens !== undefined) this.at = { section: opens, record: 0 };
    else if (line.startsWith('{')) this.at = { ...this.at, record: this.at.record + 1 };
  }
}

function wordsOf({ section, record, file, library }: Difference): string {
  if (file !== undefined && file.replace(/\r\n$/, '\n') === library) return 'its line ends were changed from LF to CR LF';
  const theirs = recordOf(file);
  const ours = recordOf(library);
  if (theirs !== undefined && ours !== undefined && theirs.id === ours.id) {
    const keys = [...new Set([...Object.keys(theirs), ...Object.keys(ours)])].filter((key) => JSON.stringify(theirs[key]) !== JSON.stringify(ours[key]));
    const what = keys.length === 0 ? 'the way it is written' : keys.join(', ');
    return `record ${record} of ${section}, ${String(ours.id)}, differs in: ${what}`;
  }
  return `they differ from record ${record} of ${section} on: the file has ${nameOf(file)}, the library ${nameOf(library)}`;
}

/** What a line of the body brings. */
function nameOf(line: string | undefined): string {
  if (line === undefined) return 'come to its end';
  const record = recordOf(line);
  if (record !== undefined) return String(record.id);
  const opens = /^"(\w+)":\[(\]?)/.exec(line);
  if (opens?.[1] !== undefined) return opens[2] === ']' ? `no ${opens[1]}` : opens[1];
  return line.startsWith(']') ? 'no further record' : 'something else';
}

function recordOf(line: string | undefined): Readonly<Record<string, unknown>> | undefined {
  if (line === undefined || !line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line.trimEnd().replace(/,$/, ''));
  } catch (error) {
    // a line that was damaged holds no record; that is what will be told
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function headDifference(file: string, library: string): string {
  const facts = (head: string): Readonly<Record<string, unknown>> =>
    JSON.parse(
      head
        .slice(head.indexOf('\n"manifest":') + '\n"manifest":'.length)
        .trimEnd()
        .replace(/,$/, ''),
    );
  const [theirs, ours] = [facts(file), facts(library)];
  const keys = [...new Set([...Object.keys(theirs), ...Object.keys(ours)])].filter((key) => JSON.stringify(theirs[key]) !== JSON.stringify(ours[key]));
  return `its records are the same, but its manifest differs in: ${keys.length === 0 ? 'the way it is written' : keys.join(', ')}`;
}
