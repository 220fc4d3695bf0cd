/** Articles and comments that a page describes in JSON-LD. */

import type { ElementNode } from './nodes.ts';

export interface StructuredArticle {
  readonly headline?: string | undefined;
  readonly author?: string | undefined;
  readonly publisher?: string | undefined;
  readonly published?: string | undefined;
  readonly updated?: string | undefined;
  readonly url?: string | undefined;
  readonly language?: string | undefined;
  /** How many comments it has. */
  readonly comments?: number | undefined;
}

/** An object of a JSON-LD script. */
export type JsonObject = { readonly [key: string]: Json };

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Values looked at in one script; a larger graph is cut. */
const MOST_VALUES = 5000;

/** The articles a JSON-LD script describes, in its order; none where it is no JSON. */
export function readJsonLd(script: string): StructuredArticle[] {
  return jsonLdObjects(script).flatMap((object) => (/Article|BlogPosting|Report$/.test(typeOf(object)) ? [articleOf(object)] : []));
}

/** Whether an element is a script of JSON-LD. */
export const isJsonLd = ({ name, attrs }: ElementNode): boolean => name === 'script' && /^application\/ld\+json/i.test(attrs.get('type') ?? '');

/** The objects of a JSON-LD script, outer ones first; none where it is no JSON. */
export function jsonLdObjects(script: string): JsonObject[] {
  const json = parseJson(script);
  const found: JsonObject[] = [];
  const queue: Json[] = json === undefined ? [] : [json];
  for (let i = 0; i < queue.length && i < MOST_VALUES; i++) {
    const value = queue[i];
    if (typeof value !== 'object' || value === null) continue;
    if (isList(value)) queue.push(...value.slice(0, MOST_VALUES));
    else {
      found.push(value);
      queue.push(...Object.values(value).filter((part) => typeof part === 'object'));
    }
  }
  return found;
}

function parseJson(script: string): Json | undefined {
  const text = script.replace(/^\s*(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/|<!\[CDATA\[)|(?:-->|\/\*\s*\]\]>\s*\*\/|\]\]>)\s*$/g, '').trim();
  try {
    return JSON.parse(text) as Json;
  } catch {
    // Pages hold JSON-LD with mistakes often; the page is read from its markup then, as if there were none.
    return undefined;
  }
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** Its types, parted by blanks. */
export function typeOf(object: JsonObject): string {
  const type = object['@type'];
  return typeof type === 'string' ? type : type !== undefined && type !== null && isList(type) ? type.filter((part) => typeof part === 'string').join(' ') : '';
}

function articleOf(object: JsonObject): StructuredArticle {
  return {
    headline: wordsOf(object.headline),
    author: wordsOf(object.author),
    publisher: wordsOf(object.publisher),
    published: wordsOf(object.datePublished),
    updated: wordsOf(object.dateModified),
    url: wordsOf(object.url) ?? wordsOf(object.mainEntityOfPage),
    language: wordsOf(object.inLanguage),
    comments: typeof object.commentCount === 'number' ? object.commentCount : Number(wordsOf(object.commentCount) ?? Number.NaN) || undefined,
  };
}

/** A string, the name (or address) of a thing, or those of a list of things. */
export function wordsOf(value: Json | undefined): string | undefined {
  if (typeof value === 'string') return value.replace(/\s+/g, ' ').trim() || undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  if (isList(value))
    return (
      value
        .slice(0, 20)
        .flatMap((part) => (part !== null && typeof part === 'object' && isList(part) ? [] : (wordsOf(part) ?? [])))
        .join(', ') || undefined
    );
  return wordsOf(value.name ?? value['@id'] ?? undefined);
}
