/** Answering a query with bits. */
import { assertNever } from '../../../corpus/assert.ts';
import { CuttingsError } from '../../../corpus/errors.ts';
import { threadOf } from '../../../corpus/query/documents.ts';
import { fieldOf } from '../../../corpus/query/evaluate.ts';
import { printQuery } from '../../../corpus/query/printer.ts';
import type { NearTerm, Query, QueryNode, QueryTerm, WordTerm } from '../../../corpus/query/query.ts';
import { tagsNamed, withBelow } from '../../../corpus/query/tag-paths.ts';
import { isWordTerm, SearchedText } from '../../../corpus/query/words.ts';
import type { ArticleId, CommentId, Tag, TargetId } from '../../../corpus/records.ts';
import { articleOf, commentIdOf, commentKeyOf, isComment } from '../../../corpus/targets.ts';
import { foldText } from '../../../corpus/text/fold.ts';
import { wordsOf } from '../../../corpus/text/words.ts';
import type { LibraryReader, LibraryScan } from '../../store/reader.ts';
import { DocumentFlag, NO_WORD } from '../index/segment.ts';
import { addBits, both, noBits, setBit, setRange, without } from './bits.ts';
import { byArticle, byDate, byFlag, byName, byNumber } from './columns.ts';
import type { Bits, Snapshot } from './engine.ts';
import { authored, bitsOf, kept } from './hit-bits.ts';
import { type HitsOfSnapshot, isPosted } from './hits.ts';
import { type Marks, taggedBits } from './marks.ts';
import { verified } from './verify.ts';

export interface EvaluationNeeds {
  readonly reader: LibraryReader & LibraryScan;
  readonly snapshot: Snapshot;
  readonly hits: HitsOfSnapshot;
  readonly marks: () => Promise<Marks>;
  /** Throws where nobody waits for the answer any more. */
  readonly goOn: () => Promise<void>;
}

/** The documents a query finds. */
export function foundBy(needs: EvaluationNeeds, { root }: Query): Promise<Bits> {
  const { snapshot } = needs;
  return root === undefined ? Promise.resolve(snapshot.live) : new Evaluation(needs).among(root, snapshot.live);
}

/** Asks that nobody waits for an answer any more, at times giving way to whoever would say so. Throws `CuttingsError` kind `superseded`. */
export function goingOn(abandoned: (() => boolean) | undefined): () => Promise<void> {
  let rested = performance.now();
  return async () => {
    if (abandoned === undefined) return;
    if (performance.now() - rested > BUSY) {
      await new Promise((resolve) => setTimeout(resolve));
      rested = performance.now();
    }
    if (abandoned()) throw new CuttingsError('superseded', 'A newer search has taken the place of this one.');
  };
}

/** Milliseconds after which a newer request is let in. */
const BUSY = 40;

class Evaluation {
  #tags: Promise<readonly Tag[]> | undefined;

  constructor(readonly needs: EvaluationNeeds) {}

  /** Which of `within` a condition holds for. */
  async among(node: QueryNode, within: Bits): Promise<Bits> {
    switch (node.type) {
      case 'term': {
        await this.needs.goOn();
        const found = await this.#term(node.term, within);
        // they were made for this, and hits are in the library
        if (isPostedTerm(node.term)) return within === this.needs.snapshot.live ? found : kept(found, within);
        return both(found, within);
      }
      case 'not':
        return without(within, await this.among(node.of, within));
      case 'and': {
        let left = within;
        // what is cheap leaves less for what is not
        for (const one of [...node.of].sort((a, b) => costOf(a) - costOf(b))) left = await this.among(one, left);
        return left;
      }
      case 'or': {
        const found = noBits(this.needs.snapshot.documents);
        for (const one of node.of) addBits(found, await this.among(one, within));
        return found;
      }
      default:
        return assertNever(node, 'part of a query');
    }
  }

