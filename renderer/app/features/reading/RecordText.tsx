import { Fragment, useMemo } from 'react';
import type { CharRange, Tag, Tagging, TagId, TargetId } from '../../../../corpus/records.ts';
import { Pieces } from './Pieces.tsx';
import { type Piece, piecesOf, repairs } from './pieces.ts';

/** What the reader needs to draw a record's words. */
export interface Words {
  /** The text as read, by code points. */
  readonly characters: readonly string[];
  readonly pieces: (part?: CharRange) => Piece[];
  /** How many letters are shown other than they were read. */
  readonly repaired: number;
}

/** A text ready to be cut into pieces. */
export function useWords(text: string, repaired: string | undefined, spans: readonly Tagging[], hits: readonly CharRange[]): Words {
  return useMemo(() => {
    const characters = Array.from(text);
    const mended = repairs(characters, repaired);
    return {
      characters,
      pieces: (part) => piecesOf(characters, { repairs: mended, spans, hits, ...(part ? { part } : {}) }),
      repaired: mended.length,
    };
  }, [text, repaired, spans, hits]);
}

interface RecordTextProps {
  readonly words: Words;
  readonly parts?: readonly CharRange[];
  readonly tags: ReadonlyMap<TagId, Tag>;
}

/** Parts of a record's text, one after the other. */
export function RecordText({ words, parts, tags }: RecordTextProps) {
  if (parts === undefined) return <Pieces pieces={words.pieces()} tags={tags} />;
  return parts.map((part, index) => (
    <Fragment key={part[0]}>
      {index > 0 && '\n'}
      <Pieces pieces={words.pieces(part)} tags={tags} />
    </Fragment>
  ));
}

/** Attributes by which a selection finds the record and its text; see `selection.ts`. */
export function recordAttributes(target: TargetId, text: string, block?: number) {
  return { 'data-target': target, 'data-text': text, 'data-block': block };
}
