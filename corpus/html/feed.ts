/** Feeds (RSS, Atom, RDF): each item is an article, its evidence the whole item. What stands around the items is furniture. */
import { Parser } from 'htmlparser2';
import { trimRange } from '../coverage.ts';
import type { Layout, PageText, ParsedPages } from '../layouts/layout.ts';
import { isDeclared, rootOf } from '../layouts/markup.ts';
import { PageBuilder } from '../layouts/page-builder.ts';
import type { ByteRange, StatedTime } from '../records.ts';
import { machineTime } from '../text/times.ts';
import { feedWordsOf, paragraphsIn } from './feed-words.ts';

/** UTF-16 units at the beginning that tell a feed. */
const HEAD = 4096;
/** What an item says about itself, by the element's name without its prefix where that says nothing; the first that is there counts. */
const NAMES = {
  headline: ['title'],
  summary: ['description', 'summary', 'media:description', 'itunes:summary'],
  body: ['content:encoded', 'content', 'xhtml:body'],
  url: ['link', 'feedburner:origlink', 'guid', 'id'],
  published: ['pubdate', 'published', 'dc:date', 'dcterms:issued', 'issued', 'created'],
  updated: ['updated', 'dcterms:modified', 'modified'],
  byline: ['dc:creator', 'author', 'itunes:author'],
} as const satisfies Record<string, readonly string[]>;

type FieldName = keyof typeof NAMES;

/** The elements whose words an article has. */
const TELLING: ReadonlySet<string> = new Set([...NAMES.headline, ...NAMES.summary, ...NAMES.body, ...NAMES.byline]);

interface FeedItem {
  /** UTF-16 range, half-open. */
  readonly from: number;
  to: number;
  readonly values: Map<string, string>;
}

interface Feed {
  readonly items: readonly FeedItem[];
  readonly title: string | undefined;
  /** An item that the file ends within: where it begins. */
  readonly open: number | undefined;
}

export const feedLayout: Layout = {
  id: 'feed',
  name: 'Feed (RSS, Atom)',
  detect: ({ decoded: { text } }: PageText) => {
    const start = Math.max(0, text.search(/\S/));
    const head = text.slice(start, start + HEAD);
    const root = rootOf(head);
    const known = root === 'rss' || root === 'rdf:rdf' || (root === 'feed' && (isDeclared(head) || /<feed\s[^>]*xmlns/i.test(head)));
    return known ? { score: 1, reason: `it is a feed: XML that begins with “${root}”` } : { score: 0, reason: 'not a feed' };
  },
  words: ({ decoded }) => feedWordsOf(decoded.text, TELLING),
  parse,
};

function parse(page: PageText): ParsedPages {
  const { text } = page.decoded;
  const feed = readFeed(text);
  const met = new Map<string, number>();
  const pages: ParsedPages['pages'][number][] = [];
  const furniture: ByteRange[] = [];
  let reached = 0;
  const between = (to: number): void => {
    const [from, end] = trimRange(text, reached, to);
    if (from < end) furniture.push(page.decoded.bytesOf(from, end));
  };
  for (const item of feed.items) {
    const read = articleOf(page, item, feed.title, met);
    if (read === undefined) continue;
    between(item.from);
    reached = item.to;
    pages.push(read);
  }
  between(feed.open ?? text.length);
  if (feed.open === undefined) return { pages, furniture, warnings: [] };
  const bytes = page.decoded.bytesOf(feed.open, text.length);
  return { pages, furniture, warnings: [{ kind: 'cut-off', message: 'The feed ends within an item, which was not read. The items before it were.', bytes }] };
}

/** The article of an item; undefined for one that says nothing. */
function articleOf(page: PageText, item: FeedItem, publisher: string | undefined, met: Map<string, number>): ParsedPages['pages'][number] | undefined {
  const builder = new PageBuilder(page);
  const [headline] = paragraphsOf(textUnder(item, 'headline') ?? '');
  const summary = paragraphsOf(textUnder(item, 'summary') ?? '');
  const body = paragraphsOf(textUnder(item, 'body') ?? '');
  if (headline === undefined && summary.length === 0 && body.length === 0) return undefined;
  const block = (kind: 'headline' | 'standfirst' | 'paragraph', words: string): number => builder.block(kind, item.from, item.to, words);
  if (headline !== undefined) block('headline', headline);
  // a summary that only repeats the body's opening is no text of its own
  const repeats = body[0] !== undefined && summary[0] !== undefined && body[0].startsWith(summary[0].slice(0, 80));
  if (!repeats) for (const words of summary) block('standfirst', words);
  for (const words of body) block('paragraph', words);
  const published = timeOf(textUnder(item, 'published'));
  const updated = timeOf(textUnder(item, 'updated'));
  const {
    furniture: _all,
    warnings: _same,
    ...records
  } = builder.build(
    'feed',
    { headline, url: addressOf(item), published: published ?? updated, updated: published && updated, byline: textUnder(item, 'byline'), publisher },
    met,
  );
  return records;
}

/** The items of a feed. Never throws: markup that is broken is read as far as it makes sense. */
function readFeed(text: string): Feed {
  const items: FeedItem[] = [];
  const path: string[] = [];
  let item: FeedItem | undefined;
  let words = '';
  let title: string | undefined;
  const keep = (name: string, value: string): void => {
    if (item !== undefined && value.trim() !== '' && !item.values.has(name)) item.values.set(name, value.trim());
  };
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const lower = name.toLowerCase();
        path.push(lower);
        words = '';
        if (item === undefined && (lower === 'item' || lower === 'entry')) {
          item = { from: parser.startIndex, to: text.length, values: new Map() };
          path.length = 0;
        }
        const { href, rel = 'alternate' } = attributes;
        if (lower === 'link' && href !== undefined && rel === 'alternate') keep('link', href);
      },
      ontext(data) {
        words += data;
      },
      onclosetag(name, implied) {
        const lower = name.toLowerCase();
        if (item !== undefined && (lower === 'item' || lower === 'entry') && path.length === 0) {
          if (implied) return;
          items.push({ ...item, to: parser.endIndex + 1 });
          item = undefined;
        } else {
          // Atom has an author's name one level deeper
          if (path.length === 1) keep(lower, words);
          else if (path.length === 2 && lower === 'name') keep(path[0] ?? '', words);
          if (item === undefined && lower === 'title') title ??= plainOf(words);
          path.pop();
        }
        words = '';
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.write(text);
  parser.end();
  return { items, title: title === '' ? undefined : title, open: item?.from };
}

function textUnder({ values }: FeedItem, field: FieldName): string | undefined {
  const name = NAMES[field].find((one) => values.has(one));
  return name === undefined ? undefined : values.get(name);
}

function addressOf({ values }: FeedItem): string | undefined {
  return NAMES.url.map((name) => values.get(name)).find((value) => value !== undefined && /^https?:\/\/\S+$/i.test(value));
}

function timeOf(text: string | undefined): StatedTime | undefined {
  if (text === undefined) return undefined;
  const at = machineTime(text);
  return at === undefined ? { text } : { text, at };
}

/** The paragraphs of words that may be HTML. */
const paragraphsOf = (value: string): string[] => paragraphsIn(value).map(({ text }) => text);

function plainOf(value: string): string {
  return paragraphsOf(value).join(' ');
}
