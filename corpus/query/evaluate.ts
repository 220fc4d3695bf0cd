import { assertNever } from '../assert.ts';
import type { ImportId, SourceId, Tag, TagId, TargetId } from '../records.ts';
import { articleOf } from '../targets.ts';
import { foldText } from '../text/fold.ts';
import type { WholeField, WordField } from './fields.ts';
import { type NearTerm, type NumberTest, type Query, type QueryNode, type QueryTerm, termsOf, type WordTerm } from './query.ts';
import { tagsNamed, withBelow } from './tag-paths.ts';
import { isWordTerm, SearchedText } from './words.ts';

/** What a query can ask of an article or a comment without reading it: what is known of its article, of its place in the library, and what is put on it. */
export interface DocumentView {
  readonly kind: 'article' | 'comment';
  readonly id: TargetId;
  readonly importId: ImportId;
  /** The files it came from. */
  readonly sources: readonly { readonly id: SourceId; readonly name: string }[];
  /** Tags on it and on spans of it. */
  readonly tags: ReadonlySet<TagId>;
  /** A tag sits on a stretch of it. */
  readonly span: boolean;
  readonly noted: boolean;
  /** Of its article: BCP 47; the layout's id; the publisher's name. */
  readonly language?: string | undefined;
  readonly layout: string;
  readonly publisher?: string | undefined;
  /** For articles. */
  readonly headline?: string | undefined;
  readonly byline?: string | undefined;
  /** For articles: when it was published, else last changed, as ISO 8601 writes it, where that is known. */
  readonly date?: string | undefined;
  /** For articles: how many words its body has. */
  readonly words?: number;
  /** For articles: some of its source is unparsed. */
  readonly unparsed: boolean;
  /** For articles: comments of it are known to be missing; see `hasGaps`. */
  readonly gaps: boolean;
  /** For articles: its captures disagree. */
  readonly changed: boolean;
  /** For articles: comments of it that were captured. */
  readonly comments?: number;
  /** For comments: it answers something; others answer it; it quotes. */
  readonly reply: boolean;
  readonly answered: boolean;
  readonly quote: boolean;
}

/** What can be asked only of the document itself. */
export interface DocumentWords {
  /** For comments: when it was posted, as ISO 8601 writes it, where that is known. */
  readonly date?: string | undefined;
  readonly rating?: number | undefined;
  /** For comments: how many words it has of its own. */
  readonly words?: number;
  /** For articles: the kind of some block is guessed. */
  readonly guessed: boolean;
  /** The texts of a field; without one those that are searched by default. */
  texts(field: WordField | undefined): readonly string[];
}

/** What a query will ask for; what it does not need, nobody has to load. */
export interface QueryNeeds {
  readonly articles: boolean;
  readonly comments: boolean;
  readonly tags: boolean;
  readonly notes: boolean;
  /** What notes say. */
  readonly noteTexts: boolean;
  readonly sources: boolean;
  /** Comments whose conversations have to be known. */
  readonly threads: readonly string[];
}

/** The conversations that a query asks for, by the comment that was named. */
export type Threads = ReadonlyMap<string, ReadonlySet<TargetId>>;

/** A query made ready for many documents. */
export interface Matcher {
  readonly needs: QueryNeeds;
  /** Whether a document is found, as far as that can be told without reading it; undefined where it must be read. */
  light(document: DocumentView): boolean | undefined;
  /** Whether a document is found. */
  full(document: DocumentView, words: DocumentWords): boolean;
}

/** Makes a query ready, against the tags there are. A tag that no one has finds nothing, nor does a conversation that is not among `threads`. */
export function matcherOf({ root }: Query, tags: readonly Tag[], threads: Threads = new Map()): Matcher {
  const terms = [...termsOf(root)].map(({ term }) => term);
  const tests = new Map(terms.map((term) => [term, testOf(term, tags, threads)]));
  const uses = (...types: QueryTerm['type'][]): boolean => terms.some(({ type }) => types.includes(type));
  const asks = (what: string): boolean => terms.some((term) => (term.type === 'is' || term.type === 'has') && term.what === what);
  const evaluate = (document: DocumentView, words?: KeptWords): boolean | undefined =>
    root === undefined || holds(root, (term) => (tests.get(term) as Test)(document, words));
  const inNotes = terms.some((term) => (isWordTerm(term) || term.type === 'near') && fieldOf(term) === 'note');
  const shutsOut = (kind: 'articles' | 'comments'): boolean =>
    root !== undefined && holds(root, (term) => (term.type === 'in' ? term.what === kind : undefined)) === false;

  return {
    needs: {
      articles: !shutsOut('articles'),
      comments: !shutsOut('comments'),
      tags: uses('tag') || asks('tagged') || asks('untagged') || asks('span'),
      notes: asks('notes') || inNotes,
      noteTexts: inNotes,
      sources: uses('source') || terms.some((term) => term.type === 'whole' && term.of === 'source'),
      threads: terms.flatMap((term) => (term.type === 'thread' ? [term.id] : [])),
    },
    light: (document) => evaluate(document),
    full: (document, words) => evaluate(document, new KeptWords(words)) === true,
  };
}

