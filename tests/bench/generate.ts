/** Invented captures in the seed's family of layouts, seeded: the same seed and options always give the same pages. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { between, nickname, pick, prose, type Random, seeded, sentence } from './words.ts';

export interface CaptureOptions {
  /** Comments on the page. */
  readonly comments: number;
  /** Main-content text, without names and times, or the full page with them. */
  readonly mode?: 'main' | 'full';
  /** Number of the first page; 1 where absent. */
  readonly first?: number;
  /** Instead of an invented one, by the page's number. */
  readonly headline?: (number: number) => string;
}

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const twoDigits = (n: number): string => String(n).padStart(2, '0');

/** The text of one page. */
function captureText(seed: number, { comments, mode = 'main', headline: named }: CaptureOptions): string {
  const random = seeded(seed);
  const day = between(random, 1, 28);
  const month = pick(random, MONTHS);
  const year = between(random, 2010, 2015);
  const invented = sentence(random, between(random, 5, 9)).slice(0, -1);
  const headline = named?.(seed) ?? invented;
  const lines = [`${day} ${month} ${year} Last updated at ${twoDigits(between(random, 6, 22))}:${twoDigits(between(random, 0, 59))} GMT`, '', '', headline, ''];
  for (let paragraphs = between(random, 9, 16); paragraphs > 0; paragraphs--) {
    lines.push(prose(random, between(random, 80, 420)), '');
    if (random() < 0.12) lines.push(sentence(random, 2).slice(0, -1), '');
  }
  lines.push('', 'More on This Story', '', 'Related Stories', '', `  • ${sentence(random, 6).slice(0, -1)}`, '', '');
  if (comments > 0) lines.push(...commentLines(random, comments, mode, `${ordinal(day)} ${month} ${year}`));
  lines.push('', 'This page is best viewed in an up-to-date web browser with style sheets (CSS) enabled.');
  return `${lines.join('\n')}\n`;
}

function commentLines(random: Random, count: number, mode: 'main' | 'full', date: string): string[] {
  const first = count + between(random, 0, 40);
  const lines = ['Comments', '', 'This entry is now closed for comments', '', 'Jump to comments pagination'];
  if (mode === 'full') lines.push(`  • All Comments ${first}`);
  for (let at = 0; at < count; at++) {
    const number = first - at;
    const rating = between(random, -40, 120);
    const shown = `${rating > 0 ? '+' : ''}${rating}`;
    lines.push('  • rate this', ...(mode === 'full' ? [`    ${shown}`, '    rate this', `    ${shown}`] : []), '', `    Comment number ${number}.`, '');
    if (mode === 'full') lines.push(`    ${nickname(random)}`, `    ${date} - ${twoDigits(between(random, 6, 22))}:${twoDigits(between(random, 0, 59))}`, '');
    if (random() < 0.25 && number > 2)
      lines.push(`    ${between(random, 1, number - 1)}. ${nickname(random)}`, '', `    "${prose(random, between(random, 30, 120))}"`, '');
    lines.push(`    ${prose(random, between(random, 40, 360))}`, '');
    if (mode === 'full') lines.push(`    Report this comment (Comment number ${number})`, '', `    Link to this (Comment number ${number})`, '');
  }
  return lines;
}

function ordinal(day: number): string {
  const teen = day > 10 && day < 14;
  return `${day}${teen ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th')}`;
}

/** Writes `files` captures into a new folder; gives their paths. */
export async function generateFolder(folder: string, files: number, options: CaptureOptions): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const paths = Array.from({ length: files }, (_, at) => join(folder, `capture-${String(at + 1).padStart(5, '0')}.txt`));
  for (const [at, path] of paths.entries()) await writeFile(path, captureText((options.first ?? 1) + at, options));
  return paths;
}
