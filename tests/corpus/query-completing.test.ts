import { describe, expect, it } from 'vitest';
import { type Completion, completions } from '../../corpus/query/completions.ts';
import { FIELDS } from '../../corpus/query/fields.ts';
import { parseQuery } from '../../corpus/query/parser.ts';
import type { Tag } from '../../corpus/records.ts';

const tag = (id: Tag['id'], name: string, parent?: Tag['id']): Tag => ({ id, name, slot: 1, createdAt: '2024-01-01T00:00:00Z', ...(parent ? { parent } : {}) });
const TAGS = [tag('t1', 'stance'), tag('t2', 'Hawkish', 't1'), tag('t3', 'very hawkish', 't1'), tag('t4', 'ice')];

/** Completions at the bar of `draft`, and the draft after taking the first. */
function at(draft: string): { readonly labels: string[]; readonly taken: string | undefined; readonly all: Completion[] } {
  const caret = draft.indexOf('|');
  const text = draft.replace('|', '');
  const all = completions(text, caret, TAGS);
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

  it('gives tags that read as that tag', () => {
    for (const { insert } of at('tag:|').all) expect(parseQuery(insert).ok).toBe(true);
    expect(at('tag:|').labels).toHaveLength(TAGS.length);
  });
});