/** What a tree of conditions comes to where some of them cannot be told: false, true, or undefined. */
function holds(node: QueryNode, test: (term: QueryTerm) => boolean | undefined): boolean | undefined {
  switch (node.type) {
    case 'term':
      return test(node.term);
    case 'not': {
      const inside = holds(node.of, test);
      return inside === undefined ? undefined : !inside;
    }
    case 'and':
    case 'or': {
      const decisive = node.type === 'or';
      let unknown = false;
      for (const one of node.of) {
        const found = holds(one, test);
        if (found === decisive) return decisive;
        if (found === undefined) unknown = true;
      }
      return unknown ? undefined : !decisive;
    }
    default:
      return assertNever(node, 'part of a query');
  }
}

/** What a document says, its texts folded and cut into words once for all conditions. */
class KeptWords {
  readonly #byField = new Map<WordField | undefined, readonly SearchedText[]>();

  constructor(readonly document: DocumentWords) {}

  texts(field: WordField | undefined): readonly SearchedText[] {
    const found = this.#byField.get(field) ?? this.document.texts(field).map((text) => new SearchedText(text));
    this.#byField.set(field, found);
    return found;
  }
}

/** Undefined where the document must be read, and is not. */
type Test = (document: DocumentView, words: KeptWords | undefined) => boolean | undefined;

function testOf(term: QueryTerm, tags: readonly Tag[], threads: Threads): Test {
  switch (term.type) {
    case 'word':
    case 'phrase':
    case 'prefix':
    case 'exact':
    case 'near':
      return wordTest(term);
    case 'tag': {
      const wanted = tagsNamed(term.tag, tags).flatMap((tag) => [...withBelow(tag.id, tags)]);
      return (document) => wanted.some((tag) => document.tags.has(tag));
    }
    case 'is':
      return isTest(term.what);
    case 'in':
      return (document) => document.kind === (term.what === 'articles' ? 'article' : 'comment');
    case 'has':
      return hasTest(term.what);
    case 'date':
      return ofDocument(
        (document) => document.date,
        (words) => words.date,
        (date) => date !== undefined && isWithin(date, term.from, term.to),
      );
    case 'number':
      return numberTest(term.of, term.test);
    case 'thread': {
      const ids = threads.get(term.id) ?? new Set();
      return (document) => ids.has(document.id);
    }
    case 'lang':
      return ({ language = '' }) => language.toLowerCase() === term.lang || language.toLowerCase().startsWith(`${term.lang}-`);
    case 'layout': {
      const part = foldText(term.name);
      return (document) => foldText(document.layout).includes(part);
    }
    case 'id': {
      const ids = new Set(term.ids);
      return (document) => ids.has(document.id) || (document.kind === 'comment' && ids.has(articleOf(document.id)));
    }
    case 'import':
      return (document) => document.importId === term.id;
    case 'source': {
      const part = foldText(term.name);
      return (document) => document.sources.some((source) => source.id === term.name || foldText(source.name).includes(part));
    }
    case 'whole':
      return wholeTest(term.of, foldText(term.value));
    default:
      return assertNever(term, 'term');
  }
}

/** The field a term of words looks in; none where it looks in all that is searched by default. */
export function fieldOf(term: WordTerm | NearTerm): WordField | undefined {
  return term.type === 'near' ? term.left.field : term.field;
}

function wordTest(term: WordTerm | NearTerm): Test {
  const field = fieldOf(term);
  return (document, words) => {
    const known = textsKnown(document, field);
    if (known !== undefined) return known.some((text) => new SearchedText(text).has(term));
    return words?.texts(field).some((text) => text.has(term));
  };
}

