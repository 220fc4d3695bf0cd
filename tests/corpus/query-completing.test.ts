import { describe, expect, it } from 'vitest';
import { type Completion, completions, type KnownValues, knownFieldAt } from '../../corpus/query/completions.ts';
import { FIELDS } from '../../corpus/query/fields.ts';
import { parseQuery } from '../../corpus/query/parser.ts';
import type { Tag } from '../../corpus/records.ts';

const tag = (id: Tag['id'], name: string, parent?: Tag['id']): Tag => ({ id, name, slot: 1, createdAt: '2024-01-01T00:00:00Z', ...(parent ? { parent } : {}) });
const TAGS = [tag('t1', 'stance'), tag('t2', 'Hawkish', 't1'), tag('t3', 'very hawkish', 't1'), tag('t4', 'ice')];

const KNOWN: KnownValues = {
  publisher: [
    { value: 'Evening Courier', detail: '9 articles' },
    { value: 'BBC News' },
    { value: 'Newark “Star” (weekly)' },
    { value: 'say "so"' },
    { value: '==' },
  ],
  layout: [{ value: 'bbc-2010s' }, { value: 'generic' }],
  lang: [{ value: 'en' }, { value: 'en-GB' }],
  import: [{ value: 'i1', detail: 'May' }],
};

/** Completions at the bar of `draft`, and the draft after taking the first. */
function at(draft: string): { readonly labels: string[]; readonly taken: string | undefined; readonly all: Completion[] } {
  const caret = draft.indexOf('|');
  const text = draft.replace('|', '');
  const all = completions(text, caret, TAGS, KNOWN);
  const [first] = all;
  return { labels: all.map((completion) => completion.label), taken: first && text.slice(0, first.from) + first.insert + text.slice(first.to), all };
}

describe('completion', () => {
  it('offers every field where a clause can begin', () => {
    const fields = Object.keys(FIELDS).map((name) => `${name}:`);
    expect(at('|').labels).toEqual(fields);
    expect(at('tide |').labels).toEqual(fields);
    expect(at('-|').labels).toEqual(fields);
    expect(at('(|').labels).toEqual(fields);
    expect(at('tide OR -(|').labels).toEqual(fields);
    expect(at('(tide) |').labels).toEqual(fields);
  });

  it('offers the fields and tags that begin as typed', () => {
    expect(at('tide i|').labels).toEqual(['is:', 'in:', 'id:', 'import:', 'ice']);
    expect(at('tide i|').taken).toBe('tide is:');
    expect(at('haw|').taken).toBe('tag:stance/Hawkish');
  });

  it('offers the values of a field that has fixed ones', () => {
    expect(at('is:|').labels).toEqual(['untagged', 'tagged', 'reply', 'guessed', 'unparsed', 'changed']);
    expect(at('-is:un| tide').labels).toEqual(['untagged', 'unparsed']);
    expect(at('-is:un| tide').taken).toBe('-is:untagged tide');
  });

  it('offers tags by any name of their path, their own name first, quoted where needed', () => {
    expect(at('tag:st|').labels).toEqual(['stance', 'stance/Hawkish', 'stance/very hawkish']);
    expect(at('tag:"very h|').taken).toBe('tag:"stance/very hawkish"');
    expect(at('tag:stance/very|').taken).toBe('tag:"stance/very hawkish"');
  });

  it('replaces the whole clause under the caret', () => {
    expect(at('tide tag:ha|nds wall').taken).toBe('tide tag:stance/Hawkish wall');
    expect(at('(tag:ha|nds) wall').taken).toBe('(tag:stance/Hawkish) wall');
    expect(at('(sea tag:ha|').taken).toBe('(sea tag:stance/Hawkish');
    expect(at('tag:"very| hawk" wall').taken).toBe('tag:"stance/very hawkish" wall');
  });

  it('is silent inside a phrase, after an unknown field, and where only the analyst can know', () => {
    expect(at('"is|').labels).toEqual([]);
    expect(at('colour:r|').labels).toEqual([]);
    expect(at('id:a|').labels).toEqual([]);
  });

  it('offers what the library knows behind a field, as its whole, quoted where needed', () => {
    expect(at('publisher:|').labels).toEqual(KNOWN.publisher?.map(({ value }) => value));
    expect(at('publisher:|').all[0]?.detail).toBe('9 articles');
    expect(at('publisher:==|').labels).toEqual(at('publisher:|').labels);
    expect(at('-Publisher:bbc| tide').taken).toBe('-publisher:=="BBC News" tide');
    expect(at('tide publisher:=="BBC N|').taken).toBe('tide publisher:=="BBC News"');
    expect(at('(lang:==en|) wall').taken).toBe('(lang:==en) wall');
    expect(at('layout:gen|').taken).toBe('layout:==generic');
    expect(at('import:|').taken).toBe('import:i1');
  });

  it('finds a value by any of its words, those that begin so first, without regard to case and accents', () => {
    expect(at('publisher:new|').labels).toEqual(['Newark “Star” (weekly)', 'BBC News']);
    expect(at('publisher:COURIÉR|').labels).toEqual(['Evening Courier']);
    expect(at('layout:2010|').labels).toEqual(['bbc-2010s']);
    expect(at('publisher:ews|').labels).toEqual([]);
    expect(at('lang:=="en-GB"|').labels).toEqual(['en-GB']);
  });

  it('gives values that read as those values, and no more than can be looked through', () => {
    for (const [field, values = []] of Object.entries(KNOWN)) {
      for (const [index, { insert }] of at(`${field}:|`).all.entries()) {
        const parsed = parseQuery(insert);
        if (!parsed.ok || parsed.query.root?.type !== 'term') throw new Error(insert);
        const { value = '' } = values[index] ?? {};
        // languages are read without regard to case
        expect(Object.values(parsed.query.root.term)).toContain(field === 'lang' ? value.toLowerCase() : value);
      }
    }
    const many = Array.from({ length: 200 }, (_, n) => ({ value: `paper ${n}` }));
    expect(completions('publisher:', 10, [], { publisher: many })).toHaveLength(20);
    expect(completions('publisher:', 10, [])).toEqual([]);
  });

  it('knows where values of the library are wanted', () => {
    expect(knownFieldAt('tide -Publisher:=="BBC N', 24)).toBe('publisher');
    expect(knownFieldAt('publisher:a tide', 16)).toBeUndefined();
    expect(knownFieldAt('tag:a', 5)).toBeUndefined();
    expect(knownFieldAt('"publisher:a', 12)).toBeUndefined();
  });

  it('gives tags that read as that tag', () => {
    for (const { insert } of at('tag:|').all) expect(parseQuery(insert).ok).toBe(true);
    expect(at('tag:|').labels).toHaveLength(TAGS.length);
  });
});
