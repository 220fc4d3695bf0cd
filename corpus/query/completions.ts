import type { Tag } from '../records.ts';
import { foldText } from '../text/fold.ts';
import { FIELD_START, FIELD_VALUES, FIELDS, isFieldName, isFixedField, isSpace, isWholeField, MINUS, QUOTES, WHOLE } from './fields.ts';
import { printValue } from './printer.ts';
import { PATH_SEPARATOR, tagNameKey, tagPath, tagsById } from './tag-paths.ts';

/** Something that could stand at the caret. */
export interface Completion {
  readonly kind: 'field' | 'value' | 'tag';
  /** What the list shows: `tag:`, `untagged`, `stance/hawkish`. */
  readonly label: string;
  readonly detail?: string;
  /** Replaces the draft's UTF-16 units from `from` to `to`. */
  readonly insert: string;
  readonly from: number;
  readonly to: number;
}

/** Fields whose values the library knows. */
const KNOWN_FIELDS = ['publisher', 'layout', 'lang', 'import'] as const;
export type KnownField = (typeof KNOWN_FIELDS)[number];

/** A value of a field that something in the library has, with what is to be said of it. */
export interface KnownValue {
  readonly value: string;
  readonly detail?: string;
}

/** By field, those first that are to be offered first. */
export type KnownValues = Readonly<Partial<Record<KnownField, readonly KnownValue[]>>>;

/** At most so many tags, or values of one field, are offered. */
const MOST = 20;

/** The field at the caret (a UTF-16 offset of the draft) whose values the library knows. */
export function knownFieldAt(draft: string, caret: number): KnownField | undefined {
  const field = FIELD_START.exec(draft.slice(clauseAt(draft, caret).from, caret))?.[1]?.toLowerCase();
  return KNOWN_FIELDS.find((known) => known === field);
}

/**
 * What could be typed at the caret (a UTF-16 offset of the draft): fields, the values of a field, tags by any name of their path, and values of
 * the library that begin so or have a word that does. The clause under the caret is replaced from its beginning (after a minus) to its end.
 * Empty where only the analyst can know.
 */
export function completions(draft: string, caret: number, tags: readonly Tag[], known: KnownValues = {}): Completion[] {
  const { from, to } = clauseAt(draft, caret);
  const typed = draft.slice(from, caret);
  const place = { from, to };

  const field = FIELD_START.exec(typed)?.[1];
  if (field !== undefined) {
    const name = field.toLowerCase();
    const value = typed.slice(field.length + 1).replace(/^(?:==)?["“„]?|["”]$/gu, '');
    if (!isFieldName(name)) return [];
    if (name === 'tag') return tagCompletions(value, tags, place);
    const library = KNOWN_FIELDS.find((one) => one === name);
    if (library !== undefined) return knownCompletions(library, value, known[library] ?? [], place);
    if (!isFixedField(name)) return [];
    return Object.entries(FIELD_VALUES[name])
      .filter(([known]) => known.startsWith(value.toLowerCase()))
      .map(([known, detail]): Completion => ({ kind: 'value', label: known, detail, insert: `${name}:${known}`, ...place }));
  }

  if (QUOTES.has(typed.charAt(0))) return [];
  const fields = Object.entries(FIELDS)
    .filter(([name]) => name.startsWith(typed.toLowerCase()))
    .map(([name, detail]): Completion => ({ kind: 'field', label: `${name}:`, detail, insert: `${name}:`, ...place }));
  return typed === '' ? fields : [...fields, ...tagCompletions(typed, tags, place)];
}

/** The condition the caret stands in or right after, without its minus and brackets around it; an empty range between conditions. */
function clauseAt(draft: string, caret: number): { readonly from: number; readonly to: number } {
  let from = 0;
  let closing: string | undefined;
  let at = 0;
  for (; at < draft.length; at++) {
    const character = draft.charAt(at);
    if (closing !== undefined) {
      if (closing.includes(character)) closing = undefined;
    } else if (isSpace(character) || isLoose(draft, from, at)) {
      if (at >= caret) break;
      from = at + 1;
    } else closing = QUOTES.get(character);
  }
  const start = draft.charAt(from) === MINUS && caret > from ? from + 1 : from;
  return { from: Math.min(start, caret), to: at };
}

/** A bracket that is no part of the value that begins at `from`. */
function isLoose(draft: string, from: number, at: number): boolean {
  const character = draft.charAt(at);
  if (character === '(') return !FIELD_START.test(draft.slice(from, at).replace(MINUS, ''));
  if (character !== ')') return false;
  const inside = draft.slice(from, at);
  return inside.split('(').length <= inside.split(')').length;
}

/** Tags with a name in their path that begins so, or whose path does; those whose own name begins so come first. */
function tagCompletions(typed: string, tags: readonly Tag[], place: { readonly from: number; readonly to: number }): Completion[] {
  const wanted = tagNameKey(typed);
  const byId = tagsById(tags);
  const found = tags.flatMap((tag) => {
    const path = tagPath(tag, byId);
    const label = path.join(PATH_SEPARATOR);
    const own = tagNameKey(tag.name).startsWith(wanted);
    const any = own || tagNameKey(label).startsWith(wanted) || path.some((name) => tagNameKey(name).startsWith(wanted));
    return any ? [{ own, label }] : [];
  });
  found.sort((a, b) => Number(b.own) - Number(a.own) || (a.label < b.label ? -1 : a.label > b.label ? 1 : 0));
  return found.slice(0, MOST).map(({ label }): Completion => ({ kind: 'tag', label, insert: `tag:${printValue(label)}`, ...place }));
}

/** Values that begin so, then those with a word that does; each as its whole, so that it finds that value and no other. */
function knownCompletions(
  field: KnownField,
  typed: string,
  values: readonly KnownValue[],
  place: { readonly from: number; readonly to: number },
): Completion[] {
  const wanted = foldText(typed);
  const found = values.flatMap(({ value, detail }) => {
    const folded = foldText(value);
    const begins = folded.startsWith(wanted);
    return begins || folded.split(/[^\p{L}\p{N}]+/u).some((word, at) => at > 0 && word.startsWith(wanted)) ? [{ begins, value, detail }] : [];
  });
  found.sort((a, b) => Number(b.begins) - Number(a.begins));
  const sign = isWholeField(field) ? WHOLE : '';
  return found.slice(0, MOST).map(
    ({ value, detail }): Completion => ({
      kind: 'value',
      label: value,
      ...(detail !== undefined && { detail }),
      insert: `${field}:${sign}${printValue(value)}`,
      ...place,
    }),
  );
}
