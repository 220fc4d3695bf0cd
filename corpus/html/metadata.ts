import type { StatedTime } from '../records.ts';
import { findTime, isoOf } from '../text/times.ts';
import { isJsonLd, readJsonLd, type StructuredArticle } from './json-ld.ts';
import { closest, type ElementNode, elementsOf, namesOf, nodesOf, squash, type TextNode, textIn } from './nodes.ts';

/** What a page says about itself outside its visible text. */
export interface Metadata {
  /** The text of `<title>`, and where it stands. */
  readonly title?: { readonly text: string; readonly node: TextNode } | undefined;
  /** What the page gives as its headline for others: structured data, then Open Graph. */
  readonly statedHeadline?: string | undefined;
  readonly author?: string | undefined;
  readonly publisher?: string | undefined;
  readonly published?: StatedTime | undefined;
  readonly updated?: StatedTime | undefined;
  readonly url?: string | undefined;
  readonly language?: string | undefined;
  /** How many comments there are, as the page gives it to others. */
  readonly comments?: number | undefined;
}

/** `OriginalPublicationDate` is the BBC's; the others are common. In the order of trust. */
const PUBLISHED = [
  'originalpublicationdate',
  'article:published_time',
  'og:article:published_time',
  'datepublished',
  'parsely-pub-date',
  'sailthru.date',
  'dc.date.issued',
  'dcterms.created',
  'dc.date.created',
  'publish-date',
  'publishdate',
  'pubdate',
  'publication_date',
  'article.published',
  'article_date_original',
  'date.release',
  'dc.date',
  'dcterms.date',
  'date',
];
const UPDATED = ['article:modified_time', 'og:updated_time', 'datemodified', 'last-modified', 'dc.date.modified', 'dcterms.modified', 'article.updated'];
const AUTHOR = ['author', 'article:author_name', 'parsely-author', 'sailthru.author', 'dc.creator', 'dcterms.creator', 'byl'];
const PUBLISHER = ['og:site_name', 'publisher', 'dc.publisher', 'dcterms.publisher', 'application-name', 'source', 'cre', 'copyright-holder'];

/** Reads what a page states about itself: JSON-LD, microdata, Open Graph, meta elements, links. Nothing is made up: a time of day that is not stated stays away. */
export function readMetadata(root: ElementNode): Metadata {
  const metas = new Map<string, string>();
  let title: Metadata['title'];
  let canonical: string | undefined;
  let language: string | undefined;
  const structured: StructuredArticle[] = [];
  const items = new Map<string, string>();
  for (const element of elementsOf(root)) {
    if (element.name === 'meta') {
      const content = squash(element.attrs.get('content') ?? '');
      for (const key of ['name', 'property', 'itemprop', 'http-equiv']) {
        const name = element.attrs.get(key)?.toLowerCase();
        if (name && content !== '' && !metas.has(name)) metas.set(name, content);
      }
    } else if (element.name === 'title' && title === undefined && !closest(element, ({ name }) => name === 'svg')) {
      const node = element.children.find((child): child is TextNode => child.kind === 'text' && child.from >= 0);
      const text = squash(node?.text ?? '');
      if (node && text !== '') title = { text, node };
    } else if (element.name === 'link' && / canonical /.test(` ${element.attrs.get('rel')?.toLowerCase() ?? ''} `)) {
      canonical ??= element.attrs.get('href');
    } else if (element.name === 'html') language = element.attrs.get('lang') ?? element.attrs.get('xml:lang');
    else if (isJsonLd(element)) structured.push(...readJsonLd(scriptText(element)));
    else readItem(element, items);
  }
  const article = structured[0];
  const first = (names: readonly string[]): string | undefined => names.map((name) => metas.get(name)).find((value) => value !== undefined);
  return {
    title,
    statedHeadline: article?.headline ?? items.get('headline') ?? metas.get('og:title') ?? metas.get('headline') ?? metas.get('twitter:title'),
    author: nameOf(article?.author) ?? nameOf(first(AUTHOR)) ?? nameOf(items.get('author')),
    publisher: article?.publisher ?? first(PUBLISHER) ?? items.get('publisher'),
    published: timeOf(first(PUBLISHED.slice(0, 2))) ?? timeOf(article?.published) ?? timeOf(items.get('datepublished')) ?? timeOf(first(PUBLISHED)),
    updated: timeOf(article?.updated) ?? timeOf(items.get('datemodified')) ?? timeOf(first(UPDATED)),
    url: addressOf(canonical) ?? addressOf(metas.get('og:url')) ?? addressOf(article?.url),
    language: languageOf(language ?? metas.get('content-language') ?? article?.language ?? metas.get('og:locale')),
    comments: article?.comments,
  };
}

