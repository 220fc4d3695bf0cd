import type { PageText, ParsedPage } from '../layouts/layout.ts';
import { PageBuilder } from '../layouts/page-builder.ts';
import type { BlockKind, StatedTime } from '../records.ts';
import { findTime } from '../text/times.ts';
import { anchoredRuns } from './anchor.ts';
import { headingOf, type Role, rolesOf, withLeftOut } from './body.ts';
import { commentFacts } from './comments/facts.ts';
import type { WebPage } from './comments/family.ts';
import { type FoundThread, findComments } from './comments/index.ts';
import { isUnread, type Readable, readableRuns } from './content.ts';
import { findHeadline } from './headline.ts';
import { type Metadata, readMetadata } from './metadata.ts';
import { closest, type ElementNode, elementsOf, namesOf, nodesOf, squash, type TextNode } from './nodes.ts';
import { openEndOf, withoutOpenTitle } from './open-end.ts';
import { inkOf, type Run, runsOf } from './runs.ts';
import { scrapsOf } from './scraps.ts';
import { wordsIn } from './sentences.ts';
import { type StatedParagraph, statedBody } from './stated-body.ts';
import { parsePage } from './tree.ts';

/** Reads a saved web page: the article by what the page says of itself and by its markup, comments by the way their site writes them. */
export function readWebPage(page: PageText, layout: string): ParsedPage {
  const source = page.decoded.text;
  const { root, meta } = readTree(source);
  const html = childNamed(root, 'html') ?? root;
  const body = childNamed(html, 'body') ?? childNamed(html, 'frameset') ?? html;
  const web: WebPage = { root, body, elements: [...elementsOf(body)], runs: runsOf(body, source), source };
  const thread = findComments(web);
  return new Assembly(page, web, meta, thread).assemble(layout, html);
}

function readTree(source: string): { readonly root: ElementNode; readonly meta: Metadata } {
  const root = parsePage(source);
  const meta = readMetadata(root);
  const mended = meta.title && withoutOpenTitle(meta.title.node, source);
  if (mended === undefined) return { root, meta };
  const again = parsePage(mended);
  const first = [...nodesOf(again)].find((node): node is TextNode => node.kind === 'text' && node.from >= 0 && node.to > (meta.title?.node.from ?? 0));
  const text = squash(first?.text ?? '');
  return { root: again, meta: { ...readMetadata(again), title: first && text !== '' ? { text, node: first } : undefined } };
}

const childNamed = (element: ElementNode, name: string): ElementNode | undefined =>
  element.children.find((child): child is ElementNode => child.kind === 'element' && child.name === name);

/** What becomes of a run: a block, or one of these. */
type Place = { readonly kind: BlockKind; readonly guessed?: boolean } | 'comment' | 'unparsed' | 'furniture';

class Assembly {
  readonly #builder: PageBuilder;
  readonly #places = new Map<Run, Place>();
  readonly #items: ReadonlySet<ElementNode>;
  /** The story, where the page gives it as data and shows none. */
  #stated: readonly StatedParagraph[] = [];

  constructor(
    readonly page: PageText,
    readonly web: WebPage,
    readonly meta: Metadata,
    readonly thread: FoundThread | undefined,
  ) {
    this.#builder = new PageBuilder(page);
    this.#items = new Set(thread?.items);
  }

