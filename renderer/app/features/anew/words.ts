/** What reading anew would change, in words. Pure. */
import type { RecordChange, RecordCounts, SourceChange } from '../../../../corpus/changes.ts';
import { compareVersions, type WordRun } from '../../../../corpus/versions.ts';
import type { AnewReport } from '../../../anew/contract.ts';
import { formatNumber, plural } from '../../ui/format.ts';

const join = (parts: readonly string[]): string => new Intl.ListFormat('en', { type: 'conjunction' }).format(parts);

/** “2 added, 1 gone”; empty where all are the same. */
function countWords({ added, gone, changed }: RecordCounts): string {
  return [added > 0 && `${formatNumber(added)} added`, gone > 0 && `${formatNumber(gone)} gone`, changed > 0 && `${formatNumber(changed)} changed`]
    .filter((part) => part !== false)
    .join(', ');
}

/** “comments: 1 added; blocks: 2 changed”: a source's changes in one line. */
export function changeWords({ articles, blocks, comments, coverage, layout }: SourceChange): string {
  const parts: string[] = [];
  if (articles.before !== articles.after) parts.push(`articles: ${formatNumber(articles.before)} → ${formatNumber(articles.after)}`);
  if (countWords(comments) !== '') parts.push(`comments: ${countWords(comments)}`);
  if (countWords(blocks) !== '') parts.push(`blocks: ${countWords(blocks)}`);
  if (parts.length > 0) return parts.join('; ');
  const moved = (['article', 'comment', 'furniture', 'unparsed'] as const).filter((name) => coverage.before[name] !== coverage.after[name]);
  if (moved.length > 0) return `only what ${join(moved)} covers`;
  return layout.before === layout.after ? 'only how it was read' : 'only the layout that reads it';
}

/** What becomes of tags and notes; undefined where there are none. */
export function marksWords({ kept, homeless }: SourceChange['marks']): string | undefined {
  if (kept === 0 && homeless === 0) return undefined;
  const stay = `${plural(kept, 'tag or note stays', 'tags and notes stay')} or ${kept === 1 ? 'follows its words' : 'follow their words'}`;
  if (homeless === 0) return `${stay}.`;
  const lost = `${plural(homeless, 'tag or note loses its words or record', 'tags and notes lose their words or record')} and ${homeless === 1 ? 'is' : 'are'} kept on the whole`;
  return kept === 0 ? `${lost}.` : `${stay}; ${lost}.`;
}

/** What a report comes to, in a sentence. */
export function reportWords({ sources, unchanged, withoutBytes, changes, failed = [] }: AnewReport): string {
  const read = sources - withoutBytes;
  const parts = [
    changes.length === 0 ? 'nothing would change' : `${formatNumber(changes.length)} would change, ${formatNumber(unchanged)} would not`,
    ...(failed.length === 0 ? [] : [`${formatNumber(failed.length)} cannot be read anew and ${failed.length === 1 ? 'stays as it is' : 'stay as they are'}`]),
  ];
  const left =
    withoutBytes === 0
      ? ''
      : `; ${formatNumber(withoutBytes)} came by an export, without bytes, and ${withoutBytes === 1 ? 'stays as it is' : 'stay as they are'}`;
  return `${read === 0 ? 'No source was read' : `${plural(read, 'source was', 'sources were')} read: ${parts.join('; ')}`}${left}.`;
}

/** What was written, in a sentence. */
export function doneWords({ written, failed, stopped }: { readonly written: number; readonly failed: number; readonly stopped: boolean }): string {
  const others = [
    failed > 0 && `${formatNumber(failed)} could not be written and ${failed === 1 ? 'stays as it is' : 'stay as they are'}`,
    stopped && 'the others are as they were',
  ].filter((part) => part !== false);
  return [`${plural(written, 'source was', 'sources were')} read anew`, ...others].join('; ').concat('.');
}

/** Tags and notes of all sources of a report together. */
export function allMarks(changes: readonly SourceChange[]): SourceChange['marks'] {
  return changes.reduce((sum, { marks }) => ({ kept: sum.kept + marks.kept, homeless: sum.homeless + marks.homeless }), { kept: 0, homeless: 0 });
}

/** The words of a change in one row, with what is gone and what is new told apart. */
export function exampleRuns({ before, after }: RecordChange): readonly WordRun[] {
  if (before === undefined) return after === undefined ? [] : [{ kind: 'added', text: after.text }];
  if (after === undefined) return [{ kind: 'removed', text: before.text }];
  if (before.text === after.text) return [{ kind: 'kept', text: after.text }];
  const block = (text: string) => ({ kind: 'paragraph' as const, text, evidence: { source: 'sha256:' as const, bytes: [0, 0] as const } });
  const change = compareVersions([block(before.text)], [block(after.text)]).find(({ kind }) => kind === 'changed');
  if (change?.kind === 'changed') return change.runs;
  return [
    { kind: 'removed', text: before.text },
    { kind: 'added', text: after.text },
  ];
}
