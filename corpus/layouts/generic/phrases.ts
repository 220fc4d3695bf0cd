import { endsSentence, type Line } from '../lines.ts';
import { OTHER_FURNITURE, PUBLISHED_BY } from '../phrases.ts';

/** Page furniture that many sites share; whole lines only. */
const FURNITURE = new RegExp(
  `^(?:skip to (?:main )?(?:content|navigation)|(?:advertisement|anzeige|publicité|publicidad)|share(?: this(?: (?:page|article|story|post))?)?|tweet|e-?mail(?: this)?|print(?: this)?|facebook|twitter|google ?\\+|linkedin|pinterest|reddit|digg|stumbleupon|delicious|subscribe|rss|log ?in|sign (?:in|up)|register|search|home|menu|(?:read|continue|learn) (?:more|reading)(?: …| »|\\.{3})?|(?:leave|post|add) (?:a|your) (?:comment|reply)|related (?:articles|stories|links|posts)|most (?:read|popular)|back to top|(?:©|copyright|\\(c\\)).{0,160}|all rights reserved\\.?.{0,100}|(?:terms (?:of (?:use|service)|and conditions)|privacy policy|cookie policy)(?: ?\\|.*)?|(?:we use|this (?:web)?site uses) cookies.{0,200}|accept(?: all)?(?: cookies)?|${OTHER_FURNITURE})$`,
  'iu',
);

export const isFurniture = (line: Line): boolean => line.text.length <= 240 && FURNITURE.test(line.text);

/** Figures of thousands: `1,234`, `1.234`, `1 234`. */
const NUMBER = '\\d{1,3}(?:[\\u00a0\\u202f ]\\d{3})+|\\d[\\d,.]*';
const HEADS = [
  "(?:all |reader |readers['’] |user |view |your )?(?:comments?|responses|replies|reactions|discussion)",
  '(?:tous )?(?:les |vos |des )?(?:commentaires?|réactions?|avis)(?: (?:des|de nos) (?:lecteurs|internautes|abonnés))?',
  '(?:alle )?(?:leser|nutzer|user)?(?:-| )?(?:kommentare?|meinungen|beiträge|briefe|zuschriften|reaktionen)(?: (?:zu diesem|zum) (?:artikel|beitrag|thema))?|(?:forum|diskussion)(?= ?\\()',
  '(?:todos )?(?:los |tus |sus )?(?:comentarios?|opiniones)(?: de (?:los )?(?:lectores|usuarios))?',
].join('|');
const COUNTED =
  '(?:reader |user )?(?:comments?|responses?|replies|thoughts?)|(?:commentaires?|réactions?|réponses?|réflexions?|avis)|(?:leser|nutzer|user)?-?(?:kommentare?|beiträge|antworten|meinungen|gedanken|reaktionen)|(?:comentarios?|respuestas?|opiniones|pensamientos?|reacciones)';

/** A heading over comments: `Comments (12)`, `12 Responses to “…”`, `Leserkommentare`, `142 commentaires`, `Comentarios (3)`. */
const COMMENTS_HEAD = new RegExp(
  `^(?:(?:${HEADS})(?: ?:? ?\\(?(?:${NUMBER})\\)?)?|(?:${NUMBER}|no|one) (?:${COUNTED})(?: (?:so far|to|on|zu|auf|à|sur|en|a|sobre)\\b.{0,150})?|!@#\\$%\\^&\\*\\(\\)\\s*comments) ?:?$`,
  'iu',
);

export function isCommentsHead(line: Line): boolean {
  return line.text.length <= 200 && COMMENTS_HEAD.test(line.text);
}

/** Whether a head says by itself that comments follow: with their number, or by that word. “Reaktionen” may head a part of the story. */
export function isPlainHead({ text }: Line): boolean {
  return /\d|comment|kommentar|comentario|responses|replies/i.test(text);
}

