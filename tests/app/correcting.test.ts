import { describe, expect, it } from 'vitest';
import type { Correction, LedgerRun } from '../../corpus/records.ts';
import { decode } from '../../corpus/text/decode.ts';
import { commands } from '../../renderer/app/features/ledger/commands.ts';
import {
  classesIn,
  classWords,
  correctionsOn,
  runAt,
  runFrom,
  whoSays,
  withCorrection,
  withoutCorrections,
} from '../../renderer/app/features/ledger/correcting.ts';
import { bytesOfCursor, lineOf, type Motion, motionOf, moved } from '../../renderer/app/features/ledger/cursor.ts';
import { recordAt } from '../../renderer/app/features/ledger/open-record.ts';
import { showInLedger } from '../../renderer/app/features/ledger/show.ts';
import { linePieces, sourceLines } from '../../renderer/app/features/reading/source-lines.ts';
import { keyGroups } from '../../renderer/app/features/settings/palette-items.ts';
import { runCommand } from '../../renderer/app/state/keyboard.ts';
import { createWorkspaceStore, initialWorkspace } from '../../renderer/app/state/store.ts';
import { type Fakes, fakeServices } from './fake-services.ts';

const comment: Correction = { bytes: [10, 20], class: 'comment' };
const headline: Correction = { bytes: [30, 40], class: 'article', kind: 'headline' };
const ledger: readonly LedgerRun[] = [
  { bytes: [0, 8], class: 'article' },
  { bytes: [10, 30], class: 'furniture' },
  { bytes: [30, 33], class: 'unparsed' },
];

describe('corrections', () => {
  it('come after those there are, and take the place of those they cover wholly', () => {
    expect(withCorrection([comment, headline], { bytes: [8, 35], class: 'furniture' })).toEqual([headline, { bytes: [8, 35], class: 'furniture' }]);
  });

  it('are found and taken back by the text they touch', () => {
    expect(correctionsOn([comment, headline], [19, 22])).toEqual([comment]);
    expect(correctionsOn([comment, headline], [20, 30])).toEqual([]);
    expect(withoutCorrections([comment, headline], [0, 100])).toEqual([]);
  });

  it('say who says what a text is', () => {
    const source = { ledger, layout: 'bbc', parser: '3' };
    expect(classWords(comment)).toBe('comment');
    expect(classWords(headline)).toBe('headline of the article');
    expect(whoSays(source, [], [10, 20])).toBe('furniture, says bbc, parser 3');
    expect(whoSays(source, [], [8, 10])).toBe('blank, says bbc, parser 3');
    expect(whoSays(source, [], [12, 32])).toBe('furniture and unparsed, says bbc, parser 3');
    expect(whoSays(source, [comment], [10, 20])).toBe('comment, you say');
    expect(whoSays(source, [comment], [10, 25])).toBe('furniture, partly as you say');
  });
});

describe('the ledger at a place', () => {
  it('is the run that a byte lies in', () => {
    expect(runAt(ledger, 29)).toEqual(ledger[1]);
    expect(runAt(ledger, 8)).toBeUndefined();
    expect(runAt(ledger, 99)).toBeUndefined();
  });

  it('names what most of a range is first', () => {
    expect(classesIn(ledger, [5, 31])).toEqual(['furniture', 'article', 'unparsed']);
    expect(classesIn(ledger, [8, 10])).toEqual([]);
  });

  it('is stepped through from what is selected', () => {
    const runs = [
      [0, 4],
      [9, 12],
      [20, 30],
    ] as const;
    expect([runFrom(runs, undefined, 1), runFrom(runs, undefined, -1)]).toEqual([0, 2]);
    expect([runFrom(runs, [9, 12], 1), runFrom(runs, [9, 12], -1)]).toEqual([2, 0]);
    expect([runFrom(runs, [6, 7], 1), runFrom(runs, [6, 7], -1)]).toEqual([1, 0]);
    expect([runFrom(runs, [20, 30], 1), runFrom(runs, [0, 4], -1)]).toEqual([2, 0]);
    expect(runFrom([], undefined, 1)).toBeUndefined();
  });
});

