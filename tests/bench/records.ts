/** Invented records, as the parser would hand them to the store; nothing is parsed, so that only the store and the search are measured. */
import type { ParsedSource } from '../../corpus/layouts/layout.ts';
import type { ArticleId, Block, Comment, CommentId, Quote, ReplyReference, SourceId, TagSlot } from '../../corpus/records.ts';
import { authorOf, headlineOf, newsText, type Topic, topicOf, typeset } from './news.ts';
import { mix } from './vocabulary.ts';
import { between, pick, type Random, seeded } from './words.ts';

const hex = (n: number, digits: number): string => n.toString(16).padStart(digits, '0');
const twoDigits = (n: number): string => String(n).padStart(2, '0');

const PUBLISHERS = (
  'Northshore News|Harbour Gazette|The Daily Ferry|Island Post|Eastern Courier|Valley Tribune|The Morning Bridge|Southbank Echo|County Herald|The Lantern|Westgate Star|' +
  'River Observer|The Weekly Pier|Old Town Mail|Moor and Marsh|Die Küste|Le Phare|El Faro|The Upland Argus|Station Road Reporter|The Beacon|Fenland Times|The Ledger|Quayside Wire'
).split('|');
const LAYOUTS = ['bbc-2010s', 'generic', 'generic', 'web-page', 'tagged-json'];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
/** How many comments articles have, one after the other, in tenths of the mean: most have few, few have many. */
const SPREAD = [0, 1, 0, 3, 2, 8, 5, 1, 0, 4, 12, 2, 0, 31, 6, 1, 92, 3, 21, 8];
const SPREAD_MEAN = SPREAD.reduce((sum, n) => sum + n) / SPREAD.length;

/** Comments of article `seed` where the mean is `mean`; over every 20 articles in a row the mean is met. */
export const commentsOf = (seed: number, mean: number): number => Math.round(((SPREAD[seed % SPREAD.length] ?? 0) * mean) / SPREAD_MEAN);

const some = (random: Random, least: number, most: number, skew: number): number => Math.floor(least + (most - least) * random() ** skew);

/** Days are counted from the first of 2004; the later years have more. */
function day(random: Random): { readonly text: string; readonly iso: string } {
  const at = new Date(Date.UTC(2004, 0, 1 + Math.floor(14 * 365.25 * random() ** 0.7)));
  const [date, month, year] = [at.getUTCDate(), at.getUTCMonth(), at.getUTCFullYear()];
  return { text: `${date} ${MONTHS[month] ?? ''} ${year}`, iso: `${year}-${twoDigits(month + 1)}-${twoDigits(date)}` };
}

/** Comments of one article, numbers downwards from `count`. */
function comments(
  random: Random,
  article: ArticleId,
  source: SourceId,
  count: number,
  topic: Topic,
  posted: { readonly text: string; readonly iso: string },
): Comment[] {
  const made: Comment[] = [];
  const id = (number: number): CommentId => `c${article.slice(1)}.${number}` satisfies CommentId;
  // the oldest first, so that later ones can answer and quote it
  for (let number = 1; number <= count; number++) {
    const plain = newsText(random, some(random, 100, 900, 1.25), topic);
    const own = random() < 0.06 ? typeset(plain) : plain;
    const answered = number > 1 && random() < 0.35 ? made[Math.floor((number - 1) * random())] : undefined;
    const quotes: Quote[] = [];
    const replyTo: ReplyReference[] = [];
    let text = own;
    if (answered !== undefined) {
      const head = `${answered.number}. ${answered.author ?? ''}`;
      const chars = [0, [...head].length] as const;
      const { number: at, author } = answered;
      replyTo.push({
        ...(at !== undefined && { number: at }),
        ...(author !== undefined && { author }),
        comment: answered.id,
        method: 'number+author',
        confidence: 1,
        chars,
      });
      if (random() < 0.6) {
        const end = answered.own.indexOf(' ', some(random, 30, 220, 1));
        const quoted = end < 0 ? answered.own : answered.own.slice(0, end);
        const from = chars[1] + 2;
        quotes.push({ text: quoted, chars: [from, from + [...quoted].length], of: { comment: answered.id, chars: [0, [...quoted].length] } });
        text = `${head}\n"${quoted}"\n${own}`;
      } else text = `${head}\n${own}`;
    }
    const hour = `${twoDigits(between(random, 6, 22))}:${twoDigits(between(random, 0, 59))}`;
    const position = count - number;
    made.push({
      id: id(number),
      article,
      number,
      position,
      author: authorOf(random),
      posted: { text: `${posted.text} - ${hour}`, at: `${posted.iso}T${hour}:00` },
      ...(random() < 0.9 && { rating: Math.round(random() ** 3 * 160 - 40) }),
      text,
      own,
      quotes,
      replyTo,
      evidence: { source, bytes: [position * 600, position * 600 + text.length] },
    });
  }
  return made.reverse();
}

