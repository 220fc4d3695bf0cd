/** Reading kept sources anew and telling what it would change; nothing is written here. */
import { compareSource, type SourceChange, sameData } from '../../corpus/changes.ts';
import { CuttingsError } from '../../corpus/errors.ts';
import { homesAfter, placeMarks } from '../../corpus/following.ts';
import { groupReadings } from '../../corpus/grouping.ts';
import type { ParsedSource } from '../../corpus/layouts/layout.ts';
import { mergeReadings } from '../../corpus/merge.ts';
import { parseSource } from '../../corpus/parse.ts';
import { PARSER_VERSION } from '../../corpus/parser-version.ts';
import type { Correction, Source, SourceId } from '../../corpus/records.ts';
import { sha256 } from '../../corpus/text/sha256.ts';
import type { ArticleReadings, LibraryReader, LibraryScan } from '../store/reader.ts';
import type { AnewAnswer, AnewQuestion, Compared, Listed, ReadAgain } from './protocol.ts';

/** As much of the store's reading side as this needs. */
export type AnewReader = Pick<
  LibraryReader,
  'articlesIn' | 'comments' | 'corrections' | 'mappings' | 'notes' | 'source' | 'sourceBytes' | 'sources' | 'taggingsOfArticle'
> &
  Pick<LibraryScan, 'eachSource'>;

/** Answers one question. Throws `CuttingsError`: what is wrong with this source. */
export function answerAnew(reader: AnewReader, question: AnewQuestion): Promise<AnewAnswer> {
  if (question.ask === 'list') return list(reader, question.sources);
  const { source, corrections } = question;
  return question.ask === 'compare' ? compare(reader, source, corrections) : readAgain(reader, source, corrections);
}

async function list(reader: AnewReader, asked: Extract<AnewQuestion, { readonly ask: 'list' }>['sources']): Promise<Listed> {
  const sources: { id: SourceId; name: string }[] = [];
  let withoutBytes = 0;
  const take = (rows: readonly Source[]): void => {
    for (const { id, name, parser, bytesMissing } of rows) {
      if (asked === 'old' && parser === PARSER_VERSION) continue;
      if (bytesMissing) withoutBytes++;
      else sources.push({ id, name });
    }
  };
  if (typeof asked === 'string') await reader.eachSource(take);
  else take(await reader.sources(asked));
  return { ask: 'list', sources, withoutBytes };
}

interface Again {
  readonly source: Source;
  readonly parsed: ParsedSource;
  /** Those that are remembered. */
  readonly remembered: readonly Correction[];
  readonly seen: string;
}

/** Reads a source as an import does, with the corrections given, else with those that are remembered. */
async function again(reader: AnewReader, id: SourceId, corrections: readonly Correction[] | undefined): Promise<Again> {
  const [source, bytes, remembered, mappings] = await Promise.all([reader.source(id), reader.sourceBytes(id), reader.corrections(id), reader.mappings()]);
  if (source === undefined) throw new CuttingsError('no-source', 'This source is not in the library any more.');
  if (bytes === undefined) throw new CuttingsError('no-bytes', 'The bytes of this source are not in the library.');
  const { name, container, context } = source;
  const file = { id, name, bytes, ...(container && { container }), ...(context && { context }) };
  const parsed = parseSource(file, { mappings: { byShape: mappings }, corrections: corrections ?? remembered });
  return { source, parsed, remembered, seen: sha256(JSON.stringify([source, remembered])) };
}

async function readAgain(reader: AnewReader, id: SourceId, corrections: readonly Correction[] | undefined): Promise<ReadAgain> {
  const { source, parsed, seen } = await again(reader, id, corrections);
  return { ask: 'read', source: { parsed, read: source, ...(corrections && { corrections }) }, seen };
}

async function compare(reader: AnewReader, id: SourceId, corrections: readonly Correction[] | undefined): Promise<Compared> {
  const { source, parsed, remembered, seen } = await again(reader, id, corrections);
  const articles = await reader.articlesIn(id);
  const readings = articles.flatMap((article) => article.readings).filter(({ article }) => article.capture.source === id);
  if (readings.some(({ article }) => (article.captures?.length ?? 0) > 1))
    throw new CuttingsError('came-merged', 'It came by an export, as one with other captures of its article, and cannot be read anew by itself.');
  const corrected = corrections !== undefined && !sameData(corrections, remembered);
  const change = compareSource({ source, readings }, parsed, { kept: 0, homeless: 0 }, corrected);
  if (change === undefined) return { ask: 'compare', seen };
  return { ask: 'compare', change: { ...change, marks: await marksOf(reader, articles, id, parsed) }, seen };
}

/** What becomes of the tags and notes of the articles a source is part of. */
async function marksOf(reader: AnewReader, articles: readonly ArticleReadings[], id: SourceId, parsed: ParsedSource): Promise<SourceChange['marks']> {
  const ids = articles.map(({ article }) => article.id);
  const taggings = (await Promise.all(ids.map((article) => reader.taggingsOfArticle(article)))).flat();
  const comments = (await Promise.all(ids.map((article) => reader.comments(article)))).flat();
  const notes = await reader.notes([...ids, ...comments.map((comment) => comment.id)]);
  const marks = taggings.length + notes.length;
  if (marks === 0) return { kept: 0, homeless: 0 };
  const former = articles.map(({ readings }) => readings);
  const [before, stays] = [former.flat().filter(isOf(id)), former.flat().filter((reading) => !isOf(id)(reading))];
  const now = groupReadings([...stays, ...parsed.pages], []).map(mergeReadings);
  const { homeless } = placeMarks(taggings, notes, now, homesAfter(former, [{ before, after: parsed.pages }], now));
  return { kept: marks - homeless, homeless };
}

const isOf =
  (id: SourceId) =>
  ({ article }: ParsedSource['pages'][number]): boolean =>
    article.capture.source === id;
