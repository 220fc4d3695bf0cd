import type { FoundComment } from '../../layouts/page-builder.ts';
import type { StatedTime } from '../../records.ts';
import { findTime } from '../../text/times.ts';
import { timeOf } from '../metadata.ts';
import { ancestorsOf, type ElementNode, findElement, namesOf, nodesOf, SILENT, squash, type TextNode, textIn } from '../nodes.ts';
import type { Run } from '../runs.ts';
import type { CommentFamily, Test } from './family.ts';

/** What names usually say of the parts of a comment; the more telling first. */
const AUTHOR: readonly RegExp[] = [
  /\bfn\b/,
  /user-?_?name|screen-?_?name|nick-?_?name|display-?_?name|author-?_?name|commenter-?_?name|actor-?_?name|usuario_?nombre/,
  /(?:comment|post)(?:e|o)?r?[-_]?(?:author|user|by\b|name)|commenter|commentor/,
  /\bauthor|\bauthor\b|\buser\b|\bposter\b|\bnick\b|\bcite\b|[-_](?:author|user|name)\b|^name\b|\bname\b|usuario|nombre|\bautor|\bauteur|pseudo|nutzername|\bwho\b/,
];
const TIME = /date|time|posted|published|stamp|\bwhen\b|\bago\b|meta|fecha|\bhora\b|datum|uhrzeit/;
const BODY =
  /(?:comment|post|message|reply)[-_]?(?:body|text|content|message|msg|entry|copy)|submitted-comment|\bcooked\b|\b(?:body|message|text|content)\b|[-_](?:msg|message|body|text)\b/;
const RATING = /rating|score|vote|recommend|like[-_s]|\blikes?\b|thumb|karma|points/;