  /** Documents with the term; what is not in `within` is not looked at where that saves work. */
  async #term(term: QueryTerm, within: Bits): Promise<Bits> {
    const { snapshot, reader } = this.needs;
    switch (term.type) {
      case 'word':
      case 'phrase':
      case 'prefix':
      case 'exact':
      case 'near':
        return this.#words(term, within);
      case 'tag': {
        const tags = await this.#tagsOfLibrary();
        const wanted = new Set(tagsNamed(term.tag, tags).flatMap((tag) => [...withBelow(tag.id, tags)]));
        return taggedBits(snapshot, await this.needs.marks(), ({ tags: on }) => on.some((tag) => wanted.has(tag)));
      }
      case 'is':
        return this.#is(term.what);
      case 'in':
        return term.what === 'articles' ? snapshot.articles : without(snapshot.live, snapshot.articles);
      case 'has':
        return this.#has(term.what);
      case 'date':
        return byDate(snapshot, term);
      case 'number':
        return byNumber(snapshot, term);
      case 'thread':
        return this.#ofTargets(await conversation(reader, term.id));
      case 'lang':
        return byName(snapshot, 'language', (name) => name.toLowerCase() === term.lang || name.toLowerCase().startsWith(`${term.lang}-`), `in ${term.lang}`);
      case 'layout': {
        const part = foldText(term.name);
        return byName(snapshot, 'layout', (name) => foldText(name).includes(part), `with ${part}`);
      }
      case 'id':
        return this.#ofIds(term.ids);
      case 'import':
        return byName(snapshot, 'importId', (name) => name === term.id, `is ${term.id}`);
      case 'source': {
        const part = foldText(term.name);
        return byArticle(
          snapshot,
          'with comments',
          (segment) => (article) => segment.sources(article).some(({ id, name }) => id === term.name || foldText(name).includes(part)),
        );
      }
      case 'whole':
        return this.#whole(term, within);
      default:
        return assertNever(term, 'term');
    }
  }

  async #words(term: WordTerm | NearTerm, within: Bits): Promise<Bits> {
    const { snapshot, hits } = this.needs;
    if (!isPosted(term))
      return fieldOf(term) === 'note'
        ? this.#inNotes(term)
        : byName(
            snapshot,
            'publisher',
            (name) => new SearchedText(name).has(term),
            `has ${printQuery({ root: { type: 'term', term, at: { from: 0, to: 0 } } })}`,
          );
    const found = bitsOf(snapshot, hits.of(term).documents);
    return isExact(term) ? verified(this.needs, fieldOf(term), (text) => new SearchedText(text).has(term), both(found, within)) : found;
  }

  async #whole({ of, value }: Extract<QueryTerm, { readonly type: 'whole' }>, within: Bits): Promise<Bits> {
    const { snapshot, hits } = this.needs;
    const wanted = foldText(value);
    const is = (text: string): boolean => foldText(text.trim()) === wanted;
    switch (of) {
      case 'publisher':
      case 'layout':
        return byName(snapshot, of, is, `is ${wanted}`);
      case 'lang':
        return byName(snapshot, 'language', is, `is ${wanted}`);
      case 'source':
        return byArticle(snapshot, 'with comments', (segment) => (article) => segment.sources(article).some(({ name }) => is(name)));
      case 'author': {
        const words = wordsOf(value).map(({ word }) => word);
        const [word = NO_WORD] = words;
        const { documents } = hits.of(
          words.length < 2 ? { type: 'word', word, text: value, field: 'author' } : { type: 'phrase', words, text: value, field: 'author' },
        );
        return verified(this.needs, 'author', is, both(bitsOf(snapshot, documents), within));
      }
      default:
        return assertNever(of, 'field');
    }
  }

  async #inNotes(term: WordTerm | NearTerm): Promise<Bits> {
    const found = noBits(this.needs.snapshot.documents);
    for (const [document, texts] of (await this.needs.marks()).notes) {
      if (texts.some((text) => new SearchedText(text).has(term))) setBit(found, document);
    }
    return found;
  }

  #tagsOfLibrary(): Promise<readonly Tag[]> {
    this.#tags ??= this.needs.reader.tags();
    return this.#tags;
  }

  async #is(what: Extract<QueryTerm, { readonly type: 'is' }>['what']): Promise<Bits> {
    const { snapshot, marks } = this.needs;
    switch (what) {
      case 'tagged':
        return taggedBits(snapshot, await marks(), () => true);
      case 'untagged':
        return without(
          snapshot.live,
          taggedBits(snapshot, await marks(), () => true),
        );
      case 'reply':
        return byFlag(snapshot, DocumentFlag.Reply);
      case 'guessed':
        return byFlag(snapshot, DocumentFlag.Guessed);
      case 'changed':
        return byFlag(snapshot, DocumentFlag.Changed);
      case 'unparsed':
        return byArticle(
          snapshot,
          'alone',
          ({ articleColumns: { unparsed } }) =>
            (article) =>
              (unparsed[article] ?? 0) > 0,
          'unparsed',
        );
      default:
        return assertNever(what, 'value of is:');
    }
  }

  async #has(what: Extract<QueryTerm, { readonly type: 'has' }>['what']): Promise<Bits> {
    const { snapshot, marks, hits } = this.needs;
    switch (what) {
      case 'replies':
        return byFlag(snapshot, DocumentFlag.Answered);
      case 'quotes':
        return byFlag(snapshot, DocumentFlag.Quote);
      case 'gaps':
        return byFlag(snapshot, DocumentFlag.Gaps);
      case 'span':
        return taggedBits(snapshot, await marks(), ({ span }) => span);
      case 'notes': {
        const found = noBits(snapshot.documents);
        for (const document of (await marks()).notes.keys()) setBit(found, document);
        return found;
      }
      case 'comments':
        return byArticle(
          snapshot,
          'alone',
          ({ articleColumns: { comments } }) =>
            (article) =>
              (comments[article] ?? 0) > 0,
          'comments',
        );
      case 'date':
        return byDate(snapshot, { type: 'date' });
      case 'rating':
        return byNumber(snapshot, { type: 'number', of: 'rating', test: { is: '>=', value: Number.NEGATIVE_INFINITY } });
      case 'author':
        return authored(snapshot, hits);
      case 'publisher':
      case 'language':
      case 'layout':
        return byName(snapshot, what, (name) => name !== '', 'known');
      default:
        return assertNever(what, 'value of has:');
    }
  }

  #ofTargets(targets: Iterable<TargetId>): Bits {
    const { snapshot } = this.needs;
    const found = noBits(snapshot.documents);
    for (const target of targets) {
      const document = snapshot.documentOf(target);
      if (document >= 0) setBit(found, document);
    }
    return found;
  }

  /** An article's id stands for its comments too. */
  #ofIds(ids: readonly string[]): Bits {
    const { parts } = this.needs.snapshot;
    const found = this.#ofTargets(ids.filter((id): id is CommentId => /^c.+\./u.test(id)));
    for (const id of ids) {
      for (const { segment, base } of parts) {
        const article = id.startsWith('a') ? segment.indexOf(id as ArticleId) : -1;
        if (article >= 0) setRange(found, base + (segment.starts[article] ?? 0), base + (segment.starts[article + 1] ?? 0));
      }
    }
    return found;
  }
}

/** The conversation a comment belongs to. */
async function conversation(reader: LibraryReader, id: string): Promise<ReadonlySet<TargetId>> {
  const comment = id as CommentId;
  if (!isComment(comment)) return new Set();
  // an article may have another id by now than the comment was named with
  const article = await reader.article(articleOf(comment));
  if (article === undefined) return new Set();
  return threadOf(commentIdOf(article.id, commentKeyOf(comment)), await reader.comments(article.id));
}

function isPostedTerm(term: QueryTerm): boolean {
  return (isWordTerm(term) || term.type === 'near') && isPosted(term);
}

function isExact(term: WordTerm | NearTerm): boolean {
  return term.type === 'near' ? isExact(term.left) || isExact(term.right) : term.type === 'exact';
}

/** What is to be asked first is less. */
function costOf(node: QueryNode): number {
  if (node.type !== 'term') return node.type === 'not' ? costOf(node.of) : Math.max(...node.of.map(costOf));
  const { term } = node;
  switch (term.type) {
    case 'exact':
      return 3;
    case 'near':
      return isExact(term) ? 3 : 2;
    case 'phrase':
    case 'prefix':
    case 'source':
      return 2;
    case 'word':
      return 1;
    default:
      return 0;
  }
}
