import { describe, expect, it } from 'vitest';
import { dateWords } from '../../renderer/app/features/library/date-words.ts';
import { windowAround } from '../../renderer/app/features/library/rows.ts';
import { gapWords } from '../../renderer/app/features/reading/gaps.ts';
import { confidenceBars, isMissing, replyWords } from '../../renderer/app/features/reading/replies.ts';
import { stories } from '../../renderer/app/features/reading/stories.ts';
import { cut, cutFront, formatBytes, formatRating, formatShare, formatStatedDay, plural } from '../../renderer/app/ui/format.ts';
import { keyParts, keyText } from '../../renderer/app/ui/keys.ts';
import { hasLabel, pick } from '../../renderer/app/ui/picking.ts';

describe('numbers and dates', () => {
  it('say how many of what', () => {
    expect(plural(1, 'comment')).toBe('1 comment');
    expect(plural(0, 'comment')).toBe('0 comments');
    expect(plural(2, 'reply', 'replies')).toBe('2 replies');
  });

  it('give ratings a sign, a true minus for the bad ones', () => {
    expect([formatRating(26), formatRating(0), formatRating(-8)]).toEqual(['+26', '0', '−8']);
  });

  it('never round a small share down to nothing', () => {
    expect(formatShare(0)).toBe('0%');
    expect(formatShare(0.0001)).toBe('0.1%');
    expect(formatShare(0.59)).toBe('59%');
  });

  it('write bytes with the unit that fits', () => {
    expect([formatBytes(312), formatBytes(14_961), formatBytes(4_100_000)]).toEqual(['312 B', '15 kB', '4.1 MB']);
  });

  it('keep a page’s day whatever the time zone, and its words where no day is known', () => {
    expect(formatStatedDay({ text: '6 September 2013', at: '2013-09-06T23:50:00+01:00' })).toContain('6');
    expect(formatStatedDay({ text: '9 Minutes ago' })).toBe('9 Minutes ago');
  });

  it('date an article by its last change where nothing says when it came out, and say so', () => {
    const updated = { text: '17 January 2015', at: '2015-01-17T09:01:00' };
    expect(dateWords({ published: { text: '2 May 2014', at: '2014-05-02' }, updated })).toBe(formatStatedDay({ text: '', at: '2014-05-02' }));
    expect(dateWords({ updated })).toBe(`updated ${formatStatedDay(updated)}`);
    expect(dateWords({ updated: { text: 'Updated an hour ago' } })).toBe('Updated an hour ago');
    expect(dateWords({})).toBe('no date');
  });

  it('cut headlines at the end and file names at the front', () => {
    expect(cut('Boatyards warn of closure', 16)).toBe('Boatyards warn…');
    expect(cut('short', 16)).toBe('short');
    expect(cutFront('courier-2019-05-14_p14.txt', 10)).toBe('…4_p14.txt');
  });
});

describe('missing comment numbers', () => {
  it('are named run by run', () => {
    expect(gapWords([[1, 346]])).toBe('numbers 1–346');
    expect(gapWords([[12, 12]])).toBe('number 12');
    expect(
      gapWords([
        [1, 346],
        [348, 348],
      ]),
    ).toBe('numbers 1–346 and 348');
  });

  it('are counted when there are many runs', () => {
    expect(gapWords([1, 3, 5, 7, 9].map((n) => [n, n] as const))).toBe('numbers 1, 3, 5, and 2 more runs');
  });
});

describe('replies in words', () => {
  it('say whom a comment answers, and whether that was captured', () => {
    expect(replyWords({ number: 12, method: 'number', confidence: 1, comment: 'c1' })).toBe('↩ 12');
    expect(replyWords({ author: 'Anna', method: 'author', confidence: 0.5 })).toBe('↩ Anna not captured');
    expect(replyWords({ method: 'quoted-text', confidence: 0.5, comment: 'c1' })).toBe('↩ a quoted comment');
  });

  it('say how many comments could be meant, which is not missing', () => {
    const several = { candidates: ['c1', 'c2', 'c3'], confidence: 0.3 } as const;
    expect(replyWords({ ...several, author: 'Anna', method: 'author' })).toBe('↩ one of 3 by Anna');
    expect(replyWords({ ...several, number: 12, author: 'Anna', method: 'number+author' })).toBe('↩ one of 3: #12 or Anna');
    expect(replyWords({ ...several, method: 'quoted-text' })).toBe('↩ one of 3 that say this');
    expect([isMissing({ ...several, method: 'author' }), isMissing({ author: 'Anna', method: 'author', confidence: 0.5 })]).toEqual([false, true]);
  });

  it('show at least one bar of confidence, and four at most', () => {
    expect([0, 0.5, 1].map(confidenceBars)).toEqual([1, 2, 4]);
  });
});

describe('the blocks of an article', () => {
  const block = (kind: 'headline' | 'paragraph' | 'box' | 'listitem', box?: number) => ({
    kind,
    text: kind,
    evidence: { source: 'sha256:1', bytes: [0, 1] } as const,
    ...(box === undefined ? {} : { box }),
  });

  it('stand below the headline, list items inside their box', () => {
    const found = stories([block('headline'), block('paragraph'), block('box'), block('listitem', 2), block('listitem', 2), block('listitem')]);
    expect(found.map(({ block: { kind }, index, items }) => [kind, index, items.map((item) => item.index)])).toEqual([
      ['paragraph', 1, []],
      ['box', 2, [3, 4]],
      ['listitem', 5, []],
    ]);
  });

  it('keep a list item whose box is not a box', () => {
    expect(stories([block('paragraph'), block('listitem', 0)]).map(({ index }) => index)).toEqual([0, 1]);
  });
});

describe('rows of a long list', () => {
  it('are read in whole windows, so that small steps read nothing new', () => {
    expect(windowAround(0, 12, 1000)).toEqual([0, 50]);
    expect(windowAround(45, 60, 1000)).toEqual([0, 100]);
    expect(windowAround(990, 999, 1000)).toEqual([950, 1000]);
    expect(windowAround(0, 0, 0)).toEqual([0, 0]);
  });
});

describe('keys on screen', () => {
  it('are written as the platform writes them', () => {
    expect(keyText('mod+shift+z', false)).toBe('Ctrl Shift Z');
    expect(keyText('mod+k', true)).toBe('⌘K');
    expect(keyParts('j', false)).toEqual(['j']);
    expect(keyParts('mod++', false)).toEqual(['Ctrl', '+']);
  });
});

describe('picking from a list', () => {
  const items = [
    { id: '1', label: 'stance/hawkish' },
    { id: '2', label: 'Überdruss', keywords: 'tired' },
    { id: '3', label: 'hawk' },
  ];

  it('finds every item with all words, the closest first, whatever the case and accents', () => {
    expect(pick(items, 'hawk').map(({ id }) => id)).toEqual(['3', '1']);
    expect(pick(items, 'uberdruss').map(({ id }) => id)).toEqual(['2']);
    expect(pick(items, 'tired').map(({ id }) => id)).toEqual(['2']);
    expect(pick(items, 'hawk nothing')).toEqual([]);
    expect(pick(items, '  ')).toBe(items);
  });

  it('knows whether the typed name is taken', () => {
    expect(hasLabel(items, ' HAWK ')).toBe(true);
    expect(hasLabel(items, 'haw')).toBe(false);
  });
});
