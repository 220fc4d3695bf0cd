/** The filter box is one in the window; commands reach it by this id. */
export const FILTER_BOX = 'filter-box';

export function focusFilterBox(): void {
  const box = document.getElementById(FILTER_BOX);
  if (!(box instanceof HTMLInputElement)) return;
  box.focus();
  box.select();
}