describe('a line of a source', () => {
  it('is cut where its class, the lit range and a correction change', () => {
    const pieces = linePieces(
      20,
      [
        { part: [0, 8], class: 'article' },
        { part: [9, 20], class: 'comment' },
      ],
      [4, 12],
      [[9, 14]],
    );
    expect(pieces).toEqual([
      { from: 0, to: 4, class: 'article', lit: false, corrected: false },
      { from: 4, to: 8, class: 'article', lit: true, corrected: false },
      { from: 8, to: 9, lit: true, corrected: false },
      { from: 9, to: 12, class: 'comment', lit: true, corrected: true },
      { from: 12, to: 14, class: 'comment', lit: false, corrected: true },
      { from: 14, to: 20, class: 'comment', lit: false, corrected: false },
    ]);
  });

  it('is one piece where it is one thing', () => {
    expect(linePieces(20, [{ part: [2, 18], class: 'comment' }], undefined, [])).toEqual([{ from: 0, to: 20, lit: false, corrected: false }]);
    expect(linePieces(0, [], undefined, [])).toEqual([]);
  });
});

describe('the caret', () => {
  const decoded = decode(new TextEncoder().encode('one twö\n\n🚢 three\nend'));
  const lines = sourceLines(decoded);
  const go = (head: number, motion: Motion, column = head - lineOf(decoded, lines, head).from): number => moved(decoded, lines, head, motion, 2, column);

  it('goes by characters, never into one, and stays in the text', () => {
    expect([go(0, 'left'), go(0, 'right'), go(9, 'right'), go(11, 'left')]).toEqual([0, 1, 11, 9]);
    expect(go(decoded.text.length, 'right')).toBe(decoded.text.length);
  });

  it('goes by words, lines and pages', () => {
    expect([go(0, 'word-right'), go(3, 'word-right'), go(7, 'word-left'), go(4, 'word-left'), go(0, 'word-left')]).toEqual([3, 7, 4, 0, 0]);
    expect([go(5, 'down'), go(8, 'down'), go(14, 'up'), go(5, 'page-down')]).toEqual([8, 9, 8, 14]);
    expect([go(5, 'up'), go(19, 'down'), go(5, 'line-start'), go(5, 'line-end'), go(5, 'start'), go(5, 'end')]).toEqual([0, 21, 0, 7, 0, 21]);
    // past the empty line it is where it was
    expect(go(8, 'down', 5)).toBe(14);
    // one place on from the line's beginning lies within the ship
    expect(go(19, 'up')).toBe(9);
  });

  it('selects bytes, whichever end it began at', () => {
    expect(bytesOfCursor(decoded, { anchor: 4, head: 7 })).toEqual([4, 8]);
    expect(bytesOfCursor(decoded, { anchor: 11, head: 9 })).toEqual([10, 14]);
    expect(bytesOfCursor(decoded, { anchor: 5, head: 5 })).toBeUndefined();
    expect(lineOf(decoded, lines, 12)).toEqual({ line: 2, from: 9, to: 17 });
  });

  it('hears the keys of text, and no others', () => {
    const key = (name: string, ctrlKey = false) => motionOf({ key: name, ctrlKey, metaKey: false });
    expect([key('ArrowLeft'), key('ArrowLeft', true), key('Home'), key('End', true), key('PageDown')]).toEqual([
      'left',
      'word-left',
      'line-start',
      'end',
      'page-down',
    ]);
    expect([key('a'), key('Tab'), key('ArrowUp', true)]).toEqual([undefined, undefined, undefined]);
  });
});

const source = 'sha256:1' as const;
function ledgerWindow(reader: NonNullable<Fakes['reader']>, selection?: readonly [number, number]) {
  const workspace = createWorkspaceStore({ ...initialWorkspace, view: 'ledger', ledgerSource: source });
  if (selection) workspace.set({ ledgerSelection: { source, bytes: selection } });
  return fakeServices({ workspace, reader });
}
const run = async (services: ReturnType<typeof fakeServices>, id: string): Promise<void> => {
  const command = commands.find((each) => each.id === id);
  if (command === undefined) throw new Error(`no command ${id}`);
  await runCommand(command, services);
};

