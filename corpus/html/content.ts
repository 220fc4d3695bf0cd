import type { FoundThread } from './comments/index.ts';
import { ancestorsOf, closest, type ElementNode, namesOf, type PageNode } from './nodes.ts';
import { FURNITURE_NAMES } from './phrases.ts';
import { readableTexts } from './readable.ts';
import type { Run } from './runs.ts';
import { wordsIn } from './sentences.ts';

/** What may be a page's story, and whether an article extractor said so. */
export interface Readable {
  readonly runs: readonly Run[];
  readonly extracted: boolean;
}

/** Those of the runs that an article extractor takes for the page's story; where it finds none, those that read as prose. */
export function readableRuns(html: ElementNode, runs: readonly Run[], thread: FoundThread | undefined): Readable {
  const kept = readableTexts(html, new Set<PageNode>(thread ? thread.items : []));
  const prose = (): Run[] => runs.filter(isProse);
  if (!kept || kept.size === 0) return { runs: prose(), extracted: false };
  const story = runs.filter((run) => {
    const inside = run.nodes.reduce((sum, node) => sum + (kept.has(node) ? node.text.length : 0), 0);
    const all = run.nodes.reduce((sum, node) => sum + node.text.length, 0);
    return inside > all / 2;
  });
  // a page without end tags can be taken for its first line
  if (story.some((run) => wordsIn(run.text) >= SENTENCE)) return { runs: story, extracted: true };
  return { runs: [...new Set([...story, ...prose()])].sort((a, b) => a.from - b.from), extracted: false };
}

/** Fewer words than this are no sentence of a story. */
const SENTENCE = 8;

/** Fewer words than this are a label, a link, a notice. */
const PROSE = 25;

/** Whether a run reads as prose and stands in no part of the page that is named for something else. */
const isProse = (run: Run): boolean => isProseBut(run, '');

/** The same, comments that no family read included: what people wrote is not furniture. */
export const isUnread = (run: Run): boolean => isProseBut(run, COMMENTS);

const COMMENTS = /(?<=^|[\s_-])comments?(?:-?(?:list|section|area|box))?(?=$|[\s_-])/g;

function isProseBut(run: Run, passed: RegExp | ''): boolean {
  if (wordsIn(run.text) < PROSE || run.linked > run.text.length * 0.3) return false;
  if (closest(run.block, ({ name }) => /^(?:nav|aside|footer|form|header|button|label)$/.test(name))) return false;
  let steps = 0;
  for (const element of ancestorsOf(run.block)) {
    if (++steps > 6 || element.name === 'body') break;
    const names = namesOf(element).replace(passed, '');
    if (FURNITURE_NAMES.test(names) || /foot\b|footer|legal|cookie|terms|copyright/.test(names)) return false;
  }
  return true;
}
