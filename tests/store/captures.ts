/** Made-up captures of one article. */
import { parseSource } from '../../corpus/parse.ts';
import type { SourceId } from '../../corpus/records.ts';
import type { WriteItem } from '../../renderer/store/writer.ts';

const BODY =
  'The harbour wall at Quay Head will be rebuilt next year, the council said on Monday, after three winters in which the sea came over it. ' +
  'Fishermen who keep their boats behind it have asked for a higher wall since the storm of 2009, and say that the plan is late.';

export function page(current: number, numbers: readonly number[], { updated = '4 May 2013 Last updated at 10:00 GMT', body = BODY } = {}): string {
  const comments = numbers.map(
    (number) =>
      `  • rate this\n    +${number}\n\n    Comment number ${number}.\n\n    Ann${number}\n    4th May 2013 - 10:0${number % 10}\n\n    These are the words of comment ${number}, and of no other.\n\n    Report this comment (Comment number ${number})\n\n    Link to this (Comment number ${number})\n`,
  );
  return `${updated}\n\nHarbour wall to be rebuilt\n\n${body}\n\nComments\n\nThis entry is now closed for comments\n\nPage ${current} of 3\n\n${comments.join('\n')}`;
}

export function captured(name: string, text: string): WriteItem {
  const bytes = new TextEncoder().encode(text);
  const id: SourceId = `sha256:${[...name]
    .map((letter) => letter.charCodeAt(0).toString(16))
    .join('')
    .padEnd(64, '0')}`;
  return { path: `/corpus/${name}`, name, bytes: bytes.length, parsed: parseSource({ id, name, bytes }), packed: bytes };
}
