import { describe, expect, it } from 'vitest';
import type { CharRange, Comment, Tagging, TagId } from '../../corpus/records.ts';
import { repairMojibake } from '../../corpus/text/mojibake.ts';
import { commentParts, wordCount } from '../../renderer/app/features/reading/parts.ts';
import { piecesOf, repairs } from '../../renderer/app/features/reading/pieces.ts';
import { spanOf } from '../../renderer/app/features/reading/selection.ts';

const span = (tag: TagId, from: number, to: number): Tagging => ({
  id: `a1|${tag}|0:${from}-${to}`,
  target: 'a1',
  article: 'a1',
  tag,
  at: '2026-01-01T00:00:00Z',
  span: { block: 0, chars: [from, to], exact: '', prefix: '', suffix: '' },
});

describe('a text in pieces', () => {
  const characters = Array.from('The ferry 🚢 is late');

  it('is one piece when nothing marks it, and stands for every code point', () => {
    expect(piecesOf(characters, {})).toEqual([{ from: 0, to: 19, shown: 'The ferry 🚢 is late', hit: false, spans: [], ends: [] }]);
  });

  it('is cut at search hits, counting an emoji as one character', () => {
    expect(piecesOf(characters, { hits: [[10, 11]] }).map(({ from, to, shown, hit }) => [from, to, shown, hit])).toEqual([
      [0, 10, 'The ferry ', false],
      [10, 11, '🚢', true],
      [11, 19, ' is late', false],
    ]);
  });

  it('puts the longest of overlapping spans first and says where each ends', () => {
    const pieces = piecesOf(characters, { spans: [span('t2', 4, 9), span('t1', 0, 11)] });
    expect(pieces.map(({ shown, spans, ends }) => [shown, spans.map(({ tag }) => tag), ends.map(({ tag }) => tag)])).toEqual([
      ['The ', ['t1'], []],
      ['ferry', ['t1', 't2'], ['t2']],
      [' 🚢', ['t1'], ['t1']],
      [' is late', [], []],
    ]);
  });

  it('can be cut for a part of the text alone', () => {
    expect(piecesOf(characters, { part: [4, 9], hits: [[0, 6]] }).map(({ from, to, hit }) => [from, to, hit])).toEqual([
      [4, 6, true],
      [6, 9, false],
    ]);
  });
});

describe('garbled letters', () => {
  const text = 'itâ€™s a cafÃ©';
  const characters = Array.from(text);

  it('are shown mended and still stand for the characters that were read', () => {
    const mended = repairs(characters, repairMojibake(text));
    expect(mended).toEqual([
      { from: 2, to: 5, shown: '’' },
      { from: 12, to: 14, shown: 'é' },
    ]);
    expect(
      piecesOf(characters, { repairs: mended })
        .map(({ shown }) => shown)
        .join(''),
    ).toBe('it’s a café');
  });

  it('are never cut in two by a mark', () => {
    const pieces = piecesOf(characters, { repairs: repairs(characters, 'it’s a café'), hits: [[0, 3]] });
    expect(pieces.map(({ from, to }) => [from, to])).toEqual([
      [0, 2],
      [2, 5],
      [5, 12],
      [12, 14],
    ]);
  });

  it('stay as read when the mended text does not fit the text', () => {
    expect(repairs(characters, 'something else')).toEqual([]);
  });
});

type Parted = Pick<Comment, 'text' | 'quotes' | 'replyTo'>;
interface Marks {
  readonly quoted?: string;
  readonly reference?: string;
  readonly mention?: string;
}
const place = (text: string, words: string): CharRange => {
  const from = Array.from(text.slice(0, text.indexOf(words))).length;
  return [from, from + Array.from(words).length];
};
const comment = (text: string, { quoted, reference, mention }: Marks = {}): Parted => ({
  text,
  quotes: quoted === undefined ? [] : [{ text: quoted, chars: place(text, quoted) }],
  replyTo: [
    ...(reference === undefined ? [] : [{ method: 'author', confidence: 0.5, chars: place(text, reference) } as const]),
    ...(mention === undefined ? [] : [{ method: 'mention', confidence: 0.5, chars: place(text, mention) } as const]),
  ],
});
const shown = (record: Parted): string[] =>
  commentParts(record).map(
    ({ kind, chars }) =>
      `${kind}: ${Array.from(record.text)
        .slice(...chars)
        .join('')}`,
  );

describe('the parts of a comment', () => {
  it('are its own words when it quotes nothing', () => {
    expect(shown(comment('  Bring back the ferry. '))).toEqual(['own: Bring back the ferry.']);
  });

  it('keep the reference, the quoted words and the own words apart', () => {
    expect(shown(comment('12.Anna wrote:\n"No toll 🚢."\n\nYes toll.', { quoted: '"No toll 🚢."', reference: '12.Anna wrote:' }))).toEqual([
      'reference: 12.Anna wrote:',
      'quoted: "No toll 🚢."',
      'own: Yes toll.',
    ]);
  });

  it('are own words before and after a quote', () => {
    expect(shown(comment('🚢 First. «quote» Last.', { quoted: '«quote»' }))).toEqual(['own: 🚢 First.', 'quoted: «quote»', 'own: Last.']);
  });

  it('leave a comment that is named in passing among the own words', () => {
    expect(shown(comment('Quite so, and @12 says it too.', { mention: '@12' }))).toEqual(['own: Quite so, and @12 says it too.']);
  });

  it('are all own words where only the page’s form says whom it answers', () => {
    expect(shown({ text: 'Yes.', quotes: [], replyTo: [{ method: 'markup', confidence: 1 }] })).toEqual(['own: Yes.']);
  });

  it('are none of its own for a comment that only quotes', () => {
    expect(shown(comment('"All quoted"', { quoted: '"All quoted"' }))).toEqual(['quoted: "All quoted"']);
  });

  it('are counted in words as people count them', () => {
    expect(wordCount('The toll-free bridge, again!')).toBe(5);
    expect(wordCount(' … ')).toBe(0);
  });
});

describe('a selected span', () => {
  const characters = Array.from('One two 🚢 three');

  it('keeps its words and what stands around them, without the space at its ends', () => {
    expect(spanOf(characters, 3, 8, 2)).toEqual({ block: 2, chars: [4, 7], exact: 'two', prefix: 'One ', suffix: ' 🚢 three' });
  });

  it('reads the same backwards, and has no block in a comment', () => {
    expect(spanOf(characters, 9, 8)).toEqual({ chars: [8, 9], exact: '🚢', prefix: 'One two ', suffix: ' three' });
  });

  it('is none where only space is selected', () => {
    expect(spanOf(characters, 3, 4)).toBeUndefined();
    expect(spanOf(characters, 5, 5)).toBeUndefined();
  });
});