/** Article `seed` of the invented library as one source, with so many comments. */
export function parsedSource(seed: number, commentCount: number): ParsedSource {
  const random = seeded(mix(seed));
  const topic = topicOf(seed);
  const id: SourceId = `sha256:${hex(seed, 64)}`;
  // as hashes are: in no order
  const article: ArticleId = `a${hex(mix(seed), 8)}${hex(mix(seed ^ 0x5bd1e995), 8)}`;
  const headline = headlineOf(random, topic);
  const curly = random() < 0.3;
  const length = some(random, 2_000, 6_000, 1.35);
  const blocks: Block[] = [];
  let bytes = headline.length;
  const add = (kind: Block['kind'], text: string): void => {
    blocks.push({ kind, text, evidence: { source: id, bytes: [bytes, bytes + text.length] } });
    bytes += text.length + 2;
  };
  add('headline', headline);
  while (bytes < length) {
    const plain = newsText(random, Math.min(some(random, 90, 520, 1), length - bytes), topic);
    add('paragraph', curly ? typeset(plain) : plain);
    if (random() < 0.1) add('crosshead', headlineOf(random, topic).slice(0, 40));
  }
  const date = day(random);
  const number = Math.floor(PUBLISHERS.length * random() ** 2);
  const language = ['de', 'fr', 'es'][number - 15] ?? 'en';
  const layout = pick(random, LAYOUTS);
  const all = comments(random, article, id, commentCount, topic, date);
  return {
    id,
    name: `capture-${seed}.txt`,
    bytes: bytes + commentCount * 600,
    encoding: 'utf-8',
    layout,
    layoutReason: 'made for a measurement',
    parser: '1',
    coverage: { article: bytes, comment: commentCount * 600, furniture: 0, unparsed: 0, blank: 0 },
    ledger: [{ bytes: [0, bytes], class: 'article' }],
    warnings: [],
    pages: [
      {
        article: {
          id: article,
          identity: `headline:${headline.toLowerCase()} ${seed}`,
          headline,
          title: headline,
          publisher: PUBLISHERS[number] ?? 'Northshore News',
          ...(random() < 0.97 && { published: { text: date.text, at: date.iso } }),
          ...(random() < 0.6 && { byline: authorOf(random) }),
          language,
          layout,
          commentCount: { captured: commentCount, gaps: random() < 0.05 && commentCount > 2 ? [[1, 2]] : [] },
          words: Math.round(bytes / 5.8),
          capture: { source: id },
        },
        blocks,
        comments: all,
      },
    ],
  };
}

/** Tags of the invented library; the first are used most. */
export const TAGS = Array.from({ length: 40 }, (_, at) => ({
  path: [at % 4 === 3 ? 'group' : `tag ${at}`, ...(at % 4 === 3 ? [`tag ${at}`] : [])],
  slot: ((at % 12) + 1) as TagSlot,
}));

/** What a document says where no field is named: what the app's search, SQLite and the scan all have to find. */
export function searchedTexts(parsed: ParsedSource): readonly { readonly id: ArticleId | CommentId; readonly texts: readonly string[] }[] {
  return parsed.pages.flatMap(({ article, blocks, comments: all }) => [
    { id: article.id, texts: blocks.map(({ text }) => text) },
    ...all.map(({ id, own }) => ({ id, texts: [own] })),
  ]);
}
