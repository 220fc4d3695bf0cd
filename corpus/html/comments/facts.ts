import type { CommentPage } from '../../records.ts';
import { ancestorsOf, type ElementNode, elementsOf, hasClass, namesOf, textIn } from '../nodes.ts';
import type { Run } from '../runs.ts';
import type { WebPage } from './family.ts';
import type { FoundThread } from './index.ts';

/** What a page says about its comments as a whole. */
interface CommentFacts {
  readonly statedComments?: number;
  readonly commentsClosed?: true;
  readonly commentPage?: CommentPage;
}

const HEADING =
  /^(?:all )?(?:comments?|(?:leser)?kommentare|commentaires|comentarios)\s*:?\s*\(?([\d,.]{1,9})\)?$|^([\d,.\u00a0\u202f ]{1,9}) (?:comments?|(?:leser)?kommentare?|commentaires?|comentarios?|responses|replies|respuestas|réactions)(?: so far)?$/i;
/** “Comments 5 of 11”, “Showing 1-20 of 300 comments”. */
const SHARE =
  /^(?:(?:showing|viewing|displaying) )?(?:(?:comments?|kommentare|commentaires|comentarios) )?\d{1,7}(?: ?(?:-|–|to|bis|à) ?\d{1,7})? (?:of|von|sur|de) ([\d,.]{1,9})(?: (?:comments?|kommentaren?|commentaires|comentarios))?[.:]?$/i;
const PAGE = /^(?:comments? )?(?:page|seite|página) (\d{1,5}) (?:of|sur|von|de) (\d{1,5})(?: of comments)?[.:]?$/i;
const CLOSED =
  /^(?:this entry is now closed for comments|comments (?:are|have been|are now) (?:now )?closed|(?:les )?commentaires (?:sont )?fermés|(?:die )?kommentar(?:e|funktion) (?:sind|ist|wurde) geschlossen|(?:los )?comentarios (?:están )?cerrados)/i;
/** How many elements round a text are asked whether it is one of the comments. */
const NEAR = 6;

/** What a page says about its comments as a whole. `given` is what it says of their number to others. */
export function commentFacts(web: WebPage, thread: FoundThread | undefined, given: number | undefined): CommentFacts {
  let stated: number | undefined;
  let closed = false;
  let page: CommentPage | undefined;
  for (const element of web.elements) {
    if (hasClass(element, 'dna-comment-count-number')) stated ??= countIn(textIn(element));
    if (hasClass(element, 'forumclosed')) closed = true;
    if (thread && isPager(element)) page ??= pageOfLinks(element);
  }
  for (const run of web.runs) {
    const { text, shown } = run;
    if (text.length > 120 || !shown) continue;
    if (CLOSED.test(text)) closed = true;
    if (!thread) continue;
    const heading = HEADING.exec(text);
    if (heading) stated ??= countIn(heading[1] ?? heading[2] ?? '');
    const share = SHARE.exec(text);
    if (share && (/comment|komment/i.test(text) || isAtComments(run, thread))) stated ??= countIn(share[1] ?? '');
    const pages = PAGE.exec(text);
    if (pages && (/comment/i.test(text) || isAtComments(run, thread))) page ??= pageOf(Number(pages[1]), Number(pages[2]));
  }
  stated ??= given;
  return {
    ...(stated !== undefined && stated >= (thread?.comments.length ?? 0) ? { statedComments: stated } : {}),
    ...(closed ? { commentsClosed: true as const } : {}),
    ...(page ? { commentPage: page } : {}),
  };
}

const pageOf = (current: number, of: number): CommentPage | undefined => (current >= 1 && current <= of ? { current, of } : undefined);

/** Whether a text stands among the comments or in what is named for them, and so says something of them rather than of the story. */
function isAtComments(run: Run, thread: FoundThread): boolean {
  const [first] = thread.comments;
  const last = thread.comments.at(-1);
  if (first && last && run.from > first.from) return true;
  let steps = 0;
  for (const element of ancestorsOf(run.block)) {
    if (++steps > NEAR || element.name === 'body') return false;
    if (/comment|komment|discussion|\bdsq|respon[ds]|\bdna\b/.test(namesOf(element))) return true;
  }
  return false;
}

/** `comment-navigation`, `comments-pagination`: the row of numbers under comments. */
function isPager(element: ElementNode): boolean {
  const names = namesOf(element);
  return /comment|cpage|dna/.test(names) && /pag(?:e|ination|er|ing)|nav/.test(names) && !/^(?:body|html|main)$/.test(element.name);
}

/** The page of a row of page numbers: that which is no link, or is marked as the one that is shown; the highest number is how many there are. */
function pageOfLinks(pager: ElementNode): CommentPage | undefined {
  const numbers: number[] = [];
  let current: number | undefined;
  for (const element of elementsOf(pager)) {
    if (!/^(?:a|span|strong|b|li|em)$/.test(element.name) || element.children.some((child) => child.kind === 'element')) continue;
    const number = /^\[?(\d{1,5})\]?$/.exec(textIn(element, 20))?.[1];
    if (number === undefined) continue;
    numbers.push(Number(number));
    const marked = element.attrs.get('aria-current') === 'page' || /(?:^|[\s_-])(?:current|active|selected|sel)(?:$|[\s_-])/.test(namesOf(element));
    if (marked || (element.name !== 'a' && element.parent?.name !== 'a')) current ??= Number(number);
  }
  return current === undefined || numbers.length < 2 ? undefined : pageOf(current, Math.max(...numbers));
}

function countIn(text: string): number | undefined {
  const digits = text.replace(/[,.\s]/g, '');
  return /^\d{1,8}$/.test(digits) ? Number(digits) : undefined;
}