/** The texts of a field, where they are known without reading the document. */
function textsKnown(document: DocumentView, field: WordField | undefined): readonly string[] | undefined {
  const article = document.kind === 'article';
  switch (field) {
    case 'headline':
      return article && document.headline !== undefined ? [document.headline] : [];
    case 'publisher':
      return document.publisher === undefined ? [] : [document.publisher];
    case 'author':
      return article ? (document.byline === undefined ? [] : [document.byline]) : undefined;
    case 'own':
      return article ? [] : undefined;
    case 'quoted':
      return document.quote ? undefined : [];
    case 'note':
      return document.noted ? undefined : [];
    case 'text':
    case undefined:
      return undefined;
    default:
      return assertNever(field, 'field');
  }
}

/** `value` is folded. */
function wholeTest(of: WholeField, value: string): Test {
  const is = (text: string | undefined): boolean => text !== undefined && foldText(text.trim()) === value;
  switch (of) {
    case 'publisher':
      return (document) => is(document.publisher);
    case 'lang':
      return (document) => is(document.language);
    case 'layout':
      return (document) => is(document.layout);
    case 'author':
      return authorTest(is);
    case 'source':
      return (document) => document.sources.some((source) => is(source.name));
    default:
      return assertNever(of, 'field');
  }
}

/** A test of an article's byline or a comment's author; what has none does not pass. */
function authorTest(test: (author: string) => boolean): Test {
  return ofDocument(
    (document) => (document.byline === undefined ? [] : [document.byline]),
    (words) => words.texts('author'),
    (authors) => authors.some(test),
  );
}

/** A test of something that is known of an article, and read of a comment. */
function ofDocument<T>(known: (document: DocumentView) => T, read: (words: DocumentWords) => T, test: (value: T) => boolean): Test {
  return (document, words) => {
    if (document.kind === 'article') return test(known(document));
    return words && test(read(words.document));
  };
}

function numberTest(of: 'comments' | 'rating' | 'words', test: NumberTest): Test {
  const passes = (value: number | undefined): boolean => value !== undefined && isNumber(value, test);
  if (of === 'comments') return (document) => passes(document.comments);
  if (of === 'words')
    return ofDocument(
      (document) => document.words,
      (words) => words.words,
      passes,
    );
  return (document, words) => (document.kind === 'article' ? false : words && passes(words.document.rating));
}

/** Whether a number passes. */
export function isNumber(value: number, test: NumberTest): boolean {
  switch (test.is) {
    case '>':
      return value > test.value;
    case '<':
      return value < test.value;
    case '>=':
      return value >= test.value;
    case '<=':
      return value <= test.value;
    case '=':
      return value === test.value;
    case '..':
      return value >= test.from && value <= test.to;
    default:
      return assertNever(test, 'comparison');
  }
}

/** As far as the ends tell: a day lies within the month that is named. What is known less exactly than an end does not lie within it. */
function isWithin(date: string, from: string | undefined, to: string | undefined): boolean {
  const part = (end: string): string => date.slice(0, end.length);
  return (from === undefined || part(from) >= from) && (to === undefined || (part(to).length === to.length && part(to) <= to));
}

function isTest(what: Extract<QueryTerm, { readonly type: 'is' }>['what']): Test {
  switch (what) {
    case 'untagged':
      return (document) => document.tags.size === 0;
    case 'tagged':
      return (document) => document.tags.size > 0;
    case 'reply':
      return (document) => document.reply;
    case 'guessed':
      return (document, words) => document.kind === 'article' && words?.document.guessed;
    case 'unparsed':
      return (document) => document.unparsed;
    case 'changed':
      return (document) => document.changed;
    default:
      return assertNever(what, 'value of is:');
  }
}

function hasTest(what: Extract<QueryTerm, { readonly type: 'has' }>['what']): Test {
  switch (what) {
    case 'replies':
      return (document) => document.answered;
    case 'quotes':
      return (document) => document.quote;
    case 'notes':
      return (document) => document.noted;
    case 'span':
      return (document) => document.span;
    case 'gaps':
      return (document) => document.gaps;
    case 'comments':
      return (document) => (document.comments ?? 0) > 0;
    case 'date':
      return ofDocument(
        (document) => document.date,
        (words) => words.date,
        (date) => date !== undefined,
      );
    case 'author':
      return authorTest((author) => author.trim() !== '');
    case 'rating':
      return (document, words) => (document.kind === 'article' ? false : words && words.document.rating !== undefined);
    case 'publisher':
      return (document) => (document.publisher ?? '') !== '';
    case 'language':
      return (document) => (document.language ?? '') !== '';
    case 'layout':
      return (document) => document.layout !== '';
    default:
      return assertNever(what, 'value of has:');
  }
}
