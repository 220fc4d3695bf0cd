/** What the beginning of a text tells about markup. */

/** A tag, opening or closing, with its attributes. */
const TAG = /<\/?[a-z][\w:.-]{0,60}(?:\s[^<>]{0,500})?\/?>/gi;
/** Text is markup when it starts with a tag and has this many, some of them closing. */
const FEWEST_TAGS = 5;
const FEWEST_CLOSING = 2;
/** Text that starts with words is markup when tags are this share of it. */
const MOSTLY = 1 / 3;

/** The name of the root: what a doctype names or the first tag, lower case; undefined where the text begins otherwise. XML declarations, other instructions and comments before it are passed over. */
export function rootOf(head: string): string | undefined {
  const start = afterPreamble(head);
  return /^<(?:!doctype\s+)?([a-z][\w:.-]{0,60})(?=[\s/>[]|$)/i.exec(head.slice(start, start + 100))?.[1]?.toLowerCase();
}

/** Whether the text declares itself as XML or by a doctype. */
export function isDeclared(head: string): boolean {
  return /^<\?xml\s/i.test(head) || /^<!doctype\s/i.test(head.slice(afterPreamble(head), afterPreamble(head) + 20));
}

/** Whether the text is made of tags, rather than speaking of some. */
export function isTagged(head: string): boolean {
  const tags = head.match(TAG) ?? [];
  const closing = tags.filter((tag) => tag.startsWith('</')).length;
  if (tags.length < FEWEST_TAGS || closing < FEWEST_CLOSING) return false;
  return rootOf(head) !== undefined || tags.join('').length > head.length * MOSTLY;
}

/** Where the first thing stands that is neither blank, nor a comment, nor an instruction. */
function afterPreamble(head: string): number {
  for (let at = 0; ; ) {
    while (at < head.length && /\s/.test(head.charAt(at))) at++;
    const closing = head.startsWith('<!--', at) ? '-->' : head.startsWith('<?', at) ? '?>' : undefined;
    const end = closing === undefined ? -1 : head.indexOf(closing, at + 2);
    if (closing === undefined || end < 0) return at;
    at = end + closing.length;
  }
}
