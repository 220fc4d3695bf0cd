import { applyCorrections } from './corrections.ts';
import { buildLedger, type Claim, checkLedger, type Ledger } from './coverage.ts';
import { chooseLayout, LAYOUTS } from './layouts/index.ts';
import type { Layout, PageText, ParsedPage, ParsedPages, ParsedSource } from './layouts/layout.ts';
import type { MappingBook, SourceTable } from './mapping/mapping.ts';
import { PARSER_VERSION } from './parser-version.ts';
import type { CaptureContext, ContainerPlace, Correction, SourceId, Warning } from './records.ts';
import { type DecodedText, decode } from './text/decode.ts';

/** A file as it was handed in, or a member of a container. */
export interface SourceFile {
  readonly id: SourceId;
  /** File name, without folders. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly container?: ContainerPlace;
  /** What is known of the capture from outside its bytes. */
  readonly context?: CaptureContext;
}

/** How a source is read. */
interface ParseOptions {
  /** The layouts to choose from; those of the domain where absent. */
  readonly layouts?: readonly Layout[];
  readonly mappings?: MappingBook | undefined;
  /** The analyst's word on ranges of this source, in the order it was given. */
  readonly corrections?: readonly Correction[];
}

/**
 * What one file becomes: decoded, its layout found among `layouts`, read, corrected, and every byte accounted for. Takes any bytes and never throws: where a
 * layout fails, or its reading does not stand up to the check of the ledger, the source is kept whole as unparsed and a warning says so.
 */
export function parseSource(file: SourceFile, { layouts = Object.values(LAYOUTS), mappings, corrections = [] }: ParseOptions = {}): ParsedSource {
  const decoded = decode(file.bytes);
  const { container, context } = file;
  const page: PageText = { source: file.id, name: file.name, decoded, ...(context && { context }), ...(mappings && { mappings }) };
  const origin = { ...(container && { container }), ...(context && { context }) };
  const described = { id: file.id, name: file.name, ...origin, bytes: file.bytes.length, encoding: decoded.encoding, parser: PARSER_VERSION };
  let chosen = { layout: LAYOUTS.generic.id, layoutReason: 'choosing a layout failed' };
  let reading: PageReading;
  try {
    const { layout, fit } = chooseLayout(page, layouts);
    chosen = { layout: layout.id, layoutReason: fit.reason };
    const parsed = layout.parse(page);
    if ('how' in parsed && parsed.how !== undefined) chosen = { layout: layout.id, layoutReason: `${fit.reason}; ${parsed.how}` };
    if ('unread' in parsed) {
      reading = { ...wholeUnparsed(decoded, parsed.kind ?? 'not-read', parsed.unread), ...tableIn(parsed) };
      if (corrections.length > 0) {
        const corrected = readPages(decoded, applyCorrections({ page, layout: layout.id }, NOTHING_READ, corrections));
        reading = { ...reading, pages: corrected.pages, ledger: corrected.ledger, warnings: [...reading.warnings, ...corrected.warnings] };
      }
    } else {
      const pages = 'pages' in parsed ? parsed : asPages(parsed);
      const corrected = (): ParsedPages => applyCorrections({ page, layout: layout.id, words: layout.words?.(page) }, pages, corrections);
      reading = readPages(decoded, corrections.length === 0 ? pages : corrected());
    }
  } catch (error) {
    const message = `Reading this page failed, so all of it is shown as unparsed: ${error instanceof Error ? error.message : String(error)}`;
    reading = wholeUnparsed(decoded, 'unparsed', message);
  }
  const { pages, ledger, warnings, table } = reading;
  return {
    ...described,
    ...chosen,
    coverage: ledger.totals,
    ledger: ledger.runs,
    warnings: [...sourceWarnings(decoded), ...warnings],
    ...(table && { table }),
    pages,
  };
}

interface PageReading {
  readonly pages: ParsedSource['pages'];
  readonly ledger: Ledger;
  readonly warnings: readonly Warning[];
  readonly table?: SourceTable;
}

function tableIn({ table }: { readonly table?: SourceTable }): { readonly table?: SourceTable } {
  return table === undefined ? {} : { table };
}

function asPages({ furniture, warnings, how: _, ...records }: ParsedPage): ParsedPages {
  const empty = records.blocks.length === 0 && records.comments.length === 0;
  return { pages: empty ? [] : [records], furniture, warnings };
}

const NOTHING_READ: ParsedPages = { pages: [], furniture: [], warnings: [] };

/** A source nothing of which is read, and why. */
function wholeUnparsed(decoded: DecodedText, kind: Warning['kind'], message: string): PageReading {
  return { pages: [], ledger: buildLedger(decoded, []), warnings: [{ kind, message }] };
}

function sourceWarnings(decoded: DecodedText): Warning[] {
  if (decoded.undecodable === 0) return [];
  const places = decoded.undecodable === 1 ? 'One place' : `${decoded.undecodable} places`;
  const first = decoded.text.indexOf('\ufffd');
  return [
    {
      kind: 'undecodable',
      message: `${places} could not be decoded as ${decoded.encoding}; U+FFFD stands there.`,
      ...(first < 0 ? {} : { bytes: decoded.bytesOf(first, first + 1) }),
    },
  ];
}

/** The pages of a source with their ledger; throws when the ranges overlap, lie outside or do not sum. */
function readPages(decoded: DecodedText, parsed: ParsedPages): PageReading {
  const { pages } = parsed;
  const all = [
    ...pages.flatMap((page) => page.blocks.map(({ evidence: { bytes } }) => ({ bytes, class: 'article' as const }))),
    ...pages.flatMap((page) => page.comments.map(({ evidence: { bytes } }) => ({ bytes, class: 'comment' as const }))),
    ...parsed.furniture.map((bytes) => ({ bytes, class: 'furniture' as const })),
  ];
  // the blocks of one row have the row's range
  const evidence = [...new Map(all.map((one) => [`${one.class} ${one.bytes[0]}-${one.bytes[1]}`, one])).values()];
  const claims = evidence.map(({ bytes, class: kind }): Claim => ({ from: decoded.utf16At(bytes[0]), to: decoded.utf16At(bytes[1]), class: kind }));
  const ledger = buildLedger(decoded, claims);
  const problems = checkLedger(ledger, decoded.byteLength, evidence);
  if (problems.length > 0) throw new Error(problems.slice(0, 3).join('; '));
  const warnings = pages.length === 0 ? [NO_ARTICLE, ...parsed.warnings.filter((warning) => warning.kind === 'left-out')] : [...parsed.warnings];
  const share = ledger.totals.unparsed / Math.max(1, decoded.byteLength - ledger.totals.blank);
  if (ledger.totals.unparsed > 0) {
    const bytes = ledger.runs.find((run) => run.class === 'unparsed')?.bytes;
    const message = `${ledger.totals.unparsed} bytes (${(100 * share).toFixed(1)}%) belong to no article, comment or furniture that was recognised.`;
    warnings.push({ kind: 'unparsed', message, ...(bytes ? { bytes } : {}) });
  }
  return { pages, ledger, warnings, ...tableIn(parsed) };
}

const NO_ARTICLE: Warning = { kind: 'no-article', message: 'Nothing in this file reads as an article or a comment.' };
