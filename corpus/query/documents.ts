/** What records say to a query. */

import type { Article, ArticleText, Comment } from '../records.ts';
import { repairMojibake } from '../text/mojibake.ts';
import { countWords } from '../text/words.ts';
import type { DocumentWords } from './evaluate.ts';

/** An article, read; mojibake undone. `notes` are the texts of its notes. */
export function articleWords(article: Pick<Article, 'title' | 'headline'>, text: ArticleText | undefined, notes: readonly string[]): DocumentWords {
  const blocks = text?.blocks ?? [];
  const said = (block: ArticleText['blocks'][number]): string => block.repaired ?? block.text;
  return {
    guessed: blocks.some((block) => block.guessed === true),
    texts(field) {
      if (field === 'note') return notes;
      if (field === 'text') return blocks.filter(({ kind }) => kind !== 'headline').map(said);
      const { headline, title } = article;
      return [title, ...(headline !== undefined && headline !== title ? [headline] : []), ...blocks.map(said)];
    },
  };
}

/** A comment, read; mojibake undone. What it quotes is another's, so its own words are searched where no field is told. */
export function commentWords(comment: Comment, notes: readonly string[]): DocumentWords {
  // most comments need no repair, and repairing goes through every letter
  const repaired = (text: string): string => (comment.repaired === undefined ? text : (repairMojibake(text) ?? text));
  return {
    date: comment.posted?.at,
    rating: comment.rating,
    get words() {
      return countWords(repaired(comment.own));
    },
    guessed: false,
    texts(field) {
      switch (field) {
        case 'note':
          return notes;
        case 'text':
          return [comment.repaired ?? comment.text];
        case 'quoted':
          return comment.quotes.map(({ text }) => repaired(text));
        case 'author':
          return comment.author === undefined ? [] : [comment.author];
        default:
          return [repaired(comment.own)];
      }
    },
  };
}

/** What a document says, by where it says it: each a list of texts, mojibake undone. */
export interface DocumentFields {
  /** Of an article. */
  readonly headline: readonly string[];
  /** Of an article: its title where it is not its headline, and headings of its text that say something else. */
  readonly heading: readonly string[];
  /** An article's words below the headline; a comment's own words. */
  readonly body: readonly string[];
  /** Of a comment: all its words, where these are not just its own. */
  readonly whole: readonly string[];
  /** Of a comment: what it quotes. */
  readonly quoted: readonly string[];
  /** A comment's author, an article's byline. */
  readonly author: readonly string[];
}

/**
 * The texts of an article, none of them twice. `headline`, `heading` and `body` together say what `articleWords` searches by default, `body` what it searches
 * as `text`.
 */
export function articleFields({ headline, title, byline }: Pick<Article, 'title' | 'headline' | 'byline'>, text: ArticleText | undefined): DocumentFields {
  const blocks = text?.blocks ?? [];
  const said = (block: ArticleText['blocks'][number]): string => block.repaired ?? block.text;
  const headings = new Set([title, ...blocks.filter(({ kind }) => kind === 'headline').map(said)]);
  if (headline !== undefined) headings.delete(headline);
  return {
    headline: headline === undefined ? [] : [headline],
    heading: [...headings],
    body: blocks.filter(({ kind }) => kind !== 'headline').map(said),
    whole: [],
    quoted: [],
    author: byline === undefined ? [] : [byline],
  };
}

/** The texts of a comment: `body` is what `commentWords` searches by default, `whole`, or else `body`, what it searches as `text`. */
export function commentFields(comment: Comment): DocumentFields {
  const words = commentWords(comment, []);
  const body = words.texts(undefined);
  const whole = words.texts('text');
  return { headline: [], heading: [], body, whole: whole[0] === body[0] ? [] : whole, quoted: words.texts('quoted'), author: words.texts('author') };
}

/** The conversation a comment belongs to: all comments that are bound to it by answers, itself included. Empty where it is not among `comments`. */
export function threadOf(id: string, comments: readonly Comment[]): ReadonlySet<Comment['id']> {
  const bound = new Map<string, Comment['id'][]>(comments.map((comment) => [comment.id, []]));
  for (const comment of comments) {
    for (const { comment: parent } of comment.replyTo) {
      const other = parent === undefined ? undefined : bound.get(parent);
      if (parent === undefined || other === undefined) continue;
      other.push(comment.id);
      bound.get(comment.id)?.push(parent);
    }
  }
  const start = comments.find((comment) => comment.id === id);
  const found = new Set<Comment['id']>(start === undefined ? [] : [start.id]);
  // a set goes on through what is added to it
  for (const one of found) for (const other of bound.get(one) ?? []) found.add(other);
  return found;
}