function scriptText(element: ElementNode): string {
  let text = '';
  for (const node of nodesOf(element)) if (node.kind === 'text') text += node.text;
  return text;
}

/** Microdata and RDFa of the article; what stands in comments is theirs. */
function readItem(element: ElementNode, items: Map<string, string>): void {
  const name = (element.attrs.get('itemprop') ?? element.attrs.get('property'))?.toLowerCase().replace(/^schema:/, '');
  if (name === undefined || !/^(?:headline|author|publisher|datepublished|datemodified)$/.test(name) || items.has(name)) return;
  if (closest(element, (around) => /comment/i.test(around.attrs.get('itemtype') ?? '') || /\bcomments?\b/.test(namesOf(around)))) return;
  const value = element.attrs.get('content') ?? element.attrs.get('datetime') ?? textIn(element).slice(0, 300);
  if (squash(value) !== '') items.set(name, squash(value));
}

/** A person's name, not an address or an account. */
function nameOf(value: string | undefined): string | undefined {
  if (value === undefined || value.length > 200 || /^(?:https?:)?\/\/|^@|^\d+$/.test(value)) return undefined;
  return value;
}

/** The time a machine-readable value states. */
export function timeOf(value: string | undefined): StatedTime | undefined {
  if (value === undefined) return undefined;
  const text = squash(value).slice(0, 80);
  const iso = /^(\d{4})[-/]?(\d\d)[-/]?(\d\d)(?:[T ]?(\d\d):?(\d\d)(?::?(\d\d))?(?:\.\d+)?\s?(Z|GMT|UTC|[+-]\d\d:?\d\d)?)?$/.exec(text);
  if (!iso) return readTime(text);
  const date = isoOf(`${iso[1]}-${iso[2]}-${iso[3]}`);
  if (date === undefined) return { text };
  const zone = iso[7] === undefined ? '' : /^(?:Z|GMT|UTC)$/.test(iso[7]) ? '+00:00' : iso[7].replace(/^(...)(\d\d)$/, '$1:$2');
  const clock = iso[4] !== undefined && Number(iso[4]) < 24 && Number(iso[5]) < 60 ? `T${iso[4]}:${iso[5]}${iso[6] ? `:${iso[6]}` : ''}${zone}` : '';
  return { text, at: date + clock };
}

function readTime(text: string): StatedTime | undefined {
  const found = findTime(text);
  if (!found) return undefined;
  return found.time.at === undefined ? { text } : { text, at: found.time.at };
}

/** An address that names one page: absolute, with a path. The front page of a site is no article's address. */
function addressOf(value: string | undefined): string | undefined {
  const address = value?.trim();
  if (address === undefined || address.length > 2000) return undefined;
  const match = /^(?:https?:)?\/\/[^/?#\s]+\.[^/?#\s]+(\/[^?#\s]*)?(\?[^#\s]*)?(?:#\S*)?$/i.exec(address);
  if (!match) return undefined;
  return (match[1] ?? '/') === '/' && match[2] === undefined ? undefined : address;
}

function languageOf(value: string | undefined): string | undefined {
  const tag = value?.trim().replace('_', '-');
  return tag !== undefined && /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(tag) ? tag : undefined;
}
