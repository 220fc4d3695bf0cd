import { endsSentence, type Line, spacedWords } from '../lines.ts';
import type { Signature } from './signatures.ts';

/** Longest line that can begin a page's tail. */
const LIMIT = 240;

/** Heads of related links, in English, French, German and Spanish; whole lines. */
const LINKS_HEAD =
  /^(?:(?:related|more|similar|recommended) (?:articles|stories|links|posts|news|content|reading)|(?:read|see) (?:also|more)|also (?:read|on this site)|more (?:on this (?:story|topic)|from .{2,40}|stories|news)|you (?:may|might) also like|most (?:read|popular|viewed|commented)|(?:à lire|lire|voir) (?:aussi|également)|(?:sur|dans) le même (?:sujet|thème)|articles? (?:liés|associés|similaires|connexes)|(?:les )?(?:articles )?(?:les )?plus lus|à la une|vous aimerez aussi|(?:mehr|weitere) (?:zum thema|artikel|meldungen|nachrichten|links)|lesen sie auch|(?:das könnte sie|das könnte dich) auch interessieren|auch interessant|meist ?gelesen|(?:verwandte|ähnliche) (?:artikel|beiträge|themen)|(?:lea|leer|lee|ver|vea) también|(?:artículos|noticias|enlaces|entradas) (?:relacionad[oa]s|similares)|te puede interesar|también te puede interesar|(?:lo )?más (?:leído|leídas|leídos|visto))(?: ?(?:…|\.{3}|:|»))?$/iu;

const COPYRIGHT =
  /^(?:©|\(c\) ?\d{4}|copyright (?:©|\(c\)|\d{4})|all rights reserved|tous droits réservés|alle rechte vorbehalten|todos los derechos reservados)/iu;

/** Invitations to subscribe, follow or share; whole lines. */
const INVITATION =
  /^(?:(?:subscribe|sign up)(?: now)?(?: (?:to|for) .{2,60}newsletters?\b.{0,60})|(?:our |free |e-?mail )*newsletters?|follow us(?: on .{2,60})?|share (?:this|on) .{2,60}|(?:inscrivez|abonnez)-vous (?:à|au) .{0,40}newsletter.{0,60}|suivez-nous(?: sur .{2,60})?|partager(?: (?:cet article|sur .{2,40}))?|(?:jetzt )?(?:newsletter (?:abonnieren|bestellen)|(?:den |unseren )?newsletter abonnieren)|folgen sie uns(?: auf .{2,60})?|(?:artikel|beitrag) teilen|teilen auf .{2,40}|(?:suscríbe(?:te|ase)|regístrate) (?:a|al|en) .{0,40}(?:newsletter|boletín).{0,60}|síguenos(?: en .{2,60})?|compartir(?: (?:este artículo|en .{2,40}))?)[.!]?$/iu;

const begins = (line: Line): boolean => line.text.length <= LIMIT && (LINKS_HEAD.test(line.text) || COPYRIGHT.test(line.text) || INVITATION.test(line.text));

/**
 * Where a list of comments has ended and the page's tail begins: related links, copyright, invitations. It stands apart, and what follows it is
 * mostly links and furniture, with no more signatures of the list's form; otherwise somebody may have written it. `lines.length` when there is none.
 */
export function tailOf(lines: readonly Line[], start: number, signatures: readonly Signature[]): number {
  const lastOf = new Map(signatures.map(({ shape, at }) => [shape, at]));
  const firstOf = new Map(signatures.toReversed().map(({ shape, at }) => [shape, at]));
  // A signature's form is taken up again below a line between its first and its last use.
  const spans = [...firstOf].map(([shape, first]) => ({ first, last: lastOf.get(shape) ?? first }));
  let tail = lines.length;
  let rest = 0;
  let prose = 0;
  for (let i = lines.length - 1; i > start; i--) {
    const line = lines[i];
    if (!line) continue;
    if (begins(line)) {
      if (line.gap > 0 && prose <= rest / 3 && !spans.some(({ first, last }) => first < i && last > i)) tail = i;
    } else {
      rest++;
      if (line.text.length > 160 || (endsSentence(line.text) && spacedWords(line.text) > 8)) prose++;
    }
  }
  return tail;
}
