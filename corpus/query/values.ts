/** Reading the values of fields. */
import { assertNever } from '../assert.ts';
import { foldText } from '../text/fold.ts';
import {
  FIELD_SYNONYMS,
  FIELD_VALUES,
  FIELDS,
  type FieldName,
  type FixedField,
  isFixedField,
  isNumberField,
  type NumberField,
  WHOLE,
  type WholeField,
  type WordField,
} from './fields.ts';
import type { NumberTest, QueryPlace, QueryTerm } from './query.ts';
import { malformed } from './scanner.ts';
import { PATH_SEPARATOR } from './tag-paths.ts';

/** What a field and its value ask for. `field` is the place of the name, `place` that of the value. Throws `Malformed`. */
export function fieldTerm(name: Exclude<FieldName, WordField>, value: string, field: QueryPlace, place: QueryPlace): QueryTerm {
  if (value === '') malformed({ from: field.from, to: place.to }, `“${name}:” needs a value.`, expectedOf(name));
  if (isNumberField(name)) return { type: 'number', of: name, test: numberTest(name, value, place) };
  switch (name) {
    case 'tag':
      if (value.split(PATH_SEPARATOR).some((part) => part.trim() === '')) {
        malformed(place, 'A name is missing in this path of tags.', ['tag:name', 'tag:name/below']);
      }
      return { type: 'tag', tag: value };
    case 'is':
      return { type: 'is', what: fixedValue(FIELD_VALUES.is, name, value, place) };
    case 'in':
      return { type: 'in', what: fixedValue(FIELD_VALUES.in, name, value, place) };
    case 'has':
      // the same thing by an older name
      if (foldText(value) === 'reply') return { type: 'is', what: 'reply' };
      return { type: 'has', what: fixedValue(FIELD_VALUES.has, name, value, place) };
    case 'date':
      return dateTerm(value, place);
    case 'thread':
      if (!/^c[0-9a-f]{16}\../.test(value)) malformed(place, `“${value}” is no id of a comment.`, expectedOf(name));
      return { type: 'thread', id: value };
    case 'lang':
      return { type: 'lang', lang: languageIn(value, place) };
    case 'layout':
      return { type: 'layout', name: value };
    case 'id': {
      const ids = value.split(',').map((id) => id.trim());
      if (ids.includes('')) malformed(place, 'An id is missing in this list.', expectedOf(name));
      return { type: 'id', ids };
    }
    case 'import':
      return { type: 'import', id: value };
    case 'source':
      return { type: 'source', name: value };
    default:
      return assertNever(name, 'field');
  }
}

/** What the whole value of a field asks for. `field` is the place of the name with both signs, `place` that of the value. Throws `Malformed`. */
export function wholeTerm(of: WholeField, value: string, field: QueryPlace, place: QueryPlace): QueryTerm {
  if (value === '') malformed({ from: field.from, to: place.to }, `“${of}:${WHOLE}” needs a value.`, expectedOf(of));
  return { type: 'whole', of, value: of === 'lang' ? languageIn(value, place) : value };
}

function languageIn(value: string, place: QueryPlace): string {
  if (!/^[a-z]{2,8}(?:-[a-z0-9]{1,8})*$/i.test(value)) malformed(place, `“${value}” is no language.`, expectedOf('lang'));
  return value.toLowerCase();
}

/** What a field's value may be. */
export function expectedOf(name: FieldName): string[] {
  return isFixedField(name) ? Object.keys(FIELD_VALUES[name]) : [FIELDS[name]];
}

function fixedValue<V extends string>(values: Readonly<Record<V, string>>, name: FixedField, value: string, at: QueryPlace): V {
  const known = Object.keys(values) as V[];
  const folded = foldText(value);
  const wanted = FIELD_SYNONYMS[name][folded] ?? folded;
  return known.find((candidate) => candidate === wanted) ?? malformed(at, `“${name}:” knows no value “${value}”.`, known);
}

const COMPARISON = /^(>=|<=|>|<|=)?(-?\d{1,15})$/;
const NUMBERS = /^(-?\d{1,15})\.\.(-?\d{1,15})$/;

function numberTest(name: NumberField, value: string, at: QueryPlace): NumberTest {
  const [, is = '=', number] = COMPARISON.exec(value) ?? [];
  if (number !== undefined) return { is: is as Exclude<NumberTest['is'], '..'>, value: Number(number) };
  const [, first, last] = NUMBERS.exec(value) ?? [];
  if (first === undefined || last === undefined) return malformed(at, `“${name}:” needs a whole number, a comparison or a range.`, expectedOf(name));
  const [from, to] = [Number(first), Number(last)];
  if (from > to) malformed(at, `This range ends before it begins: ${first} is more than ${last}.`, [`${name}:${last}..${first}`]);
  return { is: '..', from, to };
}

function dateTerm(value: string, at: QueryPlace): QueryTerm {
  const parts = value.split('..');
  const [first = '', last = first] = parts;
  if (parts.length > 2 || (first === '' && last === '')) return malformed(at, 'A date or a range of two dates stands here.', expectedOf('date'));
  for (const part of [first, last]) if (part !== '' && !isDate(part)) malformed(at, `“${part}” is no date.`, expectedOf('date'));
  // a month ends with its last day: the ends are compared as far as both go
  const both = first !== '' && last !== '';
  if (both && last.slice(0, first.length) < first.slice(0, last.length)) {
    malformed(at, `This range ends before it begins: ${first} is later than ${last}.`, [`date:${last}..${first}`]);
  }
  return { type: 'date', ...(first !== '' && { from: first }), ...(last !== '' && { to: last }) };
}

/** A year, a month of one or a day of one, as ISO 8601 writes them. */
function isDate(text: string): boolean {
  const [, year, month = '01', day = '01'] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text) ?? [];
  if (year === undefined) return false;
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`);
}