/** Texts under comments that are not the commenter's. English, French and German sites. */
const CONTROL =
  /^[[(]?\s*(?:reply(?: to .{0,40})?|quote|report(?: (?:abuse|comment|this(?: comment)?))?|flag(?: as .{0,30})?|like|dislike|unlike|recommend(?:ed)?(?: by .{0,20})?|share(?: (?:this|it))?|sign in|log ?in|register|link(?: to (?:this|comment))?|permalink|parent|edit|delete|hide|show|more|expand|collapse|agree|disagree|up|down|vote(?: up| down)?|rate this|click to rate|rating|worst rated|best rated|says|said|wrote|by|posted(?: by)?|répondre|responder|citar(?: mensaje)?|denunciar|rispondi|segnala|beantwoorden|svara|svar|odpowiedz|ответить|пожаловаться|回复|举报|返信|답글|신고|alerter|signaler.{0,30}|recommander|antworten|melden|zitieren|abonné|#|»|«|\||·|•|-|–|\(?[+\-−–]?\d{1,6}\)?(?: (?:likes?|votes?|points?|replies|people like this))?)\s*[:.\])]?$/i;

/** The comment one element holds. `runs` are its own, those of answers inside it left out, in the order of the source. */
export function readComment(item: ElementNode, runs: readonly Run[], family: CommentFamily, isItem: Test): FoundComment | undefined {
  const elements = [...nodesOf(item, (element) => !isItem(element) && !SILENT.has(element.name))].filter(
    (node): node is ElementNode => node.kind === 'element' && (node === item || !isItem(node)),
  );
  const { parts } = family;
  const author = authorOf(elements, parts.author);
  const bodies = outermost(
    elements.filter((element) => (parts.body ? parts.body(element) : element !== item && BODY.test(namesOf(element)) && !TIME_ONLY.test(namesOf(element)))),
  );
  const body = parts.body ? bodies : innerBody(longest(bodies), elements, author);
  const bodySet = new Set(body);
  const inBody = (run: Run): boolean => isInside(run, bodySet);
  const timeElements = elements.filter((element) =>
    parts.time ? parts.time(element) : element.name === 'time' || (element !== item && TIME.test(namesOf(element))),
  );
  // a time can stand in the element of the words
  const timeSet = new Set(parts.time ? timeElements.filter((element) => !bodySet.has(element)) : []);
  const posted = timeFrom(timeElements.filter((element) => !bodySet.has(element)).slice(0, MOST_TIMES), runs) ?? timeIn(runs.filter((run) => !inBody(run)));
  const rating = ratingOf(elements, parts.rating);
  const number = parts.number ? numberIn(textOfFirst(elements, parts.number)) : replyNumber(runs);
  const heading = parts.heading ? elements.find(parts.heading) : undefined;
  const isPart = (run: Run): boolean =>
    (author !== undefined && run.text.length <= author.text.length + 40 && run.nodes.some((node) => author.nodes.has(node))) ||
    (posted !== undefined && run.text.length <= posted.text.length + 60 && run.text.includes(posted.text)) ||
    (run.text.length <= 60 && CONTROL.test(run.text)) ||
    (run.linked >= run.text.length * 0.9 && run.text.length < 40);
  const words =
    body.length > 0
      ? runs.filter((run) => inBody(run) && (parts.body !== undefined ? !isInside(run, timeSet) : !isPart(run)))
      : runs.filter((run) => !isPart(run));
  const spoken = body.length > 0 ? words : trimParts(words);
  const title = heading ? titleOf(heading) : undefined;
  const text = [...(title ? [title] : []), ...spoken.map((run) => run.text)].join('\n\n');
  if (spoken.length === 0 && !(family.keepsEmpty && (author || number !== undefined))) return undefined;
  const spokenSet = new Set(spoken);
  const telling = new Set([...timeElements, ...(heading ? [heading] : []), ...(rating ? [rating.element] : [])]);
  const told = runs.filter((run) => spokenSet.has(run) || (run.shown && run.nodes.some((node) => author?.nodes.has(node) || isIn(node, telling))));
  const first = told[0];
  const last = told.at(-1);
  if (!first || !last) return undefined;
  return { from: first.from, to: last.to, text, number, author: author?.text, posted, rating: rating?.value };
}

/** Elements of a comment in which its time is looked for. */
const MOST_TIMES = 20;
const TIME_ONLY = /date|time[-_]?stamp|meta|author|avatar|count|footer|tools|actions/;

/** Whether a text lies in one of some elements: one walk outwards, however many they are. */
function isIn(node: TextNode, elements: ReadonlySet<ElementNode>): boolean {
  if (elements.size > 0) for (const around of ancestorsOf(node)) if (elements.has(around)) return true;
  return false;
}

const isInside = (run: Run, elements: ReadonlySet<ElementNode>): boolean => run.nodes[0] !== undefined && isIn(run.nodes[0], elements);

function outermost(elements: readonly ElementNode[]): ElementNode[] {
  const set = new Set(elements);
  return elements.filter((element) => {
    for (let at = element.parent; at; at = at.parent) if (set.has(at)) return false;
    return true;
  });
}

function longest(elements: readonly ElementNode[]): ElementNode[] {
  let best: ElementNode | undefined;
  let most = 0;
  for (const element of elements) {
    const { length } = textIn(element);
    if (length > most) {
      best = element;
      most = length;
    }
  }
  return best ? [best] : [];
}

/** A comment with more elements is no comment of a few parts. */
const MOST_ELEMENTS = 300;

/** Of a body that holds the commenter's name or the time too, the longest part that is a body without them. */
function innerBody(bodies: readonly ElementNode[], elements: readonly ElementNode[], author: Author | undefined): readonly ElementNode[] {
  const [outer] = bodies;
  if (!outer || elements.length > MOST_ELEMENTS) return bodies;
  const beside = elements.filter((element) => element !== outer && TIME_ONLY.test(namesOf(element)) && isWithin(element, outer));
  const holds = (element: ElementNode): boolean =>
    beside.some((one) => isWithin(one, element)) || [...nodesOf(element)].some((node) => node.kind === 'text' && author?.nodes.has(node));
  if (!holds(outer)) return bodies;
  const inner = longest(elements.filter((element) => element !== outer && BODY.test(namesOf(element)) && isWithin(element, outer) && !holds(element)));
  return inner.length > 0 ? inner : bodies;
}

const isWithin = (element: ElementNode, outer: ElementNode): boolean => {
  for (const around of ancestorsOf(element)) if (around === outer) return true;
  return false;
};

interface Author {
  readonly text: string;
  readonly nodes: ReadonlySet<TextNode>;
}

function authorOf(elements: readonly ElementNode[], test: Test | undefined): Author | undefined {
  if (test) return firstAuthor(elements.filter(test));
  for (const pattern of AUTHOR) {
    const found = firstAuthor(
      elements.slice(1).filter((element) => pattern.test(namesOf(element)) || (pattern === AUTHOR[0] && element.attrs.get('rel') === 'author')),
    );
    if (found) return found;
  }
  return (
    firstAuthor(elements.filter((element) => element.name === 'cite')) ??
    firstAuthor(elements.filter(({ name }) => /^h[2-6]$/.test(name))) ??
    firstAuthor(elements.filter((element) => /^(?:b|strong)$/.test(element.name) && !isInParagraph(element, elements[0]))) ??
    firstAuthor(elements.filter((element) => element.name === 'a' && SIGNED.test(textIn(element.parent ?? element, 200))))
  );
}

/** A line that says who wrote: “Posted by: Ann | May 4”. */
const SIGNED = /^(?:posted|written|comment|comentario|escrito|kommentar|geschrieben|publié|von|por|par|by)\b.{0,20}/i;
/** Bold words of a comment's own text name nobody. */
const isInParagraph = (element: ElementNode, item: ElementNode | undefined): boolean => {
  for (const around of ancestorsOf(element)) {
    if (around === item) return false;
    if (around.name === 'p' || BODY.test(namesOf(around))) return true;
  }
  return false;
};

/** The first of some elements that holds a short text; of a profile, the link or bold text in it is the name. */
function firstAuthor(elements: readonly ElementNode[]): Author | undefined {
  for (const element of elements) {
    const whole = textIn(element);
    if (whole === '') continue;
    const inner = [...nodesOf(element)].filter((node): node is ElementNode => node.kind === 'element' && node !== element);
    const name =
      inner.find((part) => /\bfn\b|[-_ ]name\b|^name\b/.test(namesOf(part)) || part.attrs.get('itemprop') === 'name') ??
      inner.find((part) => part.name === 'a' && textIn(part) !== '') ??
      (/\d/.test(whole) ? inner.find((part) => /^(?:b|strong)$/.test(part.name) && textIn(part) !== '') : undefined);
    const named = name ?? element;
    const text = textIn(named)
      .replace(/^(?:by|par|von|posted by)\s+/i, '')
      .replace(/(?:\s+(?:says|said|wrote|schreibt|sagt|dit))?\s*:?$/i, '');
    if (text === '' || text.length > 80 || (findTime(text) && text.length > 30) || CONTROL.test(text)) continue;
    return { text, nodes: new Set([...nodesOf(named)].filter((node): node is TextNode => node.kind === 'text')) };
  }
  return undefined;
}

/** The time of the first of some elements that states one. What a `time` element gives for machines says when “2 hours ago” was. */
function timeFrom(elements: readonly ElementNode[], runs: readonly Run[]): StatedTime | undefined {
  for (const element of elements) {
    const text = textIn(element).slice(0, 240);
    const machine = findElement(element, ({ name, attrs }) => name === 'time' && attrs.has('datetime'))?.attrs.get('datetime') ?? element.attrs.get('content');
    const stated = timeOf(machine);
    const shown = firstTime(runs.filter((run) => isInside(run, new Set([element])))) ?? findTime(text)?.time;
    if (stated?.at !== undefined) return { text: shown?.text ?? (text === '' || text.length > 80 ? stated.text : text), at: stated.at };
    // “2 years ago”, with the date in what shows when one points at it
    const pointed = titleTime(element);
    if (pointed?.at !== undefined && shown?.at === undefined) return { text: shown?.text ?? pointed.text, at: pointed.at };
    if (shown) return shown;
  }
  return undefined;
}

function titleTime(element: ElementNode): StatedTime | undefined {
  const title = findElement(element, ({ attrs }) => attrs.has('title'))?.attrs.get('title');
  return title === undefined ? undefined : findTime(squash(title.slice(0, 120)))?.time;
}

function firstTime(runs: readonly Run[]): StatedTime | undefined {
  for (const { text } of runs) {
    const found = findTime(text.replaceAll('\n', ' '));
    if (found) return found.time;
  }
  return undefined;
}

function timeIn(runs: readonly Run[]): StatedTime | undefined {
  for (const run of runs) {
    const found = run.text.length <= 120 ? findTime(run.text.replaceAll('\n', ' ')) : undefined;
    if (found && found.to - found.from > run.text.length * 0.3) return found.time;
  }
  return undefined;
}

function ratingOf(elements: readonly ElementNode[], test: Test | undefined): { value: number; element: ElementNode } | undefined {
  for (const element of elements) {
    if (!(test ? test(element) : RATING.test(namesOf(element)))) continue;
    const match = /^[([]?(?:(?:score|rating|likes?|votes?|points?)\s*:?\s*)?([+\-−–]?\d{1,6})(?![\d:/]|[.,]\d)(?:[,)\]]|\s|$)/i.exec(textIn(element));
    if (match) return { value: Number((match[1] ?? '').replace(/[−–]/, '-')), element };
  }
  return undefined;
}

function textOfFirst(elements: readonly ElementNode[], test: Test): string {
  const element = elements.find(test);
  return element ? textIn(element) : '';
}

function numberIn(text: string): number | undefined {
  const match = /\b(\d{1,7})\b/.exec(text);
  return match ? Number(match[1]) : undefined;
}

/** `Reply #2`, `Comment number 12`: only where the page counts its comments. */
function replyNumber(runs: readonly Run[]): number | undefined {
  for (const { text } of runs) {
    const match = text.length <= 60 ? /^(?:reply|comment|post|kommentar|commentaire)\s+(?:#|no\.? ?|number |nr\.? ?|n° ?)?(\d{1,6})\b\.?/i.exec(text) : null;
    if (match) return Number(match[1]);
  }
  return undefined;
}

/** Where no element holds the words alone: the longest run of text and what stands beside it, without lone names before it. */
function trimParts(runs: readonly Run[]): Run[] {
  let start = 0;
  const most = runs.reduce((length, run) => Math.max(length, run.text.length), 0);
  while (start < runs.length - 1 && (runs[start]?.text.length ?? 0) < 40 && most > 60 && !/[.!?…]$/.test(runs[start]?.text ?? '')) start++;
  return runs.slice(start);
}

/** A heading the commenter gave, unless it only repeats what is answered; what a score says after it is none of it. */
function titleOf(heading: ElementNode): string | undefined {
  const link = heading.children.find((child): child is ElementNode => child.kind === 'element');
  const text = squash(link ? textIn(link) : textIn(heading));
  return text === '' || /^re\s*:/i.test(text) ? undefined : text;
}