describe('the keys of the ledger', () => {
  it('stand in the list of keys', () => {
    const rows = keyGroups(commands).find(({ group }) => group === 'Ledger')?.rows ?? [];
    expect(rows.flatMap(({ keys }) => keys)).toEqual(['n', 'p', 'a', 'c', 'f', 'u', 'x', 'o', 'r']);
  });

  it('propose that the selected text is another thing', async () => {
    const services = ledgerWindow({ corrections: async () => [headline] }, [10, 20]);
    await run(services, 'ledger-comment');
    expect(services.workspace.get().dialog).toEqual({ kind: 'anew', request: { sources: [source], corrections: [headline, comment] } });
  });

  it('propose the chosen kind of block, for text of the article alone', async () => {
    const services = ledgerWindow({ corrections: async () => [] }, [10, 20]);
    services.workspace.set({ ledgerKind: 'crosshead' });
    await run(services, 'ledger-article');
    expect(services.workspace.get().dialog).toMatchObject({ request: { corrections: [{ bytes: [10, 20], class: 'article', kind: 'crosshead' }] } });
    await run(services, 'ledger-furniture');
    expect(services.workspace.get().dialog).toMatchObject({ request: { corrections: [{ bytes: [10, 20], class: 'furniture' }] } });
  });

  it('take back what was said of the selected text, and say so where nothing was', async () => {
    const services = ledgerWindow({ corrections: async () => [comment, headline] }, [12, 13]);
    await run(services, 'ledger-take-back');
    expect(services.workspace.get().dialog).toEqual({ kind: 'anew', request: { sources: [source], corrections: [headline] } });
    const other = ledgerWindow({ corrections: async () => [headline] }, [12, 13]);
    await run(other, 'ledger-take-back');
    expect(other.workspace.get().dialog).toBeUndefined();
    expect(other.workspace.get().toast?.text).toBe('You have corrected nothing of the selected text.');
  });

  it('do nothing while nothing is selected, or another source is shown', async () => {
    const services = ledgerWindow({});
    await run(services, 'ledger-comment');
    services.workspace.set({ ledgerSelection: { source: 'sha256:2', bytes: [0, 1] } });
    await run(services, 'ledger-comment');
    expect(services.workspace.get().dialog).toBeUndefined();
  });

  it('tell when the corrections cannot be read', async () => {
    const services = ledgerWindow({ corrections: () => Promise.reject(new Error('the store has gone')) }, [10, 20]);
    await run(services, 'ledger-comment');
    expect(services.workspace.get().toast).toMatchObject({ tone: 'bad', text: expect.stringContaining('the store has gone') });
  });

  it('read the source that is shown anew, or ask which', async () => {
    const services = ledgerWindow({});
    await run(services, 'ledger-read-anew');
    expect(services.workspace.get().dialog).toEqual({ kind: 'anew', request: { sources: [source] } });
    await run(services, 'read-anew');
    expect(services.workspace.get().dialog).toEqual({ kind: 'anew' });
  });
});

describe('the record that was read from a text', () => {
  const at = (from: number, to: number, of: 'sha256:1' | 'sha256:2' = source) => ({ source: of, bytes: [from, to] as const });
  const reader = {
    articlesIn: async () => [
      { article: { id: 'a1' as const }, readings: [{ blocks: [{ evidence: at(0, 10) }] }] },
      { article: { id: 'a2' as const }, readings: [{ blocks: [] }, { blocks: [{ evidence: at(40, 50) }] }] },
    ],
    comments: async (article: string) =>
      article === 'a1'
        ? [{ id: 'c1.1' as const, evidence: at(20, 30) }]
        : [{ id: 'c2.1' as const, evidence: at(20, 30, 'sha256:2'), sightings: [{ evidence: at(60, 70) }] }],
  };

  it('is the comment, also one that another capture says more of', async () => {
    expect(await recordAt(reader, at(25, 26))).toEqual({ open: 'a1', openComment: 'c1.1' });
    expect(await recordAt(reader, at(60, 61))).toEqual({ open: 'a2', openComment: 'c2.1' });
  });

  it('is else the article, and nothing where nothing was read', async () => {
    expect(await recordAt(reader, at(45, 46))).toEqual({ open: 'a2' });
    expect(await recordAt(reader, at(30, 40))).toBeUndefined();
  });
});

it('a source is shown in the ledger with its range selected, an empty one with nothing', () => {
  const { workspace } = fakeServices();
  showInLedger(workspace, source, [3, 9]);
  expect(workspace.get()).toMatchObject({ view: 'ledger', ledgerList: 'all', ledgerSource: source, ledgerSelection: { source, bytes: [3, 9] } });
  showInLedger(workspace, source, [0, 0]);
  expect(workspace.get().ledgerSelection).toBeUndefined();
});
