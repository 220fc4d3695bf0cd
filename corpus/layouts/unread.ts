import type { Layout, PageText } from './layout.ts';

/** How much of a page's beginning is looked at, in UTF-16 units. */
const HEAD = 4096;

/** What tells an unread form and what is said of it. */
export interface UnreadForm {
  readonly id: string;
  readonly name: string;
  /** Why the page is taken for this form, or undefined when it is not. Gets the beginning of the text, blanks before it left out. */
  readonly recognise: (head: string) => string | undefined;
  /** What happened, and what the analyst can do. */
  readonly message: string;
}

/** A layout for a form that is known and not read yet: it claims the page for certain or not at all, so that no other layout takes its marks for prose. */
export function unreadLayout({ id, name, recognise, message }: UnreadForm): Layout {
  return {
    id,
    name,
    detect: ({ decoded }: PageText) => {
      const reason = recognise(headOf(decoded.text));
      return reason === undefined ? { score: 0, reason: `not ${name}` } : { score: 1, reason };
    },
    parse: () => ({ unread: message }),
  };
}

/** The beginning of a page's text that is looked at to tell its form; blanks before it left out. */
export function headOf(text: string): string {
  const start = text.search(/\S/);
  return start < 0 ? '' : text.slice(start, start + HEAD);
}
