import type { StatedTime } from '../../records.ts';
import { foldText } from '../../text/fold.ts';
import { type FoundTime, findTime } from '../../text/times.ts';
import { bulletText, endsSentence, type Line, spacedWords } from '../lines.ts';
import { PUBLISHED_BY, UPDATED } from '../phrases.ts';
import { isByline } from './phrases.ts';

/** How many lines the top of a page takes at most: site name, menus, headline, byline. */
const TOP = 40;
/** Without a menu or the like, headline and byline stand among the first so many lines. */
const FEW = 12;

/** What the rest of a page can tell about its top. */
export interface RestOfPage {
  /** The head over its comments. */
  readonly commentsHead?: string | undefined;
  /** Its last lines. */
  readonly end: readonly Line[];
}

/** Where a page's headline stands, and up to where its top reaches. Indices of lines; `to` is exclusive. */
export interface PageTop {
  /** Undefined where no line reads as one. */
  readonly headline: number | undefined;
  readonly to: number;
  /** Lines above the headline that are the site's: its name, motto, menus. */
  readonly site: ReadonlySet<number>;
}

/** The time a dateline or byline near the top states, or undefined when the line is neither. */
export function metaOf(line: Line): { readonly byline: boolean; readonly found: FoundTime | undefined } | undefined {
  const { text } = line;
  if (text.length > 120 || (endsSentence(text) && !/\b[ap]\.m\.$/.test(text))) return undefined;
  const found = findTime(text);
  if (isByline(found ? `${text.slice(0, found.from)}|` : text)) return { byline: true, found };
  const beside = found ? besideTimes(text) : '';
  if (!found || beside.replace(/[^\p{L}]/gu, '').length > (found.relative ? 20 : 30)) return undefined;
  // “A year ago in Kelby” is a heading, “3 hours ago” and “Updated 3 hours ago” say when
  if (found.relative && /\p{L}/u.test(beside.replace(new RegExp(`${UPDATED}|${PUBLISHED_BY}|updated|published|posted`, 'giu'), ''))) return undefined;
  return isPhrase(beside) ? undefined : { byline: false, found };
}

/** What a line says beside all the times it states. */
function besideTimes(text: string): string {
  let rest = text;
  let beside = '';
  for (let found = findTime(rest); found; found = findTime(rest)) {
    beside += `${rest.slice(0, found.from)} `;
    rest = rest.slice(found.to);
  }
  return beside + rest;
}

const CHANGED = new RegExp(`(?:${UPDATED})[^\\p{L}]*(?:(?:le|am|vom|el|on|at|um|den)\\b[^\\p{L}]*)*$`, 'iu');

/** When a line says something was published and when it was changed: the first time of each, told by the words before it. */
export function statedTimes(text: string): { readonly published?: StatedTime; readonly updated?: StatedTime } {
  let published: StatedTime | undefined;
  let updated: StatedTime | undefined;
  let rest = text;
  for (let found = findTime(rest); found; found = findTime(rest)) {
    if (CHANGED.test(rest.slice(0, found.from))) updated ??= found.time;
    else published ??= found.time;
    rest = rest.slice(found.to);
  }
  return { ...(published && { published }), ...(updated && { updated }) };
}

/** Words that stand beside a date without making a sentence of it. */
const BESIDE_DATES =
  /^(?:posted|published|updated|last|modified|created|written|first|by|on|at|and|the|of|in|from|date|am|pm|um|uhr|von|vom|und|stand|le|la|du|de|des|par|et|publié|publiée|paru|modifié|mis|mise|ligne|en|jour|por|el|del|las|den|veröffentlicht|erschienen|erstellt|aktualisiert|zuletzt|geändert|publicado|publicada|actualizado|actualizada|horas|est|edt|gmt)$/u;

/** Whether the words beside a date make a sentence or a heading with it: `Bray votes 16 March on bridge toll`. */
function isPhrase(beside: string): boolean {
  return (beside.match(/(?<![\p{L}\p{N}])\p{Ll}{2,}/gu) ?? []).filter((word) => !BESIDE_DATES.test(word)).length > 1;
}