/** How many comments a head states. */
export function statedIn(head: string): number | undefined {
  const digits = new RegExp(NUMBER).exec(head)?.[0].replace(/[^\d]/g, '');
  return digits && digits.length < 8 ? Number(digits) : undefined;
}

const BUTTONS = [
  'reply(?: to this(?: comment)?)?|report(?: (?:abuse|comment|this comment))?|like|unlike|permalink|share|flag(?: as inappropriate)?|quote|link|parent|log in to reply|recommend(?:ed)?(?: \\(?\\d+\\)?)?|\\d+ likes?|\\d+ repl(?:y|ies) beneath your current threshold\\.?',
  "répondre(?: à .{2,30})?|réagir|citer|signaler(?: (?:un abus|ce commentaire|un contenu .{2,20}))?|alerter(?: le modérateur)?|j[’']aime(?: ?\\(?\\d+\\)?)?|recommander(?: ?\\(?\\d+\\)?)?|partager|lien permanent|\\d+ réponses?",
  'antworten|beantworten|zitieren|(?:kommentar |beitrag |missbrauch )?melden|empfehlen(?: ?\\(?\\d+\\)?)?|gefällt mir(?: ?\\(?\\d+\\)?)?|teilen|permalink|\\d+ antworten|\\d+ (?:leser )?empfehl(?:ung|ungen|en)',
  'responder|contestar|citar|denunciar(?: comentario)?|reportar(?: (?:abuso|comentario))?|me gusta(?: ?\\(?\\d+\\)?)?|compartir|enlace permanente|votar|\\d+ respuestas?',
];

/** Buttons around a comment. */
const BUTTON = new RegExp(`^(?:\\[?\\s*)?(?:${BUTTONS.join('|')})(?:\\s*\\]?)$`, 'iu');

export function isButton(line: Line): boolean {
  return line.text.length <= 60 && BUTTON.test(line.text);
}

const ENGLISH_BYLINE = /^(?:by|written by|posted by)[: ]\s*(?=[\p{Lu}\p{N}@])/iu;
const OTHER_BYLINE = new RegExp(
  `^(?:(?:${PUBLISHED_BY}) (?:par|von|por)|(?:ein (?:artikel|beitrag|kommentar) )?von|par|por|propos recueillis par|texte? ?:|text und fotos?:|autor(?:in)?:|auteur ?:|texto:)[: ]\\s*(?=[\\p{L}\\p{N}@])`,
  'iu',
);
/** Words of a byline that are no names. */
const PARTICLES = new Set(
  'von van vom zu zur der den dem und aus für mit in im am an de du des la le les et à a avec au aux en y e del los las con el da dos et al pour l’ d’'.split(
    ' ',
  ),
);

/** Whether a line names who wrote: `By Ann Lee`, `Par Anne Leduc, avec AFP`. “Von Kiel nach Lübeck” and “Por qué suben los precios” name nobody. */
export function isByline(text: string): boolean {
  if (ENGLISH_BYLINE.test(text)) return true;
  const start = OTHER_BYLINE.exec(text)?.[0];
  if (start === undefined) return false;
  // after the names may stand for whom or from where
  const names = text.slice(start.length).replace(/(?:[,|(–—]| (?:avec|mit|con|pour|für|para) ).*$/su, '');
  const words = names.match(/\p{L}[\p{L}\p{M}'’.-]*/gu) ?? [];
  return words.length > 0 && words.length <= 14 && /^[\p{Lu}]/u.test(words[0] ?? '') && words.every((word) => isNamePart(word));
}

function isNamePart(word: string): boolean {
  return /^\p{Lu}/u.test(word) || PARTICLES.has(word) || /^[dl]['’]\p{Lu}/u.test(word);
}

/** Whether a line can be an author's name on its own. */
export function isNameLine(line: Line | undefined): line is Line {
  return (
    line !== undefined &&
    line.text.length <= 60 &&
    line.text.split(/\s+/).length <= 7 &&
    !(endsSentence(line.text) && line.text.length > 25) &&
    !/[:;]$/.test(line.text)
  );
}
