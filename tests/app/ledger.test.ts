import { describe, expect, it } from 'vitest';
import { PARSER_VERSION } from '../../corpus/parser-version.ts';
import type { CoverageTotals, Source } from '../../corpus/records.ts';
import { decode } from '../../corpus/text/decode.ts';
import { commands } from '../../renderer/app/features/ledger/commands.ts';
import { firstWords, readLedgerTotals, readListed, shareOf, stepped, unparsedRuns } from '../../renderer/app/features/ledger/ledger.ts';
import { sourceLines } from '../../renderer/app/features/reading/source-lines.ts';
import { runCommand } from '../../renderer/app/state/keyboard.ts';
import { fakeServices } from './fake-services.ts';

const covered = (part: Partial<CoverageTotals>): CoverageTotals => ({ article: 0, comment: 0, furniture: 0, unparsed: 0, blank: 0, ...part });

function source(name: string, coverage: CoverageTotals, more: Partial<Source> = {}): Source {
  return {
    id: `sha256:${name}`,
    name,
    bytes: 100,
    encoding: 'utf-8',
    layout: 'generic',
    layoutReason: 'no other fits',
    parser: '2',
    coverage,
    ledger: [],
    warnings: [],
    importId: 'i1',
    addedAt: '2020-01-01T00:00:00.000Z',
    ...more,
  };
}

describe('the totals of the ledger', () => {
  it('add up all chunks, leave out sources without bytes, and count those an older parser read', async () => {
    const totals = await readLedgerTotals({
      async eachSource(visit) {
        await visit([
          source('a', covered({ article: 50, unparsed: 10, blank: 4 })),
          source('b', covered({ comment: 30, furniture: 6 }), { parser: PARSER_VERSION }),
        ]);
        await visit([source('c', covered({ article: 900 }), { bytesMissing: true }), source('d', covered({ unparsed: 5 }))]);
      },
    });
    expect(totals).toEqual({ sources: 4, withoutBytes: 1, older: 2, coverage: { article: 50, comment: 30, furniture: 6, unparsed: 15, blank: 4 } });
  });

  it('fail as the scan does', async () => {
    await expect(readLedgerTotals({ eachSource: () => Promise.reject(new Error('the store has gone')) })).rejects.toThrow('the store has gone');
  });

  it('are shares of all bytes, blank ones too; of none, nothing', () => {
    const coverage = covered({ article: 60, unparsed: 20, blank: 20 });
    expect([shareOf(coverage, 'article'), shareOf(coverage, 'blank'), shareOf(coverage, 'comment')]).toEqual([0.6, 0.2, 0]);
    expect(shareOf(covered({}), 'article')).toBe(0);
  });
});

describe('the list of sources', () => {
  const all = [source('p10', covered({})), source('p2', covered({ unparsed: 3 })), source('p1', covered({}), { bytesMissing: true })];
  const reader = {
    unparsedSources: async () => [source('p2', covered({ unparsed: 3 }))],
    correctedSources: async () => ['sha256:p10' as const, 'sha256:p2' as const],
    sources: async (ids: readonly string[]) => all.filter(({ id }) => ids.includes(id)),
    eachSource: async (visit: (chunk: readonly Source[]) => void | Promise<void>) => {
      await visit(all.slice(0, 2));
      await visit(all.slice(2));
    },
  };
  const names = async (list: 'unparsed' | 'all' | 'corrected') => (await readListed(reader, list)).map(({ name }) => name);

  it('holds those with unparsed text, all, or those corrected, by name as people count', async () => {
    expect(await names('unparsed')).toEqual(['p2']);
    expect(await names('all')).toEqual(['p1', 'p2', 'p10']);
    expect(await names('corrected')).toEqual(['p2', 'p10']);
  });

  it('says which came without bytes, and leaves ledgers out', async () => {
    const [first] = await readListed(reader, 'all');
    expect(first).toMatchObject({ name: 'p1', bytesMissing: true });
    expect(first).not.toHaveProperty('ledger');
  });
});

describe('unparsed runs', () => {
  it('are those of the ledger, in its order', () => {
    const runs = unparsedRuns([
      { bytes: [0, 4], class: 'unparsed' },
      { bytes: [5, 9], class: 'article' },
      { bytes: [9, 12], class: 'unparsed' },
    ]);
    expect(runs).toEqual([
      [0, 4],
      [9, 12],
    ]);
  });

  it('are stepped through from either end, and held there', () => {
    expect([stepped(3, undefined, 1), stepped(3, undefined, -1)]).toEqual([0, 2]);
    expect([stepped(3, 0, 1), stepped(3, 2, 1), stepped(3, 0, -1)]).toEqual([1, 2, 0]);
    expect(stepped(0, undefined, 1)).toBeUndefined();
  });

  it('are named by their first words, in the middle of a line or past blank lines', () => {
    const lines = sourceLines(decode(new TextEncoder().encode('é one two\n  \nthree four\n')));
    expect(firstWords(lines, [3, 6])).toBe('one');
    expect(firstWords(lines, [10, 24])).toBe('three four');
    expect(firstWords(lines, [14, 24], 5)).toBe('three');
    expect(firstWords(lines, [10, 13])).toBe('');
  });
});

it('the ledger is a view of the window, and lets marked rows go', async () => {
  const services = fakeServices();
  services.workspace.set({ selected: new Set(['a0000000000000001']), draft: 'tax' });
  const [open] = commands;
  if (open === undefined) throw new Error('no command opens the ledger');
  await runCommand(open, services);
  expect(services.workspace.get()).toMatchObject({ view: 'ledger', selected: new Set(), draft: 'tax' });
});
