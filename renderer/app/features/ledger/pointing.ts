/** Which text of a list of source lines the pointer is at. */

/** The line at a point, and the offset in its text, in UTF-16 units; undefined where no line is. */
export function textAt(list: HTMLElement | null, x: number, y: number): { readonly line: number; readonly offset: number } | undefined {
  const row = document.elementFromPoint(x, y)?.closest('[data-index]');
  if (!(row instanceof HTMLElement) || list?.contains(row) !== true) return undefined;
  const line = Number(row.dataset.index);
  const text = row.querySelector('[data-text]');
  if (text === null) return undefined;
  const hit = document.caretPositionFromPoint(x, y);
  if (hit === null || !text.contains(hit.offsetNode)) return { line, offset: x < text.getBoundingClientRect().left ? 0 : (text.textContent?.length ?? 0) };
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(hit.offsetNode, hit.offset);
  return { line, offset: before.toString().length };
}
