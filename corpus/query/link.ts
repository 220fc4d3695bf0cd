/** Searches as links: `cuttings:search?q=tide%20wall&in=comments&order=rating`. They say what was asked, and stay true in any library. */
import { type ListOrder, orderNamed } from './orders.ts';

export interface LinkedSearch {
  readonly query: string;
  /** The list that shows the answer; the link may leave it open. */
  readonly list?: 'articles' | 'comments';
  readonly order?: ListOrder;
}

const START = 'cuttings:search?';
/** A link in running text; what ends a sentence is written with a percent sign in a link, so none ends in it. */
const IN_TEXT = /cuttings:search\?[\w\-~%=&]+/giu;

/** The link to a search. */
export function linkTo({ query, list, order }: LinkedSearch): string {
  const parts = [`q=${encoded(query)}`, ...(list === undefined ? [] : [`in=${list}`]), ...(order === undefined ? [] : [`order=${order}`])];
  return START + parts.join('&');
}

/** What a link says; undefined where the text is none, or says something that cannot be read. Parts it does not know are passed over. */
export function readLink(text: string): LinkedSearch | undefined {
  const link = text.trim();
  if (link.slice(0, START.length).toLowerCase() !== START) return undefined;
  let query: string | undefined;
  let list: LinkedSearch['list'];
  let order: ListOrder | undefined;
  for (const part of link.slice(START.length).split('&')) {
    const equals = part.indexOf('=');
    const value = equals === -1 ? undefined : decoded(part.slice(equals + 1));
    if (value === undefined) return undefined;
    const name = part.slice(0, equals);
    if (name === 'q') query = value;
    else if (name === 'in' && (value === 'articles' || value === 'comments')) list = value;
    else if (name === 'order') order = orderNamed(value);
  }
  return query === undefined ? undefined : { query, ...(list && { list }), ...(order && { order }) };
}

/** The query a text asks for, where queries are written: that of the link, where it is one, else the text itself. */
export function queryIn(text: string): string {
  return readLink(text)?.query ?? text;
}

/** A text cut where links to searches stand in it; joined, the pieces are the text. */
export function linkPieces(text: string): readonly { readonly text: string; readonly search?: LinkedSearch }[] {
  const pieces: { readonly text: string; readonly search?: LinkedSearch }[] = [];
  let end = 0;
  for (const { 0: link, index } of text.matchAll(IN_TEXT)) {
    const search = readLink(link);
    if (search === undefined) continue;
    if (index > end) pieces.push({ text: text.slice(end, index) });
    pieces.push({ text: link, search });
    end = index + link.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end) });
  return pieces;
}

function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*.]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    // a percent sign that begins nothing: it is no link of ours
    return undefined;
  }
}
