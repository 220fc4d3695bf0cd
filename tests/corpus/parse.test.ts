import { describe, expect, it } from 'vitest';
import { generic } from '../../corpus/layouts/generic/index.ts';
import type { Layout, ParsedPage } from '../../corpus/layouts/layout.ts';
import { parseSource } from '../../corpus/parse.ts';
import { expectSound } from './pages.ts';

const bytes = new TextEncoder().encode('Boat sales rise\n\nSales of small boats rose by a fifth last year, makers say.\n');
const read = (layouts: readonly Layout[]) => parseSource({ id: 'sha256:00', name: 'page.txt', bytes }, { layouts });
const certain = { score: 1, reason: 'it says so' };

/** A layout that reads as the generic one does, its reading then spoilt. */
const spoilt = (spoil: (page: ParsedPage) => ParsedPage): Layout => ({
  id: 'spoilt',
  name: 'Spoilt',
  detect: () => certain,
  parse: (page) => {
    const parsed = generic.parse(page);
    if ('unread' in parsed || 'pages' in parsed) throw new Error('the generic layout reads everything as one page');
    return spoil(parsed);
  },
});

const BROKEN: readonly (readonly [what: string, layout: Layout, reason: string, why: RegExp])[] = [
  [
    'a layout that fails to read',
    {
      id: 'spoilt',
      name: 'Spoilt',
      detect: () => certain,
      parse: () => {
        throw new Error('unexpected turn');
      },
    },
    'it says so',
    /unexpected turn/,
  ],
  ['ranges that overlap', spoilt((page) => ({ ...page, furniture: [[0, 20]] })), 'it says so', /overlap/],
  ['a range outside the file', spoilt((page) => ({ ...page, furniture: [[9000, 9001]] })), 'it says so', /outside/],
  ['a range that is no place of its own', spoilt((page) => ({ ...page, furniture: [[15, 17]] })), 'it says so', /run|place|range|ledger/],
  [
    'a layout that fails to tell its pages',
    {
      ...generic,
      detect: () => {
        throw new Error('unexpected turn');
      },
    },
    'choosing a layout failed',
    /unexpected turn/,
  ],
];

describe('a reading that does not stand up', () => {
  it.each(BROKEN)('leaves the source whole and unparsed, and says why: %s', (_what, layout, reason, why) => {
    const source = read([layout]);
    expectSound(source, bytes);
    expect(source).toMatchObject({ pages: [], layoutReason: reason, coverage: { article: 0, comment: 0, furniture: 0 } });
    expect(source.coverage.unparsed + source.coverage.blank).toBe(bytes.length);
    expect(source.warnings).toEqual([{ kind: 'unparsed', message: expect.stringMatching(/^Reading this page failed, so all of it is shown as unparsed: /) }]);
    expect(source.warnings[0]?.message).toMatch(why);
  });

  it('is not made by a layout that fits less than the generic one', () => {
    const shy: Layout = { ...spoilt((page) => page), detect: () => ({ score: 0.1, reason: 'hardly' }) };
    expect(read([shy])).toMatchObject({ layout: 'generic', layoutReason: 'no known layout fits', pages: [{}] });
  });
});
