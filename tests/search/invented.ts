/** Invented articles with comments, for the search index. */
import type { Article, ArticleId, ArticleText, Block, BlockKind, Comment, Evidence, SourceId } from '../../corpus/records.ts';
import { commentIdOf } from '../../corpus/targets.ts';
import type { IndexedArticle } from '../../renderer/search/index/document.ts';
import { CommentMark } from '../../renderer/store/schema.ts';
import { between, pick, type Random } from '../bench/words.ts';

const WORDS = (
  'the The tide wall harbour don’t don\'t "café" naïve É e-mail 1,234.5 10:30 a.b U.S.A. _x_ __ _ can\'t x_y straße ΣΊΣΥΦΟΣ Σίσυφος привет Мир ёлка 東京都に住む 新聞 こんにちは ' +
  '안녕하세요 สวัสดีชาวโลก नमस्ते مرحبا שלום 👍 👩‍👩‍👧 🇬🇧 it’s itâ€™s cafÃ© ﬁre №5 ½ a\u0301 soft\u00adhyphen zero\u200bwidth \ud800 x\udc00y 𝒳𝒴 … — £5 co-op ' +
  "ſ İstanbul ıssız Ǆ a:b 3.14 a'1 1'a .net 𐐀𐐨"
).split(' ');
const GAPS = [' ', ' ', ' ', ' ', '  ', ', ', '. ', '', '\n', '\u00a0', '-', '“', '”', '’', ':'];
const KINDS: readonly BlockKind[] = ['headline', 'paragraph', 'paragraph', 'paragraph', 'crosshead', 'caption', 'listitem'];
const evidence: Evidence = { source: 'sha256:00', bytes: [0, 0] };

/** `count` words of many scripts with all that can stand between them. */
export function babble(random: Random, count: number): string {
  let text = '';
  for (let at = 0; at < count; at++) text += (random() < 0.3 ? `w${between(random, 0, 40)}` : pick(random, WORDS)) + pick(random, GAPS);
  return text;
}

const maybe = <T>(random: Random, share: number, make: () => T): T | undefined => (random() < share ? make() : undefined);
const DATES = ['2013', '2013-09', '2013-09-01', '2013-09-01T10:30', '2013-09-01T10:30:00+01:00', '2013-09-01T10:30:00Z', 'yesterday', '2013-9-1'];

function date(random: Random): { readonly text: string; readonly at?: string } {
  const at = maybe(random, 0.8, () => pick(random, DATES));
  return at === undefined ? { text: 'just now' } : { text: 'then', at };
}

/** Drops what is undefined: an absent field is not there. */
function present<T extends object>(fields: { readonly [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

function inventedComment(random: Random, article: ArticleId, position: number, own: string): Comment {
  const quoted = maybe(random, 0.3, () => babble(random, between(random, 0, 6)));
  const text = quoted === undefined ? own : `${quoted}\n${own}`;
  return present<Comment>({
    id: commentIdOf(article, random() < 0.1 ? `x${position}é` : String(position + 1)),
    article,
    position,
    author: maybe(random, 0.7, () => babble(random, between(random, 0, 3))),
    posted: maybe(random, 0.7, () => date(random)),
    rating: maybe(random, 0.5, () => between(random, -20, 300)),
    text,
    own,
    quotes: quoted === undefined ? [] : [{ text: quoted, chars: [0, 1] }, ...(random() < 0.3 ? [{ text: 'the tide', chars: [0, 1] as const }] : [])],
    replyTo: [],
    repaired: maybe(random, 0.2, () => `${text} ’`),
    evidence,
  });
}

/** An article with up to `comments` comments; its id is made of `number`. */
export function inventedArticle(random: Random, number: number, comments = 6): IndexedArticle {
  const id: ArticleId = `a${Math.floor(random() * 2 ** 32)
    .toString(16)
    .padStart(8, '0')}${number.toString(16).padStart(8, '0')}`;
  const headline = maybe(random, 0.8, () => babble(random, between(random, 0, 6)));
  const title = headline !== undefined && random() < 0.7 ? headline : babble(random, between(random, 1, 6));
  const blocks = Array.from({ length: between(random, 0, 6) }, (): Block => {
    const kind = pick(random, KINDS);
    const text = kind === 'headline' && random() < 0.6 ? title : babble(random, between(random, 0, 20));
    return present<Block>({
      kind,
      text,
      guessed: maybe(random, 0.1, () => true as const),
      repaired: maybe(random, 0.2, () => `${text} repaired`),
      evidence,
    });
  });
  const text: ArticleText | undefined = maybe(random, 0.9, () => ({ id, blocks }));
  const source = (index: number): { readonly id: SourceId; readonly name: string } => ({ id: `sha256:${index}`, name: `page ${index}.html` });
  const sources = Array.from({ length: between(random, 0, 3) }, () => source(between(random, 0, 9)));
  const list = Array.from({ length: between(random, 0, comments) }, (_, position) =>
    inventedComment(random, id, position, babble(random, between(random, 0, 15))),
  );
  const article = present<Article>({
    id,
    identity: id,
    headline,
    title,
    publisher: maybe(random, 0.8, () => pick(random, ['BBC News', 'Die Zeit', '朝日新聞'])),
    published: maybe(random, 0.8, () => date(random)),
    updated: maybe(random, 0.3, () => date(random)),
    byline: maybe(random, 0.5, () => `By ${babble(random, 2)}`),
    language: maybe(random, 0.7, () => pick(random, ['en', 'de', 'ja'])),
    layout: pick(random, ['bbc-2010s', 'generic']),
    captures: [],
    commentCount: { captured: list.length, gaps: random() < 0.2 ? [[2, 3]] : [] },
    changes: maybe(random, 0.2, () => ({ comments: 1, vanished: 0 })),
    words: between(random, 0, 900),
    unparsed: between(random, 0, 3) * 1_000_000_000,
    importId: pick(random, ['i1', 'i2']),
    addedAt: `2024-05-0${between(random, 1, 9)}T00:00:00.000Z`,
  });
  const marks = Uint8Array.from(list, ({ quotes }) => between(random, 0, 3) | (quotes.length > 0 ? CommentMark.Quote : 0));
  return { article, text, comments: list, marks, sources };
}
