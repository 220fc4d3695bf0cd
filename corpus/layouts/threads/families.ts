import { findTime } from '../../text/times.ts';
import { ANSWERS } from '../generic/signatures.ts';
import { figure, isName, SIGNED, signed, type ThreadFamily, timeOnly } from './family.ts';

const lines = (...forms: readonly string[]): RegExp => new RegExp(`^(?:${forms.join('|')})$`, 'iu');

/** Name and the name it answers: `Ann Lee → Ivo`. */
function namesIn(text: string): { readonly author?: string; readonly answers?: string } {
  const plain = text
    .replace(/^(?:avatar|.{2,40}['’]s (?:avatar|picture))\s+/i, '')
    .replace(/(?:\s+(?:mod|moderator|staff|author|subscriber|guardian (?:contributor|staff|pick)|contributor))+$/i, '')
    .trim();
  const both = ANSWERS.exec(plain);
  if (both?.[1] !== undefined && both[2] !== undefined) return { author: both[1].replace(/\s+(?:mod|moderator|staff|author)$/i, ''), answers: both[2] };
  return plain === '' || plain.length > 60 ? {} : { author: plain };
}

/** `Ann Lee • 3 hours ago`, `Ivo → Ann Lee • 2 hours ago`, the time perhaps on a line of its own. */
export const disqus: ThreadFamily = {
  id: 'disqus',
  name: 'Disqus',
  example: 'Ann Lee • 3 hours ago',
  side: 'below',
  signedAt(all, at) {
    const text = all[at]?.text ?? '';
    const dot = /^(.*?)\s*[•·]\s*(.+)$/u.exec(text);
    const posted = timeOnly((dot?.[2] ?? '').replace(/[•·−+–-]\s*(?:edited|bearbeitet|modifié|editado)?/giu, ' ').trim(), 0);
    if (!posted) return undefined;
    if (dot?.[1]) {
      const names = namesIn(dot[1]);
      return names.author === undefined || names.author.split(/\s+/).length > 6 ? undefined : signed({ from: at, to: at + 1, ...names, posted });
    }
    const above = all[at - 1];
    if (!above || (all[at]?.gap ?? 1) > 0) return undefined;
    const arrow = /^[→➔➜➝]\s*(.{1,50})$/u.exec(above.text)?.[1];
    if (arrow !== undefined && above.gap === 0 && isName(all[at - 2]))
      return signed({ from: at - 2, to: at + 1, author: all[at - 2]?.text, answers: arrow, posted });
    return isName(above) || ANSWERS.test(above.text) ? signed({ from: at - 1, to: at + 1, ...namesIn(above.text), posted }) : undefined;
  },
  marks: [
    ['“Share ›”', /^(?:\d+\s*)?(?:[•·]?\s*(?:edit\s*[•·]?\s*)?reply\s*[•·]?\s*)?share ?›$/i],
    ['“Join the discussion…”', /^(?:join|start) the discussion ?(?:…|\.{3})$/i],
    ['“Sort by Best”', /^sort by (?:best|newest|oldest)$/i],
    ['“powered by Disqus”', /\bdisqus\b/i],
    ['“△ ▽”', /[△▲]\s*\|?\s*\d*\s*[▽▼]/],
  ],
  tools: lines(
    'avatar|edited|see more|show more(?: replies)?|load more comments|view \\d+ (?:more )?repl(?:y|ies)|show \\d+ new (?:comments?|repl(?:y|ies))',
    '(?:\\d+\\s*)?[△▲]?\\s*[|•·]?\\s*\\d*\\s*[▽▼]?\\s*[•·]?\\s*(?:edit\\s*[•·]?\\s*)?(?:reply)?\\s*[•·]?\\s*(?:share ?›?)?',
    '[−–+•·|-]{1,3}|flag(?: as inappropriate)?',
    '(?:join|start) the (?:discussion|conversation) ?(?:…|\\.{3})|sort by (?:best|newest|oldest)|best|newest|oldest|community|recommend \\d*|(?:[☆★♥⤤]\\s*)(?:recommend|favorite|share|\\d+)?(?:\\s*\\d+)?|favorite|discussion',
    'log in with|or sign up with disqus.*|.*powered by disqus|add disqus.*|disqus.{0,80}privacy.*|subscribe.{0,60}|\\d+ people listening|comment feed|\\d+ new comments? (?:was|were) just posted.*',
  ),
  rating: /^(\d+)\s*(?:[△▲]|[•·]?\s*reply)/i,
};

const SCORE = /^.{1,120}?\s?\((?:score:\s?)?(-1|[0-5])(?:,\s?\p{Lu}\p{Ll}+)?\)$/iu;
const BY =
  /^by (.{1,60}?)(?:\s\(\s?\d+\s?\))?(?:\s\*)?(?:\s<[^>]{1,60}>)?(?:\s+(?:writes|alter relationship)\s*:?)?\s+on\s(.{6,60}?)\s\(#\d+\)(?:\s.{0,60})?$/iu;
const SLASHDOT_TOOLS = lines(
  '\\[?\\s*(?:reply to this|parent)(?:\\s*\\|?\\s*(?:parent|share))*\\s*\\]?|twitter(?:\\s+facebook)?(?:\\s+linkedin)?|facebook|linkedin|flag as inappropriate|share',
  '\\d+ (?:hidden comments?|repl(?:y|ies) beneath your current threshold\\.?)|post|load all comments|(?:full|abbreviated|hidden)|\\d+ (?:full|abbreviated|hidden)|all|insightful|informative|interesting|funny|/sea',
  'threshold:?.{0,60}|display options.{0,60}|search \\d+ comments.{0,40}|comments filter:?|log in/create an account|the fine print:.{0,200}',
);

/** `by Ann (12345) on Tuesday July 24, 2012 @10:34AM (#40749375)` under a title with a score. */
export const slashdot: ThreadFamily = {
  id: 'slashdot',
  name: 'Slashdot',
  example: 'by Ann (12345) on Tuesday July 24, @10:34AM (#40749375)',
  side: 'below',
  unmistakable: true,
  signedAt(all, at) {
    const line = all[at];
    const by = BY.exec(line?.text ?? '');
    const alone = by ? undefined : /^by (anonymous coward)$/i.exec(line?.text ?? '')?.[1];
    if (!line || !(by ?? alone)) return undefined;
    const title = SCORE.exec(all[at - 1]?.text ?? '');
    const when = by?.[2]?.replace(/@(\d\d) (\d\d)/, '@$1:$2') ?? '';
    const found = findTime(when);
    const posted = by?.[2] === undefined ? undefined : { text: by[2], ...(found?.time.at === undefined ? {} : { at: found.time.at }) };
    return signed({ from: title ? at - 1 : at, to: at + 1, author: by?.[1] ?? alone, posted, rating: figure(title?.[1]) });
  },
  marks: [
    ['“Reply to This”', /^\[?\s*reply to this\b/i],
    ['“(Score:4, Interesting)”', /\((?:score:\s?)(?:-1|[0-5])(?:,\s?\p{L}+)?\)$/iu],
    ['“beneath your current threshold”', /beneath your current threshold/i],
  ],
  tools: SLASHDOT_TOOLS,
};

/** The shortened form: `Wow (2)`, `iSore? (1, Insightful)` and the words, `Re:` above answers. */
export const slashdotTitles: ThreadFamily = {
  id: 'slashdot-titles',
  name: 'Slashdot (titles only)',
  example: 'Wow (2, Insightful)',
  side: 'below',
  signedAt(all, at) {
    const line = all[at];
    const title = SCORE.exec(line?.text ?? '');
    const next = all[at + 1];
    if (!line || !next || BY.test(next.text)) return undefined;
    if (title) return signed({ from: at, to: at + 1, rating: figure(title[1]), titled: true });
    return line.text === 'Re:' ? { from: at, to: at + 1 } : undefined;
  },
  marks: [['“beneath your current threshold”', /beneath your current threshold/i]],
  tools: SLASHDOT_TOOLS,
};

/** `annlee 5 pts`, the time perhaps under it. */
export const livefyre: ThreadFamily = {
  id: 'livefyre',
  name: 'Livefyre',
  example: 'annlee 5 pts',
  side: 'below',
  unmistakable: true,
  signedAt(all, at) {
    const match = /^(.{1,50}?)(?:\s+(?:moderator|collaborator|admin))?\s+\d{1,6}\s?pts(?:\s+(.{3,40}))?$/iu.exec(all[at]?.text ?? '');
    const inline = match?.[2] === undefined ? undefined : timeOnly(match[2], 0);
    if (!match?.[1] || (match[2] !== undefined && !inline) || match[1].split(/\s+/).length > 4) return undefined;
    const below = inline ? undefined : timeOnly(all[at + 1]?.text ?? '', 0);
    return signed({ from: at, to: below ? at + 2 : at + 1, author: match[1], posted: inline ?? below });
  },
  marks: [
    ['“Like Reply”', /^(?:\d+\s*)?(?:flag)?(?:share)?like\s*[·•|]?\s*reply$/i],
    ['“Livefyre”', /\blivefyre\b/i],
    ['“people listening”', /^\d+ people listening$/i],
  ],
  tools: lines(
    '(?:flag)?(?:share)?(?:\\d+\\s*)?(?:like)?\\s*[·•|]?\\s*(?:reply)?',
    '\\d+ likes?|.{2,80} likes? this\\.?|edited|\\d+ people listening|\\+ follow(?: conversation)?|post (?:comment|to|reply).{0,40}|newest(?: \\| oldest.{0,40})?|oldest|top comments|(?:powered by )?livefyre.{0,40}|show more comments',
  ),
};

/** `33 Fans` and the time under the name, as the Huffington Post had them until 2013. */
export const huffpost: ThreadFamily = {
  id: 'huffpost',
  name: 'HuffPost',
  example: '33 Fans, 02:34 PM on 10/05/2012',
  side: 'below',
  signedAt(all, at) {
    const match = /^([\d,]{1,7}) fans?(?:\s*[·|]?\s*(.{4,50}))?$/iu.exec(all[at]?.text ?? '');
    const posted = match && timeOnly(match[2] ?? all[at + 1]?.text ?? '', 6);
    if (!posted) return undefined;
    let top = at;
    // motto and badges stand between the name and its fans
    while (top > at - 4 && (all[top]?.gap ?? 1) === 0 && isName(all[top - 1]) && !huffpost.tools.test(all[top - 1]?.text ?? '')) top--;
    if (top === at && isName(all[at - 1])) top = at - 1;
    return top === at ? undefined : signed({ from: top, to: match[2] === undefined ? at + 2 : at + 1, author: all[top]?.text, posted });
  },
  marks: [
    ['“Flag as abusive”', /flag(?:ged)? as abusive/i],
    ['“Favorite”', /^(?:un)?favorite(?: \(\d+\))?$/i],
    ['“HuffPost Super User”', /^huffpost (?:super user|pundit|blogger|moderator|community moderator)$/i],
  ],
  tools: lines(
    '(?:un)?favorited?(?: ?\\(\\d+\\))?(?:\\s+flag as abusive)?(?:\\s+permalink)?(?:\\s*\\|?\\s*share it)?|(?:permalink|share it|reply|flag as abusive|\\s*\\|\\s*)+|favorites|more\\.{3}|read more|there are more comments on this thread.{0,80}|highlighted|most recent|oldest|most faved|my conversations|recency.{0,60}|next ?(?:›|»|>)?',
    'huffpost (?:super user|pundit|blogger|moderator|community moderator)|this user has chosen to opt out of the badges program.{0,120}|this comment has been removed.{0,160}',
  ),
  rating: /favorited?s? ?\((\d+)\)/i,
};

const LIKE = "(?:like|j[’']aime|gefällt mir|me gusta)";
const REPLY = '(?:reply|répondre|antworten|responder)';
const FACEBOOK_FOOT = new RegExp(`^(?:${LIKE}\\s*[·•]\\s*${REPLY}|${REPLY}\\s*[·•]\\s*${LIKE})((?:\\s*[·•]\\s*[^·•]{1,50})*)$`, 'iu');

/** The name, the words, `Like · Reply · 3 · 2 hrs`. */
export const facebook: ThreadFamily = {
  id: 'facebook',
  name: 'Facebook comments',
  example: 'Like · Reply · 3 · 2 hours ago',
  side: 'above',
  unmistakable: true,
  signedAt(all, at) {
    const foot = FACEBOOK_FOOT.exec(all[at]?.text ?? '');
    if (!foot) return undefined;
    const parts = (foot[1] ?? '').split(/[·•]/).map((part) => part.trim());
    const posted = parts
      .map((part) => timeOnly(part, 4) ?? (/^\d{1,2} ?(?:mins?|hrs?|days?|[mhdwy])$/i.test(part) ? { text: part } : undefined))
      .find((time) => time);
    return signed({
      from: at,
      to: at + 1,
      posted,
      rating: parts.map((part) => (/^[\d,]{1,6}$/.test(part) ? figure(part) : undefined)).find((votes) => votes !== undefined),
    });
  },
  marks: [
    ['“Facebook Comments Plugin”', /facebook (?:comments plugin|social plugin)/i],
    ['“Add a comment…”', /^add a (?:comment|reply)(?:…|\.{3})$/i],
  ],
  tools: lines(
    'add a (?:comment|reply)(?:…|\\.{3})|sort by .{3,20}|see more|view \\d+ more repl(?:y|ies)|\\d+ repl(?:y|ies)|facebook (?:comments|social) plugin|unlike',
  ),
};

/** Name, time with a clock, and the Guardian's own buttons. */
export const guardian: ThreadFamily = {
  id: 'guardian',
  name: 'the Guardian',
  example: 'AnnLee, 3 Sep 2013 14:05, Recommend (12)',
  side: 'below',
  signedAt(all, at) {
    const line = all[at];
    if (!line) return undefined;
    const found = findTime(line.text);
    if (!found?.exact || found.relative || line.text.length - found.to > 3) return undefined;
    const before = line.text.slice(0, found.from).trim();
    if (before !== '') {
      const names = namesIn(before);
      return names.author === undefined || before.split(/\s+/).length > 6 || /[.!?,:]$/.test(before)
        ? undefined
        : signed({ from: at, to: at + 1, ...names, posted: found.time });
    }
    const above = all[at - 1];
    return (isName(above) || ANSWERS.test(above?.text ?? '')) && line.gap <= 1 && !guardian.tools.test(above?.text ?? '')
      ? signed({ from: at - 1, to: at + 1, ...namesIn(above?.text ?? ''), posted: found.time })
      : undefined;
  },
  marks: [
    ['“Recommend (12)”', /^recommend(?:ed)?(?: ?\(\d+\)|\? ?\(\d+\))$/i],
    ['“Responses (0)”', /^responses ?\(\d+\)$/i],
    ['“Clip | Link”', /^clip ?\| ?link$/i],
    ['“Guardian Pick”', /^guardian (?:pick|staff|contributor)$/i],
    ['“community standards”', /didn['’]t abide by our community standards/i],
  ],
  tools: lines(
    'recommend(?:ed|\\?)? ?(?:\\(?\\d*\\)?)|responses ?\\(\\d+\\)|report(?: abuse)?(?: \\| .{0,30})?|clip(?: ?\\| ?link)?|link|\\||pick|guardian (?:pick|staff|contributor)|contributor|staff|share(?: on .{2,12})?|facebook|twitter|reply',
    'order by.{0,30}|(?:newest|oldest|recommendations)(?: first)?|threads?:?|(?:expanded|collapsed|unthreaded)|show \\d+ (?:more )?repl(?:y|ies)|jump to comment|show \\d+ .{0,20}|view more comments|all comments ?(?:\\(\\d+\\))?|staff replies.{0,10}|guardian picks.{0,10}',
  ),
  rating: /^recommend(?:ed|\?)? ?\((\d+)\)$/i,
  answering: /^(?:in )?response to ([^,]{1,50})(?:, .{6,40})?$/i,
};

/** Name, place, country and time on one line: `Ann, Kelby, United Kingdom, 3 hours ago`. */
const MAIL = /^[-–]?\s*([^,]{1,50}), ([^,]{1,50}), (?:([^,]{1,50}), )?(.{4,40})$/u;

/** Mail Online since 2012: who, where and when above the words. */
export const dailyMail: ThreadFamily = {
  id: 'daily-mail',
  name: 'Mail Online',
  example: 'Ann, Kelby, United Kingdom, 3 hours ago',
  side: 'below',
  signedAt: (all, at) => mailSigned(all, at, 'below'),
  marks: [['“Click to rate”', /^(?:new comment|reply)?\s*click to rate\b/i]],
  tools: lines(
    '(?:new comment|reply)?\\s*click to rate.{0,40}|rating\\s+\\(?[+−-]?\\d+\\)?|new comment|report abuse|the comments below have (?:not )?been moderated.{0,80}|newest|oldest|best rated|worst rated|view all|hide repl(?:y|ies)|show repl(?:y|ies)|see more repl(?:y|ies)',
  ),
  rating: /\brating\s+\(?([+−-]?\d+)\)?$/i,
};

/** Mail Online of the years before: the words first. */
export const dailyMailBefore: ThreadFamily = {
  ...dailyMail,
  id: 'daily-mail-2010',
  name: 'Mail Online, 2008-12',
  example: '- Ann, Kelby, UK, 5/10/2012 14:05',
  side: 'above',
  signedAt: (all, at) => mailSigned(all, at, 'above'),
};

function mailSigned(all: Parameters<ThreadFamily['signedAt']>[0], at: number, side: 'above' | 'below') {
  const line = all[at];
  const match = MAIL.exec(line?.text.slice(0, SIGNED) ?? '');
  const posted = match && timeOnly(match[4] ?? '', 2);
  if (!match?.[1] || !posted) return undefined;
  // the vote follows the signature where the words stand above it
  const next = all[at + 1]?.text ?? '';
  const above = /^[-–]/.test(line?.text ?? '') || dailyMail.tools.test(next) || /^[+−-]?\d{1,5}$/.test(next) || next === '';
  let to = at + 1;
  // the votes below belong to the words above
  while (side === 'above' && to < at + 4 && (dailyMail.tools.test(all[to]?.text ?? '') || /^[+−-]?\d{1,5}$/.test(all[to]?.text ?? ''))) to++;
  return above === (side === 'above') ? signed({ from: at, to, author: match[1].trim(), posted }) : undefined;
}

/** The Globe and Mail: name and time above, `Score: 5` or `In reply to:` with the words. */
export const globeAndMail: ThreadFamily = {
  id: 'globe-and-mail',
  name: 'the Globe and Mail',
  example: 'Ann Lee, 10:23 AM on October 5, 2012, Score: 5',
  side: 'below',
  signedAt(all, at) {
    const line = all[at];
    const posted = line && line.text.length <= 60 ? (timeOnly(line.text, 0) ?? timeOnly(line.text.replace(/\bon\b/i, ' '), 0)) : undefined;
    const above = all[at - 1];
    return posted && line && above && line.gap <= 1 && isName(above) && !globeAndMail.tools.test(above.text)
      ? signed({ from: at - 1, to: at + 1, author: above.text, posted })
      : undefined;
  },
  marks: [
    ['“Score: 5”', /^score: ?[+−-]?\d+$/i],
    ['“Respectful?”', /^(?:respectful|civil)\?/i],
    ['“thumbs up”', /^\d* ?thumbs? (?:up|down)\b/i],
  ],
  tools: lines(
    "score: ?[+−-]?\\d+|\\d* ?thumbs? (?:up|down)(?: ?\\(?\\d+\\)?)?|(?:respectful|civil)\\?.{0,30}|\\d+ (?:repl(?:y|ies)|likes?)|reply|report(?: abuse)?|flag|follow|show thread|(?:latest|oldest|most recent|most thumbs up|highest score)(?: first)?|add your comment|editor['’]?s? pick|(?:like|funny|wow|sad|disagree|respect)(?: \\d+)?",
  ),
  rating: /^score: ?([+−-]?\d+)$/i,
  answering: /^in reply to:? (?!.{0,40}[.!?]$)(.{1,50})$/i,
};

/** CNN's blogs and others by WordPress.com: the name, the words, `October 5, 2012 at 2:05 pm | Report abuse | Reply`. */
export const cnnBlogs: ThreadFamily = {
  id: 'cnn-blogs',
  name: 'CNN’s blogs',
  example: 'October 5, 2012 at 2:05 pm | Report abuse | Reply',
  side: 'above',
  unmistakable: true,
  signedAt(all, at) {
    const foot = /^(.{8,50}?)\s*\|(?:\s*(?:report abuse|reply|permalink|share)\s*\|?)+$/iu.exec(all[at]?.text ?? '');
    const posted = foot?.[1] === undefined ? undefined : timeOnly(foot[1], 0);
    return posted ? signed({ from: at, to: at + 1, posted }) : undefined;
  },
  marks: [['“Report abuse | Reply”', /\|\s*report abuse\s*\|\s*reply\s*\|?$/i]],
  head: /^soundoff \([\d,]+ responses?\)$/i,
  tools: lines('(?:post a comment|leave a comment|click here to cancel reply)\\.?|« previous|next »|previous|next'),
};
