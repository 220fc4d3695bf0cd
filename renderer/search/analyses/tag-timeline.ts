import { printQuery } from '../../../corpus/query/printer.ts';
import { PATH_SEPARATOR, tagPath, tagsById } from '../../../corpus/query/tag-paths.ts';
import type { Tag, TagId } from '../../../corpus/records.ts';
import type { TagTimeline, TimeStep } from '../client.ts';
import { hasBit } from '../engine/bits.ts';
import type { Evaluated } from '../engine/engine.ts';
import type { Marks } from '../engine/marks.ts';
import { barsOfFound } from './timeline.ts';

interface Row {
  readonly counts: Uint32Array;
  undated: number;
  total: number;
}

/** Tags, each with everything below it, on what is found, by time; over the bars that the timeline of the same query has. */
export function tagTimelineOf(evaluated: Evaluated, step: TimeStep, tags: readonly Tag[], tagged: Marks['tagged']): TagTimeline {
  const bars = barsOfFound(evaluated, step);
  const days = dayReader(evaluated);
  const byId = tagsById(tags);
  const rows = new Map<TagId, Row>(tags.map(({ id }) => [id, { counts: new Uint32Array(bars.frames.length), undated: 0, total: 0 }]));
  for (const { document, tags: on } of tagged) {
    if (!hasBit(evaluated.found, document)) continue;
    const bar = bars.indexOf(days(document));
    for (const tag of withAbove(on, byId)) {
      const row = rows.get(tag);
      if (row === undefined) continue;
      row.total++;
      if (bar < 0) row.undated++;
      else row.counts[bar] = (row.counts[bar] ?? 0) + 1;
    }
  }
  const used = [...rows].flatMap(([tag, row]) => (row.total === 0 ? [] : [{ tag, row, path: pathOf(tag, byId) }]));
  used.sort((a, b) => b.row.total - a.row.total || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return {
    step: bars.step,
    bars: bars.frames,
    tags: used.map(({ tag, row, path }) => ({ tag, condition: conditionOf(path), counts: [...row.counts], undated: row.undated })),
  };
}

/** The tags and all that are above them, each once. */
function withAbove(tags: readonly TagId[], byId: ReadonlyMap<TagId, Tag>): ReadonlySet<TagId> {
  const found = new Set<TagId>(tags);
  // a set goes on through what is added to it
  for (const tag of found) {
    const parent = byId.get(tag)?.parent;
    if (parent !== undefined) found.add(parent);
  }
  return found;
}

function pathOf(tag: TagId, byId: ReadonlyMap<TagId, Tag>): string {
  const known = byId.get(tag);
  return known === undefined ? '' : tagPath(known, byId).join(PATH_SEPARATOR);
}

function conditionOf(path: string): string {
  return printQuery({ root: { type: 'term', term: { type: 'tag', tag: path }, at: { from: 0, to: 0 } } });
}

/** Reads the day of a document of the snapshot. */
function dayReader({ snapshot }: Evaluated): (document: number) => number {
  return (document) => {
    const part = snapshot.parts.findLast(({ base }) => base <= document);
    return part?.segment.columns.day[document - part.base] ?? 0;
  };
}