  assemble(layout: string, html: ElementNode): ParsedPage {
    const { web, meta, thread } = this;
    this.#placeComments();
    const free = web.runs.filter((run) => this.#places.get(run) !== 'comment');
    const headline = findHeadline(free, meta);
    const shown = free.filter((run) => run.shown);
    const found = readableRuns(html, shown, thread);
    const anchored = anchoredRuns(found.runs, shown, headline, ({ name }) => /^(?:nav|aside|footer|form)$/.test(name));
    const readable: Readable = anchored ? { runs: anchored, extracted: false } : found;
    const kept = withLeftOut(readable.runs, shown, headline).filter((run) => run !== headline);
    const roles = rolesOf(kept, shown, headline);
    for (const [run, role] of roles) this.#places.set(run, placeOf(run, role, headline));
    for (const run of scrapsOf(kept.filter((one) => roles.get(one) === 'body'))) this.#places.set(run, 'furniture');
    if (headline) this.#places.set(headline, { kind: 'headline' });
    this.#placeHead(
      free,
      headline,
      kept.find((run) => roles.get(run) === 'body'),
    );
    for (const run of free) if (!this.#places.has(run)) this.#places.set(run, run.shown && isUnread(run) ? 'unparsed' : 'furniture');
    if (!web.runs.some((run) => isSaying(this.#places.get(run)) && wordsIn(run.text) >= LINE)) this.#stated = statedBody(web.root, web.source, web.runs);
    return { ...this.#build(layout, headline), how: this.#how(headline, readable, anchored !== undefined) };
  }

  /** For the import report. */
  #how(headline: Run | undefined, { extracted }: Readable, anchored: boolean): string {
    const { blocks } = this.#builder;
    const story = blocks.filter(({ kind }) => kind === 'paragraph' || kind === 'listitem').length;
    const head = headline ? 'headline from the page' : blocks.some(({ kind }) => kind === 'headline') ? 'headline from its title' : 'no headline';
    const way =
      this.#stated.length > 0
        ? 'as data (JSON-LD)'
        : anchored
          ? 'by where its markup has it'
          : extracted
            ? 'by Readability and its markup'
            : 'by what reads as prose';
    const article = story === 0 ? 'no story found' : `story ${way}`;
    return `${head}; ${article}; ${this.thread?.reason ?? 'no comments found'}`;
  }

  /** Comments take the runs between their first and last text. */
  #placeComments(): void {
    const comments = this.thread?.comments ?? [];
    let i = 0;
    for (const run of this.web.runs) {
      for (let comment = comments[i]; comment && comment.to <= run.from; comment = comments[i]) i++;
      const comment = comments[i];
      if (comment && run.from >= comment.from && run.to <= comment.to) this.#places.set(run, 'comment');
      else if (this.thread && this.#isInItem(run.block)) this.#places.set(run, run.shown && isUnread(run) ? 'unparsed' : 'furniture');
    }
  }

  #isInItem(element: ElementNode): boolean {
    return closest(element, (around) => this.#items.has(around)) !== undefined;
  }

  /** Byline, date and standfirst stand between the headline and the story, or just before the headline. */
  #placeHead(free: readonly Run[], headline: Run | undefined, first: Run | undefined): void {
    const anchor = headline ?? first;
    const at = anchor ? free.indexOf(anchor) : -1;
    if (at < 0) return;
    const firstAt = first ? free.indexOf(first) : at;
    const end = firstAt > at ? Math.min(firstAt, at + 40) : at + 6;
    for (const [i, run] of free.slice(Math.max(0, at - 6), end).entries()) {
      const known = this.#places.get(run);
      if (!run.shown || (known !== undefined && known !== 'furniture')) continue;
      const before = Math.max(0, at - 6) + i < at;
      const kind = headKind(run, before);
      if (kind) this.#places.set(run, { kind, guessed: kind === 'byline' ? !/byline|author/.test(nearNames(run)) : false });
    }
  }

  #build(layout: string, headline: Run | undefined): ParsedPage {
    const { web, meta, thread } = this;
    const builder = this.#builder;
    const titled = headline ? undefined : this.#titleBlock();
    for (const run of web.runs) {
      const place = this.#places.get(run);
      if (typeof place === 'object') builder.block(place.kind, run.from, run.to, blockText(run), { guessed: place.guessed });
    }
    for (const { from, to, text } of this.#stated) builder.block('paragraph', from, to, text);
    for (const comment of thread?.comments ?? []) builder.comment(comment);
    this.#addFurniture(titled);
    const times = this.#visibleTimes();
    return builder.build(layout, {
      headline: headline ? squash(headline.text) : titled?.text,
      publisher: meta.publisher,
      published: meta.published ?? times.published,
      updated: meta.updated ?? times.updated,
      byline: builder.blocks.find((block) => block.kind === 'byline')?.text ?? meta.author,
      url: meta.url,
      language: meta.language,
      ...commentFacts(web, thread, meta.comments),
    });
  }

  /** Where no text of the page is its headline, `<title>` is the nearest thing to one. */
  #titleBlock(): { text: string; from: number; to: number } | undefined {
    const { title } = this.meta;
    if (!title) return undefined;
    const [from, to] = inkOf(this.web.source, title.node);
    // a damaged page can have it amid its text: what is read as text already is not read twice
    const read = [...this.web.runs.filter((run) => this.#isRecord(run)), ...(this.thread?.comments ?? [])];
    if (read.some((one) => one.from < to && from < one.to)) return undefined;
    this.#builder.block('headline', from, to, title.text, { guessed: true });
    return { text: title.text, from, to };
  }

  /** Everything between records and unparsed text is markup or furniture. */
  #addFurniture(titled: { from: number; to: number } | undefined): void {
    const { source } = this.web;
    const taken: { from: number; to: number }[] = [
      ...(titled ? [titled] : []),
      ...(this.thread?.comments ?? []),
      ...this.#stated,
      ...this.web.runs.filter((run) => this.#isRecord(run)),
    ];
    const open = openEndOf(this.web.root, source);
    if (open) {
      const at = { from: open.from, to: source.length };
      taken.push(at);
      const what = open.name === 'comment' ? 'a hidden comment' : `“${open.name}”`;
      this.#builder.warn('unparsed', `The page opens ${what} and never closes it: the ${at.to - at.from} characters from there to its end are not read.`, at);
    }
    taken.sort((a, b) => a.from - b.from);
    let at = 0;
    for (const { from, to } of [...taken, { from: source.length, to: source.length }]) {
      if (from > at) this.#builder.furnitureRange(at, from);
      at = Math.max(at, to);
    }
  }

  /** Whether a run is a block, or kept as unparsed. */
  #isRecord(run: Run): boolean {
    const place = this.#places.get(run);
    return typeof place === 'object' || place === 'unparsed';
  }

  #visibleTimes(): { published?: StatedTime; updated?: StatedTime } {
    const times: { published?: StatedTime; updated?: StatedTime } = {};
    for (const { text } of this.#builder.blocks.filter((block) => block.kind === 'dateline' || block.kind === 'byline')) {
      const line = squash(text);
      const found = findTime(line);
      if (!found) continue;
      if (/updated|modified|mis à jour|aktualisiert/i.test(line)) times.updated ??= found.time;
      else times.published ??= found.time;
    }
    return times;
  }
}

/** Fewer words than this are no sentence of a story. */
const LINE = 8;
const isSaying = (place: Place | undefined): boolean => typeof place === 'object' && /^(?:paragraph|listitem|pullquote)$/.test(place.kind);
const blockText = (run: Run): string => run.text;
const nearNames = (run: Run): string => `${namesOf(run.block)} ${run.block.parent ? namesOf(run.block.parent) : ''}`;

function placeOf(run: Run, role: Role, headline: Run | undefined): Place {
  if (role === 'furniture') return 'furniture';
  if (role !== 'body') return { kind: role };
  if (headline && run.to <= headline.from && wordsIn(run.text) < 15) return 'furniture';
  if (headingOf(run) || isNamedCrosshead(run)) return { kind: 'crosshead' };
  const quote = closest(run.block, (element) => element.name === 'blockquote' || /pull-?quote/.test(namesOf(element)));
  if (quote) return { kind: 'pullquote', guessed: !/pull-?quote/.test(namesOf(quote)) };
  if (closest(run.block, ({ name }) => name === 'li' || name === 'dd' || name === 'dt')) return { kind: 'listitem' };
  if (isBoldLine(run)) return { kind: 'crosshead', guessed: true };
  return { kind: 'paragraph' };
}

/** `<span class="cross-head">`, as on BBC pages, with nothing else in the run. */
const isNamedCrosshead = (run: Run): boolean =>
  wordsIn(run.text) <= 12 && run.nodes.every((node) => closest(node, (element) => /\bcross-?head(?:ing)?\b/.test(namesOf(element))) !== undefined);

/** A short line all in bold that ends no sentence is a crosshead. */
function isBoldLine(run: Run): boolean {
  if (wordsIn(run.text) > 12 || /[.,;:!?…"”]$/.test(run.text) || run.text.includes('\n')) return false;
  return run.nodes.every((node) => closest(node, ({ name }) => name === 'b' || name === 'strong' || /^h[1-6]$/.test(name)) !== undefined);
}

function headKind(run: Run, before: boolean): 'byline' | 'dateline' | 'standfirst' | undefined {
  const { text } = run;
  const names = nearNames(run);
  if (text.length > 300) return undefined;
  const words = wordsIn(text);
  const time = findTime(squash(text));
  const share = time ? (time.to - time.from) / text.length : 0;
  const byline =
    words >= 2 &&
    /\p{Lu}/u.test(text) &&
    (/^(?:[Bb]y|BY|[Vv]on|VON|[Pp]ar|PAR|[Pp]or|POR|[Dd]oor|DOOR|[Dd]i|Av|Af|Texto?:|Text:|Autor(?:in)?:) +\p{Lu}/u.test(text) ||
      /by-?line|\bauthor/.test(names));
  if (words <= 25 && byline && share < 0.6) return 'byline';
  if (words <= 20 && (share >= 0.6 || (share >= 0.3 && (!before || /updated|published|posted|publié|mis à jour|aktualisiert|stand:/i.test(text)))))
    return 'dateline';
  if (
    !before &&
    words >= 4 &&
    run.linked < text.length / 2 &&
    /stand-?first|sub-?title|sub-?head|\bdek\b|\bdeck\b|chapo|strapline|article-?summary/.test(names)
  )
    return 'standfirst';
  return undefined;
}
