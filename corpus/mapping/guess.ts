/** Guessing what the columns of a table mean, from their names and from what stands in them. */
import { ARTICLE_FIELDS, type ArticleField, COMMENT_FIELDS, type CommentField, type Mapping } from './mapping.ts';
import type { Table } from './table.ts';

export interface Guess {
  readonly mapping: Mapping;
  /** 0 to 1. */
  readonly confidence: number;
}

/** From here on a guess is used without asking. */
export const SURE = 0.75;
/** Rows that are looked at. */
const SAMPLE = 200;

/** Names by field, the best first; compared without case, `_`, `-` and blanks. Of a column such as `meta.title` the last part counts too. */
const ARTICLE_NAMES: Readonly<Record<ArticleField, string>> = {
  headline: 'headline title articletitle head heading storytitle headlinemain',
  text: 'text body content articlebody articletext fulltext maintext bodytext article story contenttext plaintext',
  standfirst: 'standfirst description summary abstract subtitle dek lead lede excerpt teaser intro snippet',
  url: 'url link permalink canonicalurl weburl articleurl sourceurl href uri',
  published:
    'published publisheddate datepublished datepublish publishdate pubdate publicationdate publishedat date datetime timestamp created createdat time webpublicationdate',
  byline: 'byline author authors writer journalist creator by',
  publisher: 'publisher publication source outlet newspaper sitename site domain sourcedomain provider media sourcename',
};
const COMMENT_NAMES: Readonly<Record<CommentField, string>> = {
  text: 'comment commenttext commentbody commentcontent text body content message commentary reply post',
  author: 'author user username commenter commentauthor userdisplayname displayname nickname nick screenname name authorname userid',
  posted: 'posted postedat commentdate date datetime timestamp created createdat createdate createddate time posttime approvedate',
  number: 'number commentnumber nr no commentno',
  id: 'id commentid unitid postid',
  parent: 'parent parentid parentcommentid inreplyto replyto inreplytoid replytoid parentcomment',
  rating: 'rating score likes votes upvotes recommendations recommendationcount points thumbsup likecount ups stars',
  headline: 'title headline articletitle articleheadline storytitle',
  url: 'url articleurl link storyurl permalink',
  article: 'articleid storyid assetid threadid pageid newsid',
};
/** Columns that only comments have. */
const OF_COMMENTS =
  /^(?:comments?(?:text|body|id|author|date|number)?|commenter|user(?:name|displayname)?|nick(?:name)?|screenname|parent(?:comment)?(?:id)?|inreplyto(?:id)?|replyto(?:id)?|likes|upvotes|votes|ups|thumbsup)$/;

const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** The best guess; undefined where nothing in the table reads as text. */
export function guessMapping(table: Table): Guess | undefined {
  const facts = new Facts(table);
  if (!table.columns.some((column) => facts.isProse(column))) return undefined;
  const articles = guessAs('articles', ARTICLE_FIELDS, ARTICLE_NAMES, table, facts);
  const comments = guessAs('comments', COMMENT_FIELDS, COMMENT_NAMES, table, facts);
  if (articles === undefined) return comments;
  if (comments === undefined) return articles;
  return comments.confidence > articles.confidence ? comments : articles;
}

function guessAs<F extends string>(
  kind: Mapping['kind'],
  fields: readonly F[],
  names: Readonly<Record<F, string>>,
  table: Table,
  facts: Facts,
): Guess | undefined {
  const columns: Partial<Record<string, string>> = {};
  const taken = new Set<string>();
  for (const field of fields) {
    const column = named(names[field], table.columns, (name) => !taken.has(name) && facts.suits(field, name));
    if (column === undefined) continue;
    columns[field] = column;
    taken.add(column);
  }
  const byName = columns['text'];
  const text = byName ?? table.columns.filter((column) => !taken.has(column) && facts.isProse(column)).sort((a, b) => facts.length(b) - facts.length(a))[0];
  if (text === undefined) return undefined;
  const mapping = { kind, fields: { ...columns, text } } as Mapping;
  return { mapping, confidence: (byName === undefined ? 0.5 : 1) * likelihood(mapping, table, facts) };
}

