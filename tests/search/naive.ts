/** The inverted index as plainly as it can be made, and a segment read whole, for comparison. */
import { wordsOf } from '../../corpus/text/words.ts';
import type { IndexedArticle } from '../../renderer/search/index/document.ts';
import { IndexField, NO_NAME, type Segment, TEXT_GAP } from '../../renderer/search/index/segment.ts';
import { stringAt } from '../../renderer/search/index/strings.ts';
import { articleTexts, commentTexts, type FieldTexts } from '../../renderer/search/index/texts.ts';

const wordsIn = (fields: readonly FieldTexts[], of: IndexField): string[] =>
  fields.flatMap(({ field, texts }) => (field === of ? texts.flatMap((text) => wordsOf(text).map(({ word }) => word)) : []));

/** Where words of a whole text stand that are not own words, found from the end; undefined where own words are not all there in their order. */
export function withoutOwn(whole: readonly string[], own: readonly string[]): ReadonlySet<number> | undefined {
  const left = new Set<number>();
  let wanted = own.length - 1;
  for (let at = whole.length - 1; at >= 0; at--) {
    if (wanted >= 0 && whole[at] === own[wanted]) wanted--;
    else left.add(at);
  }
  return wanted < 0 ? left : undefined;
}

/** By field and word: positions by document. */
export type Inverted = ReadonlyMap<string, readonly (readonly [document: number, positions: readonly number[]])[]>;

export function inverted(articles: readonly IndexedArticle[]): Inverted {
  const lists = new Map<string, Map<number, number[]>>();
  let document = 0;
  const take = (fields: readonly FieldTexts[]): void => {
    const own = wordsIn(fields, IndexField.Body);
    for (const { field, texts } of fields) {
      let next = 0;
      const left = field === IndexField.Whole ? withoutOwn(wordsIn(fields, field), own) : undefined;
      for (const text of texts) {
        const words = wordsOf(text).map(({ word }) => word);
        // a name that has no word
        if (words.length === 0 && field === IndexField.Author && text.trim() !== '') words.push('');
        if (words.length === 0) continue;
        for (const [index, word] of words.entries()) {
          if (left?.has(index) === false) continue;
          const key = `${field} ${word}`;
          const list = lists.get(key) ?? new Map<number, number[]>();
          lists.set(key, list);
          const positions = list.get(document) ?? [];
          list.set(document, positions);
          positions.push(next + index);
        }
        next += words.length + TEXT_GAP;
      }
    }
    document++;
  };
  for (const indexed of articles) {
    take(articleTexts(indexed));
    for (const comment of indexed.comments) take(commentTexts(comment));
  }
  return new Map([...lists].map(([key, list]) => [key, [...list]] as const).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** All words of a segment with all they have. */
export function readWhole(segment: Segment): Inverted {
  const lists = new Map<string, [number, number[]][]>();
  for (const field of Object.values(IndexField)) {
    for (const term of segment.terms(field, '')) {
      const { documents, counts } = term.list();
      const cursor = term.positions();
      const list = Array.from(documents, (document, index): [number, number[]] => [document, [...cursor.at(index)]]);
      if (list.some(([, positions], index) => positions.length !== counts[index])) throw new Error(`counts of ${term.term} are not those of its positions`);
      if (list.length !== term.documents) throw new Error(`${term.term} has not as many documents as it says`);
      if (list.reduce((sum, [, positions]) => sum + positions.length, 0) !== term.occurrences) throw new Error(`occurrences of ${term.term}`);
      lists.set(`${field} ${term.term}`, list);
    }
  }
  return lists;
}

/** All that a segment says besides its words. */
export function factsOf(segment: Segment): unknown {
  const { articleColumns: of, columns } = segment;
  const named = (names: readonly string[], column: Uint32Array): (string | undefined)[] =>
    Array.from(column, (name) => (name === NO_NAME ? undefined : (names[name] ?? 'no such name')));
  const { articles, keys } = segment.ids();
  return {
    articles: Array.from({ length: segment.articles }, (_, index) => ({
      id: stringAt(articles, index),
      title: stringAt(segment.titles(), index),
      sources: segment.sources(index),
    })),
    keys: Array.from({ length: keys.offsets.length - 1 }, (_, index) => stringAt(keys, index)),
    starts: [...segment.starts],
    columns: [columns.flags, columns.day, columns.time, columns.words, columns.length, columns.rating].map((column) => [...column]),
    publishers: named(of.publishers, of.publisher),
    languages: named(of.languages, of.language),
    layouts: named(of.layouts, of.layout),
    imports: named(of.imports, of.importId),
    numbers: [[...of.comments], [...of.unparsed], [...of.added]],
    titleOrder: [...segment.titleOrder()],
  };
}