/** Whether a line can be the headline, given the line below it. */
function isHeadline(line: Line, next: Line | undefined): boolean {
  const { text } = line;
  if (text.length > 160 || spacedWords(text) > 28 || bulletText(line) !== undefined || !/[\p{L}\p{N}]/u.test(text)) return false;
  if (/(?<!\.)\.["”’]?$|[,;:]$/.test(text)) return text.length <= 60 && next !== undefined && next.gap > 0 && !/[,;:]$/.test(text) && next.text.length > 120;
  return true;
}

/**
 * Finds the headline. It is the first line that can be one, unless that line shows itself to be the site's name — a menu stands under it, or a
 * date with the next heading right above the byline, or a copyright line names it — or the head of the comments names a heading further down.
 * Then it is the first heading after these that stands right above a byline, a date or prose; what is above it is the site's.
 * `isFurniture` tells lines that are furniture wherever they stand.
 */
export function readTop(lines: readonly Line[], isFurniture: (line: Line) => boolean, rest: RestOfPage): PageTop {
  const top = lines.slice(0, TOP);
  const menus = menusOf(top, isFurniture);
  const can = (at: number): boolean => {
    const line = top[at];
    return line !== undefined && !menus.has(at) && !isFurniture(line) && metaOf(line) === undefined && isHeadline(line, lines[at + 1]);
  };
  const to = FEW + menus.size;
  const first = top.findIndex((line, at) => !menus.has(at) && !isFurniture(line) && metaOf(line) === undefined);
  if (first >= to || !can(first)) return { headline: undefined, to, site: upTo(menus, to) };
  const later = laterHeadline(lines, first, { ...rest, can, menus });
  if (later === undefined) return { headline: first, to, site: upTo(menus, to) };
  const above = Array.from({ length: later }, (_, at) => at).filter((at) => !isMetaAt(lines, at));
  return { headline: later, to: Math.max(to, later + FEW / 2), site: new Set([...above, ...upTo(menus, to)]) };
}

const upTo = (menus: ReadonlySet<number>, to: number): Set<number> => new Set([...menus].filter((at) => at < to));

interface Seen extends RestOfPage {
  readonly can: (at: number) => boolean;
  readonly menus: ReadonlySet<number>;
}

/** The headline below a first line that is the site's name; undefined when the first line is the headline itself. */
function laterHeadline(lines: readonly Line[], first: number, { can, menus, commentsHead, end }: Seen): number | undefined {
  const name = lines[first]?.text ?? '';
  const named = nameIn(commentsHead);
  if (named === foldText(name)) return undefined;
  const owned = isOwner(end, name);
  let menu = false;
  let dated = false;
  for (let at = first + 1; at < Math.min(TOP, lines.length - 1); at++) {
    const line = lines[at];
    if (!line || isProse(line)) return undefined;
    if (menus.has(at)) menu = true;
    else if (isMetaAt(lines, at)) dated = true;
    if (!can(at)) continue;
    if (foldText(line.text) === named) return at;
    const meta = metaOf(lines[at + 1] ?? line);
    const heads = meta !== undefined || isProse(lines[at + 1] ?? line);
    if (heads && (menu || owned || (dated && meta?.byline === true && spacedWords(name) <= NAME_WORDS))) return at;
  }
  return undefined;
}

/** A site's name has no more words than this. */
const NAME_WORDS = 6;

const isMetaAt = (lines: readonly Line[], at: number): boolean => {
  const line = lines[at];
  return line !== undefined && metaOf(line) !== undefined;
};

/** A line of running text, not a heading or a label. */
function isProse(line: Line): boolean {
  return line.text.length > 160 || (endsSentence(line.text) && spacedWords(line.text) > 8);
}

/** The title that a comments' head names, folded: `6 Responses to “The lost kite”`. */
function nameIn(head: string | undefined): string | undefined {
  const title = head === undefined ? undefined : /["“„«](.{3,160})["”“»]\s*:?$/.exec(head)?.[1];
  return title === undefined ? undefined : foldText(title.trim());
}

/** Whether a copyright line near the end names the site so: `© 2012 The Daily Kite`. */
function isOwner(end: readonly Line[], name: string): boolean {
  return name.length >= 4 && end.some(({ text }) => text.length <= 240 && /^(?:©|\(c\)|copyright\b)/i.test(text) && text.includes(name));
}

/** Places every site has a link to. */
const PLACES =
  /^(?:home|home ?page|front page|about(?: us)?|contact(?: us)?|archives?|menu|search|rss|log ?in|sign (?:in|up)|subscribe|startseite|über uns|kontakt|impressum|suche|abo|accueil|à propos|contactez-nous|recherche|abonnés|inicio|portada|contacto|buscar|quiénes somos)$/i;
/** A menu has at least so many entries when one of them is a place every site has, and more when none is. */
const ENTRIES = 3;
const MANY_ENTRIES = 5;

/** The lines of menus: entries parted by marks on one line (`Home | News | About`), or entries under each other, the first and last of them known ones or bulleted. */
function menusOf(top: readonly Line[], isFurniture: (line: Line) => boolean): Set<number> {
  const menus = new Set<number>();
  const known = (line: Line): boolean => PLACES.test(bulletText(line) ?? line.text) || isFurniture(line);
  for (let at = 0; at < top.length; ) {
    const run = entriesFrom(top, at);
    const lastAt = run.findLastIndex((line) => known(line) || bulletText(line) !== undefined);
    const [first] = run;
    const begins = first !== undefined && (known(first) || bulletText(first) !== undefined);
    if (begins && lastAt + 1 >= ENTRIES && run.some(known)) {
      for (let i = at; i <= at + lastAt; i++) menus.add(i);
      at += lastAt + 1;
    } else {
      const line = top[at];
      if (line && metaOf(line) === undefined && isMenuLine(line)) menus.add(at);
      at++;
    }
  }
  return menus;
}

/** Lines from `at` on, without a blank between them, that can each be an entry of a menu. */
function entriesFrom(top: readonly Line[], at: number): Line[] {
  const run: Line[] = [];
  for (const line of top.slice(at)) {
    if ((run.length > 0 && line.gap > 0) || !isEntry(bulletText(line) ?? line.text) || metaOf(line) !== undefined) break;
    run.push(line);
  }
  return run;
}

function isMenuLine(line: Line): boolean {
  if (line.text.length > 400) return false;
  const entries = line.text.split(/\s*[|·•»›]\s*|\s{2,}|\t|\s+\/\s+/).filter((entry) => entry !== '');
  if (entries.length < ENTRIES || !entries.every(isEntry)) return false;
  return entries.length >= MANY_ENTRIES || entries.some((entry) => PLACES.test(entry));
}

/** A menu's entry: up to four words, no figures, no sentence. */
function isEntry(text: string): boolean {
  return text.length <= 30 && /\p{L}/u.test(text) && !/\d/.test(text) && !endsSentence(text) && spacedWords(text) <= 4;
}