/** How sure it is that the rows are what the mapping says: 0 to 1. */
function likelihood({ kind, fields }: Mapping, { columns, rows }: Table, facts: Facts): number {
  const long = facts.length(fields.text) >= 700;
  const repeated = fields.headline !== undefined && rows.length >= 5 && facts.distinct(fields.headline) < 0.6;
  const ofComments = columns.some((column) => OF_COMMENTS.test(plain(lastPart(column))));
  if (kind === 'comments') {
    if (long && !ofComments) return 0.2;
    if (/^comment/.test(plain(lastPart(fields.text)))) return 0.95;
    if (ofComments && (repeated || fields.headline === undefined || !long)) return 0.9;
    return repeated ? 0.8 : 0.4;
  }
  if (repeated || (ofComments && !long)) return 0.3;
  if (fields.headline === undefined) return long ? 0.6 : 0.3;
  return long || fields.url !== undefined || fields.published !== undefined ? 0.9 : 0.6;
}

function lastPart(column: string): string {
  return column.split('.').at(-1) ?? column;
}

/** The column that is called so; a whole name comes before the last part of one. */
function named(names: string, columns: readonly string[], suits: (column: string) => boolean): string | undefined {
  for (const name of names.split(' ')) {
    const column = columns.find((one) => plain(one) === name && suits(one));
    if (column !== undefined) return column;
  }
  for (const name of names.split(' ')) {
    const column = columns.find((one) => one.includes('.') && plain(lastPart(one)) === name && suits(one));
    if (column !== undefined) return column;
  }
  return undefined;
}

/** What stands in the columns of the first rows. */
class Facts {
  readonly #values: ReadonlyMap<string, readonly string[]>;

  constructor({ columns, rows }: Table) {
    const sample = rows.slice(0, SAMPLE);
    this.#values = new Map(columns.map((column) => [column, sample.flatMap((row) => row.cells.get(column) ?? [])]));
  }

  /** Median length of the values; 0 for an empty column. */
  length(column: string): number {
    const lengths = this.#of(column)
      .map((value) => value.length)
      .sort((a, b) => a - b);
    return lengths[lengths.length >> 1] ?? 0;
  }

  /** Share of values that are different ones. */
  distinct(column: string): number {
    const values = this.#of(column);
    return values.length === 0 ? 1 : new Set(values).size / values.length;
  }

  /** Whether a column holds words in sentences. */
  isProse(column: string): boolean {
    const values = this.#of(column);
    return (
      values.length > 0 &&
      values.filter((value) => value.length >= 12 && /\p{L}{2,}\s+\p{L}/u.test(value) && !/^https?:\S+$/.test(value)).length * 2 > values.length
    );
  }

  /** Whether what stands in a column can be the field. */
  suits(field: string, column: string): boolean {
    const values = this.#of(column);
    if (values.length === 0) return false;
    const share = (test: (value: string) => boolean): boolean => values.filter(test).length * 2 >= values.length;
    switch (field) {
      case 'text':
        return share((value) => /\p{L}/u.test(value) && !/^https?:\S+$/.test(value) && !/^[\d.,+-]+$/.test(value));
      case 'url':
        return share((value) => /^(?:https?:)?\/\/\S+$|^www\.\S+$/i.test(value.trim()));
      case 'rating':
      case 'number':
        return share((value) => /^[+-]?\d{1,9}(?:\.0)?$/.test(value.trim()));
      case 'published':
      case 'posted':
        return share((value) => /\d/.test(value) && value.length <= 60);
      case 'headline':
        return share((value) => /\p{L}/u.test(value) && value.length <= 400);
      default:
        return share((value) => value.length <= 2000);
    }
  }

  #of(column: string): readonly string[] {
    return this.#values.get(column) ?? [];
  }
}
