import { isJsonLd, jsonLdObjects, typeOf } from './json-ld.ts';
import { type ElementNode, elementsOf, squash } from './nodes.ts';
import { type Run, runsOf } from './runs.ts';
import { wordsIn } from './sentences.ts';
import { parsePage } from './tree.ts';

/** A paragraph of a story given as data; UTF-16 range in the source, half-open, between the quotes of its string. */
export interface StatedParagraph {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A story given as data has at least so many words; less is a summary. */
const FEWEST = 40;

/**
 * The story as a page gives it in JSON-LD (`"articleBody": "…"`), for pages that show none until their script has run. Paragraphs are parted where the
 * string breaks the line. Empty where there is none, or it lies in the range of one of the `runs`.
 */
export function statedBody(root: ElementNode, source: string, runs: readonly Run[]): StatedParagraph[] {
  for (const element of elementsOf(root)) {
    if (!isJsonLd(element)) continue;
    for (const script of element.children) {
      if (script.kind !== 'text' || script.from < 0) continue;
      const found = bodyIn(source.slice(script.from, script.to), script.from);
      const words = found.reduce((sum, { text }) => sum + wordsIn(text), 0);
      if (words >= FEWEST && !found.some(({ from, to }) => runs.some((run) => run.from < to && from < run.to))) return found;
    }
  }
  return [];
}

function bodyIn(script: string, offset: number): StatedParagraph[] {
  const article = jsonLdObjects(script).find((object) => /Article|BlogPosting|Report$/.test(typeOf(object)) && typeof object.articleBody === 'string');
  if (!article) return [];
  for (const match of script.matchAll(/"articleBody"\s*:\s*"((?:[^"\\]|\\.)*)"/g)) {
    const raw = match[1] ?? '';
    if (unescaped(raw) !== article.articleBody) continue;
    const start = offset + match.index + match[0].length - 1 - raw.length;
    return paragraphsOf(raw, start);
  }
  return [];
}

/** The parts of a string as it stands in the script, between its escaped line breaks. */
function paragraphsOf(raw: string, start: number): StatedParagraph[] {
  const found: StatedParagraph[] = [];
  let at = 0;
  for (const line of [...raw.matchAll(/(?:\\[nr]|\\u000[ad]|\s)*(?:\\[nr]|\\u000[ad])(?:\\[nr]|\\u000[ad]|\s)*/gi), { 0: '', index: raw.length }]) {
    const part = raw.slice(at, line.index);
    const ink = /\S(?:[\s\S]*\S)?/.exec(part);
    const text = ink ? plain(unescaped(ink[0])) : '';
    if (ink && text !== '') found.push({ from: start + at + ink.index, to: start + at + ink.index + ink[0].length, text });
    at = line.index + line[0].length;
  }
  return found;
}

const unescaped = (raw: string): string => {
  try {
    return String(JSON.parse(`"${raw}"`));
  } catch {
    // control characters as they are make it no JSON; what it says can be read all the same
    return raw;
  }
};

/** Text that can hold markup, as a page would show it. */
function plain(text: string): string {
  if (!/<\w|&#?\w+;/.test(text)) return squash(text);
  return runsOf(parsePage(text), text)
    .map((run) => run.text)
    .join('\n\n');
}
