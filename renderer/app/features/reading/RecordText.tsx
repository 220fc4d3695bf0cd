import { Fragment, useMemo } from 'react';
import type { ArticleId, CharRange, Tag, Tagging, TagId, TargetId } from '../../../../corpus/records.ts';
import { plural } from '../../ui/format.ts';
import { hitChars } from './hits.ts';
import { Pieces } from './Pieces.tsx';
import { type Piece, piecesOf, repairs } from './pieces.ts';
import styles from './RecordText.module.css';

/** No record is drawn beyond this many UTF-16 units: a page without line ends can be one paragraph of megabytes. Its source shows all of it. */
const LONGEST_SHOWN = 20_000;

/** What the reader needs to draw a record's words. */
export interface Words {
  /** The text as read, by code points. */
  readonly characters: readonly string[];
  readonly pieces: (part?: CharRange) => Piece[];
  /** How many letters are shown other than they were read. */
  readonly repaired: number;
  /** How many UTF-16 units of the text are not shown. */
  readonly left: number;
}

/** A text ready to be cut into pieces. */
export function useWords(text: string, repaired: string | undefined, spans: readonly Tagging[], query: string): Words {
  return useMemo(() => {
    const shown = shownText(text);
    const characters = Array.from(shown);
    const mended = shown.length < text.length ? [] : repairs(characters, repaired);
    const hits = hitChars(query, shown);
    return {
      left: text.length - shown.length,
      characters,
      pieces: (part) => piecesOf(characters, { repairs: mended, spans, hits, ...(part ? { part } : {}) }),
      repaired: mended.length,
    };
  }, [text, repaired, spans, query]);
}

/** The part of a text that is drawn; all of it but for monsters. A character is never cut in two. */
export function shownText(text: string): string {
  return text.length <= LONGEST_SHOWN ? text : text.slice(0, LONGEST_SHOWN).replace(/[\ud800-\udbff]$/, '');
}

interface RecordTextProps {
  readonly words: Words;
  readonly parts?: readonly CharRange[];
  readonly tags: ReadonlyMap<TagId, Tag>;
}

/** Parts of a record's text, one after the other. */
export function RecordText({ words, parts, tags }: RecordTextProps) {
  if (parts === undefined) {
    return (
      <>
        <Pieces pieces={words.pieces()} tags={tags} />
        {words.left > 0 && <i className={styles.left}> … {plural(words.left, 'more character')}, in the source</i>}
      </>
    );
  }
  return parts.map((part, index) => (
    <Fragment key={part[0]}>
      {index > 0 && '\n'}
      <Pieces pieces={words.pieces(part)} tags={tags} />
    </Fragment>
  ));
}

/** Attributes by which a selection finds the record and its text; see `selection.ts`. */
export function recordAttributes(target: TargetId, text: string, block?: number) {
  return { 'data-target': target, 'data-text': shownText(text), 'data-block': block };
}

/** A block of the article in the reader, which is drawn whole; null where it is another article. */
export function shownBlock(article: ArticleId, block: number): Element | null {
  return document.querySelector(`[data-target="${CSS.escape(article)}"][data-block="${block}"]`);
}
