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
  for (let i = start + 1; i < lines.length; i++) {
    const line = lines[i];
    if (!line || line.gap === 0 || !begins(line)) continue;
    const shapes = new Set(signatures.filter(({ at }) => at < i).map(({ shape }) => shape));
    if (signatures.some(({ at, shape }) => at > i && shapes.has(shape))) continue;
    const rest = lines.slice(i + 1).filter((other) => !begins(other));
    const prose = rest.filter(({ text }) => text.length > 160 || (endsSentence(text) && spacedWords(text) > 8)).length;
    if (prose <= rest.length / 3) return i;
  }
  return lines.length;
}
