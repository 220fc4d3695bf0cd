/** What a tagging command acts on, and how the targets are spoken of. */
import type { TargetId } from '../../../../corpus/records.ts';
import { isComment } from '../../state/targets.ts';
import type { Workspace } from '../../state/workspace.ts';

/**
 * The marked rows; without any, the comment the reader's keys are on, else the row the keyboard is on, else the open article, but in a list
 * of comments, where keys are for comments, never the article. Where only counts are shown, none.
 */
export function activeTargets(workspace: Workspace): readonly TargetId[] {
  if (workspace.view === 'counts') return [];
  if (workspace.selected.size > 0) return [...workspace.selected];
  const looked = workspace.openComment ?? workspace.focused ?? workspace.open;
  // a row of the list of articles stays focused when the view changes
  const one = looked !== undefined && workspace.view === 'comments' && !isComment(looked) ? undefined : looked;
  return one === undefined ? [] : [one];
}

/** The record a note goes to: the one the analyst looks at, else the first that is marked. */
export function activeTarget(workspace: Workspace): TargetId | undefined {
  return workspace.openComment ?? workspace.focused ?? workspace.open ?? activeTargets(workspace)[0];
}

const number = new Intl.NumberFormat();

const plural = (count: number, one: string): string => `${number.format(count)} ${one}${count === 1 ? '' : 's'}`;

/** “212 comments”, “1 article”, “3 articles and 9 comments”. */
export function targetWords(targets: readonly TargetId[]): string {
  const articles = targets.filter((id) => id.startsWith('a')).length;
  const comments = targets.length - articles;
  if (comments === 0) return plural(articles, 'article');
  if (articles === 0) return plural(comments, 'comment');
  return `${plural(articles, 'article')} and ${plural(comments, 'comment')}`;
}
