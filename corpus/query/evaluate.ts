import { assertNever } from '../assert.ts';
import type { Article, ArticleText, Comment, ImportId, SourceId, Tag, TagId, TargetId } from '../records.ts';
import { articleOf } from '../targets.ts';
import { foldText } from '../text/fold.ts';
import { repairMojibake } from '../text/mojibake.ts';
import type { Query, QueryTerm } from './query.ts';
import { tagsNamed, withBelow } from './tag-paths.ts';
import { isWordTerm, SearchedText, type WordTerm } from './words.ts';

/** What a query can ask of an article or a comment without looking at its words. */
export interface DocumentView {
  readonly kind: 'article' | 'comment';
  readonly id: TargetId;
  readonly importId: ImportId;
  /** The files it came from. */
  readonly sources: readonly { readonly id: SourceId; readonly name: string }[];
  /** Tags on it and on spans of it. */
  readonly tags: ReadonlySet<TagId>;
  readonly noted: boolean;
  /** For articles: some of its source is unparsed. */
  readonly unparsed: boolean;
  /** For articles: comments of it are known to be missing; see `hasGaps`. */
  readonly gaps: boolean;
  /** For articles: its captures disagree. */
  readonly changed: boolean;
  /** For comments: it answers something; others answer it; it quotes. */
  readonly reply: boolean;
  readonly answered: boolean;
  readonly quote: boolean;
}

/** What a query will ask for; what it does not need, nobody has to load. */
export interface QueryNeeds {
  readonly articles: boolean;
  readonly comments: boolean;
  readonly words: boolean;
  readonly tags: boolean;
  readonly notes: boolean;
  readonly sources: boolean;
}

/** A query made ready for many documents. A document is found when both `light` and `words` hold. */
export interface Matcher {
  readonly needs: QueryNeeds;
  /** Whether all clauses hold that need no words. */
  light(document: DocumentView): boolean;
  /** Whether all clauses on words hold; each word may occur in any of the texts, a phrase within one. */
  words(texts: readonly string[]): boolean;
}

/** Makes a query ready, against the tags there are. A tag that no one has finds nothing. */
export function matcherOf(query: Query, tags: readonly Tag[]): Matcher {
  const wordClauses = query.clauses.flatMap(({ term, negated }) => (isWordTerm(term) ? [{ term, negated }] : []));
  const lightClauses = query.clauses.flatMap(({ term, negated }) => (isWordTerm(term) ? [] : [{ holds: lightTest(term, tags), negated }]));
  const uses = (...types: QueryTerm['type'][]): boolean => query.clauses.some(({ term }) => types.includes(term.type));
  const asks = (what: string): boolean => query.clauses.some(({ term }) => (term.type === 'is' || term.type === 'has') && term.what === what);
  const shutOut = (kind: 'articles' | 'comments'): boolean => query.clauses.some(({ term, negated }) => term.type === 'in' && (term.what === kind) === negated);

  return {
    needs: {
      articles: !shutOut('articles'),
      comments: !shutOut('comments'),
      words: wordClauses.length > 0,
      tags: uses('tag') || asks('tagged') || asks('untagged'),
      notes: asks('note'),
      sources: uses('source'),
    },
    light: (document) => lightClauses.every(({ holds, negated }) => holds(document) !== negated),
    words(texts) {
      const searched = texts.map((text) => new SearchedText(text));
      return wordClauses.every(({ term, negated }) => searched.some((text) => text.has(term)) !== negated);
    },
  };
}

/** Whether a document is found by a query. For many documents, `matcherOf` prepares the query once. */
export function matches(query: Query, tags: readonly Tag[], document: DocumentView, texts: readonly string[]): boolean {
  const matcher = matcherOf(query, tags);
  return matcher.light(document) && matcher.words(texts);
}

/** The texts of an article that words are looked for in: headline or made title, and every block, mojibake undone. */
export function articleTexts(article: Article, text: ArticleText | undefined): string[] {
  const blocks = text?.blocks.map((block) => block.repaired ?? block.text) ?? [];
  return [article.title, ...(article.headline !== undefined && article.headline !== article.title ? [article.headline] : []), ...blocks];
}

/** The text of a comment that words are looked for in: its own words, mojibake undone. What it quotes is another's. */
export function commentTexts(comment: Comment): string[] {
  return [comment.repaired === undefined ? comment.own : (repairMojibake(comment.own) ?? comment.own)];
}

type LightTest = (document: DocumentView) => boolean;

function lightTest(term: Exclude<QueryTerm, WordTerm>, tags: readonly Tag[]): LightTest {
  switch (term.type) {
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
    default:
      return assertNever(term, 'term');
  }
}

function isTest(what: Extract<QueryTerm, { readonly type: 'is' }>['what']): LightTest {
  switch (what) {
    case 'untagged':
      return (document) => document.tags.size === 0;
    case 'tagged':
      return (document) => document.tags.size > 0;
    case 'reply':
      return (document) => document.reply;
    case 'unparsed':
      return (document) => document.unparsed;
    case 'changed':
      return (document) => document.changed;
    default:
      return assertNever(what, 'value of is:');
  }
}

function hasTest(what: Extract<QueryTerm, { readonly type: 'has' }>['what']): LightTest {
  switch (what) {
    case 'reply':
      return (document) => document.reply;
    case 'replies':
      return (document) => document.answered;
    case 'quote':
      return (document) => document.quote;
    case 'note':
      return (document) => document.noted;
    case 'gaps':
      return (document) => document.gaps;
    default:
      return assertNever(what, 'value of has:');
  }
}
