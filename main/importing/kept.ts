/** Reading sources once more from the bytes the library keeps, one at a time: main fetches them when their turn comes. */
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { SourceId } from '../../corpus/records.ts';
import type { KeptAnswer, KeptFile } from '../../preload/contract/import-port.ts';
import type { Loaded, Planned } from './load.ts';
import type { PlanPart } from './plan.ts';

const unpack = promisify(gunzip);

/** What main is asked for and has not answered yet. */
export class KeptBytes {
  readonly #ask: (id: SourceId) => void;
  readonly #waiting = new Map<SourceId, ((answer: KeptAnswer) => void)[]>();

  constructor(ask: (id: SourceId) => void) {
    this.#ask = ask;
  }

  async get(id: SourceId): Promise<KeptAnswer> {
    return new Promise((done) => {
      const others = this.#waiting.get(id);
      this.#waiting.set(id, [...(others ?? []), done]);
      if (others === undefined) this.#ask(id);
    });
  }

  receive(answer: KeptAnswer): void {
    const waiting = this.#waiting.get(answer.id) ?? [];
    this.#waiting.delete(answer.id);
    for (const done of waiting) done(answer);
  }
}

/** The plan of such an import: nothing is walked. */
export function planKept(kept: readonly KeptFile[], tell: (part: PlanPart) => void): readonly Planned[] {
  tell({ paths: kept.map(({ path }) => path), skipped: 0, last: true });
  return kept.map((file) => ({ path: file.path, kept: file }));
}

/** Loads a kept file. Never throws: what goes wrong is the file's error. */
export async function loadKept({ id, path, name, bytes: size, container, context }: KeptFile, from: Pick<KeptBytes, 'get'>): Promise<Loaded> {
  const failed = (why: string): Loaded => ({
    path,
    name,
    size,
    error: { kind: 'gone', title: 'Not kept', message: `${why} Drop the file again from where it is now.` },
  });
  const answer = await from.get(id);
  if ('problem' in answer) return failed(answer.problem);
  try {
    const bytes = await unpack(answer.packed);
    return { path, name, bytes, ...(container && { within: container }), ...(context && { context }) };
  } catch {
    return failed('The bytes the library keeps of this file are damaged.');
  }
}
