import type { Role } from './body.ts';
import { closest, headingAround, namesOf } from './nodes.ts';
import { BYLINE_NAMES, BYLINE_TEXT, DATE_NAMES, TAIL_HEADING } from './phrases.ts';
import type { Run } from './runs.ts';
import { endsAsSentence, wordsIn } from './sentences.ts';

/** Texts up to this many words can be furniture by their form. */
const SHORT = 25;
const isHeading = (run: Run): boolean => headingAround(run.block) !== undefined;

/** From a heading such as “Related links” on, when at least half of the story stands before it, all is furniture. The heading itself may have been left out by the extractor. */
export function cutTail(shown: readonly Run[], roles: Map<Run, Role>, total: number): void {
  let passed = 0;
  for (const [i, run] of shown.entries()) {
    const kept = roles.has(run);
    if (kept) passed += run.text.length;
    if (passed < total * (kept ? 0.5 : 0.35) || run.text.length > 60 || !(kept || isHeading(run)) || !TAIL_HEADING.test(run.text)) continue;
    const rest = shown.slice(i).filter((later) => roles.has(later));
    // as a heading inside a story it is followed by whole paragraphs without links
    const prose = rest.filter((later) => wordsIn(later.text) > SHORT && later.linked < later.text.length / 3);
    if (prose.reduce((sum, later) => sum + later.text.length, 0) > total * (ELSEWHERE.test(run.text) ? 0.45 : 0.2)) continue;
    for (const later of rest) if (roles.get(later) !== 'caption') roles.set(later, 'furniture');
    return;
  }
}

/** Headings, links and fragments after the last sentence belong to what followed the story; labels, dates and summaries before the first to its head. */
export function trimEnds(kept: readonly Run[], shown: readonly Run[], roles: Map<Run, Role>, headline: Run | undefined): void {
  trimTail(kept, roles);
  trimHead(
    kept.filter((run) => !headline || run.from > headline.from),
    shown,
    roles,
    headline !== undefined,
  );
  const last = kept.findLastIndex((run) => roles.get(run) === 'body');
  for (const run of kept.slice(last + 1)) if (roles.get(run) === 'byline' || roles.get(run) === 'standfirst') roles.set(run, 'furniture');
}

function trimTail(kept: readonly Run[], roles: Map<Run, Role>): void {
  const lines: Run[] = [];
  for (let i = kept.length - 1; i > 0; i--) {
    const run = kept[i];
    if (!run || roles.get(run) !== 'body') continue;
    const words = wordsIn(run.text);
    const loose = isHeading(run) || (words <= 6 && !endsAsSentence(run.text)) || (words <= SHORT && run.linked > run.text.length * 0.7);
    const biography = words <= 60 && (BIOGRAPHY.test(run.text) || (words <= 40 && REACHED.test(run.text)));
    const asks = words <= 35 && PROMOTION.test(run.text) && (run.linked > run.text.length * 0.2 || PLACES.test(run.text));
    if (!loose && !biography && !asks) break;
    if (loose && !isHeading(run) && run.linked === 0) lines.push(run);
    roles.set(run, 'furniture');
  }
  // so many short lines are verse, or a list
  if (lines.length > MOST_FRAGMENTS) for (const run of lines) roles.set(run, 'body');
}

/** So many fragments without links can stand under a story. */
const MOST_FRAGMENTS = 5;

function trimHead(kept: readonly Run[], shown: readonly Run[], roles: Map<Run, Role>, headed: boolean): void {
  const at = kept.findIndex((run) => roles.get(run) === 'body' && !isHeading(run) && !isListed(run) && wordsIn(run.text) > SUMMARY);
  const prose = kept[at];
  if (!prose || at > LONGEST_HEAD) return;
  let highlights = false;
  for (const run of kept.slice(0, at)) {
    if (roles.get(run) !== 'body') continue;
    const words = wordsIn(run.text);
    const listed = isListed(run);
    if (HIGHLIGHTS.test(run.text)) {
      highlights = true;
      roles.set(run, 'furniture');
    } else if ((headed && isHeading(run) && words >= SUMMARY && !isLead(run, prose, shown)) || (highlights && listed)) roles.set(run, 'standfirst');
    else if (isHeading(run) || listed) continue;
    else if (words <= 16 && /(?<!\d)(?:(?:19|20)\d\d|\d{1,2}:\d\d)(?!\d)/.test(run.text) && !/[.!?…。！？؟]$/.test(run.text)) roles.set(run, 'dateline');
    else if (words <= 4 && !endsAsSentence(run.text)) roles.set(run, 'furniture');
  }
}

/** A heading among the paragraphs, with no byline after it, is how the story begins; else it is a summary under the headline. */
function isLead(heading: Run, prose: Run, shown: readonly Run[]): boolean {
  if (heading.block.parent !== prose.block.parent) return false;
  const between = shown.slice(shown.indexOf(heading) + 1, shown.indexOf(prose));
  return !between.some(({ text, block }) => BYLINE_TEXT.test(text) || BYLINE_NAMES.test(namesOf(block)) || DATE_NAMES.test(namesOf(block)));
}

/** Headings that are never a story's own. */
const ELSEWHERE = /^(?:related|recommended|sponsored|more on this story|you (?:may|might) also|most (?:read|popular|viewed))/i;
/** More texts than this before the first prose are no head of a story. */
const LONGEST_HEAD = 40;
/** A heading with so many words is a summary; a text with more is prose. */
const SUMMARY = 7;
const HIGHLIGHTS = /^(?:story |article )?highlights:?$/i;
const isListed = (run: Run): boolean => closest(run.block, ({ name }) => name === 'li') !== undefined;

/** What a site says about the author under the story: “Ann Lee is a reporter for …”. */
const BIOGRAPHY =
  /^(?:about the author.{0,5})?\p{Lu}[\p{L}.’'-]+(?: \p{Lu}[\p{L}.’'-]*){1,3},? (?:is|was|has been|writes|covers|ist|est|es|è|é) (?:an? |the |on |about |eine? |une? |el |la |un |una |um |uma )?.{0,80}\b(?:reporter|writer|editor|correspondent|journalist|columnist|author|contributor|fellow|professor|producer|blogger|redakteur(?:in)?|journaliste|periodista|giornalista|jornalista|redactora?)\b/u;
/** “Ann Lee can be reached at …”, “Follow Ann on Twitter”: how to write to who wrote it. */
const REACHED =
  /\b(?:can be reached|(?:contact|reach|e-?mail|write to|follow) (?:him|her|them|the (?:author|writer|reporter)|\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?)) (?:at|on|by|via|@)/iu;
/** What asks the reader for something: to follow, to subscribe, to look at more. */
const PROMOTION =
  /^(?:[-–—•»>→*[(]\s*)?(?:please )?(?:get|follow|like|find|join|subscribe|download|sign up|listen|watch|see|read|check out|view|visit|buy|order|shop|click|support|donate|for more|more from|want more|have (?:a|you)|got a|do you|send|share|tell us|let us know|suivez|devenez|retrouvez|abonnez|inscrivez|folgen|folge|abonnieren|jetzt|mehr|síguenos|sigue|suscríbete|seguici|segui|iscriviti|siga|assine|inscreva|volg|följ|подписывайтесь|следите|читайте|关注|扫码|点击)/iu;
const PLACES =
  /\b(?:twitter|facebook|instagram|youtube|telegram|whatsapp|tiktok|linkedin|pinterest|google\+|newsletter|podcast|app store|google play|itunes|rss|e-?mail|subscri\p{L}*)\b|微信|微博|@\p{L}/iu;
