/** The words that stretches of a feed show, for whoever says himself what a stretch is. */
import { Parser } from 'htmlparser2';
import type { Words } from '../layouts/layout.ts';

const CDATA = '<![CDATA[';

/** What an element says, entities read, and where in the source each UTF-16 unit of it stands: half-open. */
interface Said {
  readonly field: string;
  text: string;
  readonly from: number[];
  readonly to: number[];
}

/** Words of a paragraph: half-open in the text of its element. */
type Stretch = readonly [from: number, to: number];

interface Piece {
  readonly said: Said;
  readonly stretches: readonly Stretch[];
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

const BLOCKS = new Set('address article blockquote br dd div dl dt figure figcaption h1 h2 h3 h4 h5 h6 hr li ol p pre section table td tr ul'.split(' '));

const squash = (words: string): string => words.replace(/\s+/g, ' ').trim();

/** The paragraphs of words that may be HTML, with their places; what a feed puts there to count readers holds no text. */
export function paragraphsIn(value: string): readonly { readonly text: string; readonly stretches: readonly Stretch[] }[] {
  if (!/[<&]/.test(value)) return value.trim() === '' ? [] : [{ text: squash(value), stretches: [[0, value.length]] }];
  const paragraphs: { text: string; readonly stretches: Stretch[] }[] = [{ text: '', stretches: [] }];
  let silent = 0;
  const parser = new Parser(
    {
      onopentagname(name) {
        if (name === 'script' || name === 'style') silent++;
        if (BLOCKS.has(name)) paragraphs.push({ text: '', stretches: [] });
      },
      ontext(data) {
        const last = paragraphs.at(-1);
        if (silent > 0 || last === undefined) return;
        last.text += data;
        last.stretches.push([parser.startIndex, parser.endIndex + 1]);
      },
      onclosetag(name) {
        if (name === 'script' || name === 'style') silent--;
        if (BLOCKS.has(name)) paragraphs.push({ text: '', stretches: [] });
      },
    },
    { decodeEntities: true },
  );
  parser.write(value);
  parser.end();
  return paragraphs.map(({ text, stretches }) => ({ text: squash(text), stretches })).filter(({ text }) => text !== '');
}

/**
 * The texts of a feed by their place: of each range the words that stand in it, paragraph by paragraph, never markup. `telling`: the names of the elements whose
 * words are read; those of others (addresses, dates) are words only for a range that lies within one of them.
 */
export function feedWordsOf(source: string, telling: ReadonlySet<string>): Words {
  const pieces = saidIn(source, telling).flatMap(piecesOf);
  return (from, to) => {
    const met = pieces.filter((piece) => piece.to > from && piece.from < to);
    const told = met.filter(({ said }) => telling.has(said.field));
    const [only] = met;
    const within = only !== undefined && told.length === 0 && met.every(({ said }) => said === only.said) && from >= first(only.said) && to <= end(only.said);
    return (within ? met : told).flatMap((piece) => clipped(source, piece, from, to) ?? []);
  };
}

const first = ({ from }: Said): number => from[0] ?? 0;
const end = ({ to }: Said): number => to.at(-1) ?? 0;

function piecesOf(said: Said): Piece[] {
  return paragraphsIn(said.text).flatMap(({ text, stretches }) => {
    const ink = inked(said.text, stretches);
    const [opening, closing] = [ink[0]?.[0], ink.at(-1)?.[1]];
    const [from, to] = [opening !== undefined && said.from[opening], closing !== undefined && said.to[closing - 1]];
    return typeof from === 'number' && typeof to === 'number' ? { said, stretches, text, from, to } : [];
  });
}

/** Stretches without the blanks at their ends; those that have nothing else are left out. */
function inked(text: string, stretches: readonly Stretch[]): readonly Stretch[] {
  return stretches
    .map(([from, to]): Stretch => {
      let [start, stop] = [from, to];
      while (start < stop && /\s/.test(text.charAt(start))) start++;
      while (stop > start && /\s/.test(text.charAt(stop - 1))) stop--;
      return [start, stop];
    })
    .filter(([start, stop]) => start < stop);
}

/** What of a piece lies in a range; an entity that the range cuts is left out. */
function clipped(source: string, { said, stretches, ...piece }: Piece, from: number, to: number): { text: string; from: number; to: number } | undefined {
  if (piece.from >= from && piece.to <= to) return piece;
  const kept = stretches.flatMap(([start, stop]): Stretch[] => {
    let [a, b] = [start, stop];
    while (a < b && (said.from[a] ?? 0) < from) a++;
    while (b > a && (said.to[b - 1] ?? 0) > to) b--;
    return a < b ? [[a, b]] : [];
  });
  const ink = inked(said.text, kept);
  const [opening, closing] = [ink[0]?.[0], ink.at(-1)?.[1]];
  const text = squash(kept.map((stretch) => entitiesRead(said.text.slice(...stretch))).join(''));
  if (text === '' || opening === undefined || closing === undefined) return undefined;
  const [start, stop] = [said.from[opening] ?? from, said.to[closing - 1] ?? to];
  return start < stop && stop <= source.length ? { text, from: start, to: stop } : undefined;
}

/** Text that has no tags, its entities read. */
function entitiesRead(text: string): string {
  if (!text.includes('&')) return text;
  let read = '';
  const parser = new Parser(
    {
      ontext(data) {
        read += data;
      },
    },
    { decodeEntities: true },
  );
  parser.write(text);
  parser.end();
  return read;
}

/** An element that is open. */
interface Open {
  readonly name: string;
  /** Whether its words are read, with those of all it holds. */
  readonly tells: boolean;
  said: Said;
}

/** The texts of all elements, in order; an element whose words are read holds those of the elements in it, part by part where they are paragraphs. */
function saidIn(source: string, telling: ReadonlySet<string>): readonly Said[] {
  const all: Said[] = [];
  const fresh = (field: string): Said => {
    const said: Said = { field, text: '', from: [], to: [] };
    all.push(said);
    return said;
  };
  const path: Open[] = [];
  const parser = new Parser(
    {
      onopentagname(tag) {
        const name = tag.toLowerCase();
        const around = path.at(-1);
        // Atom has an author's name one level deeper
        const within = around !== undefined && (around.tells || (name === 'name' && telling.has(around.name)));
        const field = within ? around.said.field : name;
        path.push({ name, tells: within || telling.has(name), said: within && !BLOCKS.has(name) ? around.said : fresh(field) });
      },
      ontext(data) {
        const said = path.at(-1)?.said;
        if (said === undefined) return;
        const marked = source.startsWith(CDATA, parser.startIndex);
        const start = parser.startIndex + (marked ? CDATA.length : 0);
        // an entity is more signs than it stands for
        const whole = !marked && parser.endIndex + 1 - start !== data.length;
        for (let at = 0; at < data.length; at++) {
          said.from.push(whole ? start : start + at);
          said.to.push(whole ? parser.endIndex + 1 : start + at + 1);
        }
        said.text += data;
      },
      onclosetag() {
        const closed = path.pop();
        const around = path.at(-1);
        if (closed !== undefined && around?.tells === true && closed.said !== around.said) around.said = fresh(around.said.field);
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.write(source);
  parser.end();
  return all.filter(({ text }) => text.trim() !== '');
}
