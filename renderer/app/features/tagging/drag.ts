/** Dragging a tag from the codebook onto rows. A row says what it is by `data-id`, a record in the reader by `data-target`; a marked row stands for all marked rows. */
import type { Tag, TagId, TargetId } from '../../../../corpus/records.ts';
import type { Services } from '../../state/services.ts';
import { perform, setTag } from './actions.ts';

/** Only our own drags carry this; its value is the tag's id and name. */
const TAG_MIME = 'application/x-cuttings-tag';

export function carryTag(data: DataTransfer, tag: Tag): void {
  data.effectAllowed = 'copy';
  data.setData(TAG_MIME, JSON.stringify({ id: tag.id, name: tag.name }));
}

/** The tag a drop brings; undefined for any other drag. */
export function carriedTag(data: Pick<DataTransfer, 'getData'>): { readonly id: TagId; readonly name: string } | undefined {
  const text = data.getData(TAG_MIME);
  if (text === '') return undefined;
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || !('id' in value) || !('name' in value)) return undefined;
  const { id, name } = value;
  return typeof id === 'string' && id.startsWith('t') && typeof name === 'string' ? { id: id as TagId, name } : undefined;
}

const isTarget = (id: string | undefined): id is TargetId => id !== undefined && /^[ac][0-9a-f]{16}/u.test(id);

/** What a drop on a row acts on. */
export function dropTargets(id: string | undefined, selected: ReadonlySet<TargetId>): readonly TargetId[] {
  if (!isTarget(id)) return [];
  return selected.has(id) ? [...selected] : [id];
}

function rowUnder(event: DragEvent): HTMLElement | null {
  return event.target instanceof Element ? event.target.closest<HTMLElement>('[data-id], [data-target]') : null;
}

/** Takes tags dropped on rows anywhere in the window, until the returned function is called. */
export function listenToTagDrops(services: Services): () => void {
  let over: HTMLElement | null = null;
  const mark = (row: HTMLElement | null): void => {
    if (row === over) return;
    over?.removeAttribute('data-drop');
    row?.setAttribute('data-drop', '');
    over = row;
  };
  const dragover = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes(TAG_MIME)) return;
    const row = rowUnder(event);
    mark(row);
    if (row === null) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
  };
  const drop = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes(TAG_MIME)) return;
    const row = rowUnder(event);
    mark(null);
    const tag = carriedTag(event.dataTransfer);
    if (row === null || tag === undefined) return;
    event.preventDefault();
    const targets = dropTargets(row.dataset.id ?? row.dataset.target, services.workspace.get().selected);
    if (targets.length > 0) perform(services, () => setTag(services, targets, tag));
  };
  const dragend = (): void => mark(null);
  window.addEventListener('dragover', dragover);
  window.addEventListener('drop', drop);
  window.addEventListener('dragend', dragend);
  return () => {
    window.removeEventListener('dragover', dragover);
    window.removeEventListener('drop', drop);
    window.removeEventListener('dragend', dragend);
  };
}
