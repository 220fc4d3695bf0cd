/** What the analyst does with tags, as the window runs it: a command of the library, and words about it where many records changed. */
import { CuttingsError, toFailure } from '../../../../corpus/errors.ts';
import type { Span, Tag, TagId, TargetId } from '../../../../corpus/records.ts';
import type { Services } from '../../state/services.ts';
import { rememberTag } from './recent.ts';
import { targetWords } from './targets.ts';

type Needs = Pick<Services, 'commands' | 'workspace'>;

/** Shows words about what was done. */
export function say({ workspace }: Pick<Services, 'workspace'>, text: string, options: { readonly undo?: boolean } = {}): void {
  workspace.set({ toast: { text, tone: 'done', ...options } });
}

/** Shows that something failed. */
function sayFailure({ workspace }: Pick<Services, 'workspace'>, error: unknown): void {
  workspace.set({ toast: { text: toFailure(error).message, tone: 'bad' } });
}

/** Runs what a control asks for and shows its failure; commands of the registry report theirs by themselves. */
export function perform(services: Pick<Services, 'workspace'>, work: () => Promise<unknown>): void {
  work().catch((error: unknown) => sayFailure(services, error));
}

/** Sets a tag on all targets, or takes it away where every one has it. */
export async function toggleTag(services: Needs, targets: readonly TargetId[], tag: Pick<Tag, 'id' | 'name'>): Promise<void> {
  if (targets.length === 0) return;
  const { on } = await services.commands.toggleTag(targets, tag.id);
  rememberTag(tag.id);
  if (targets.length > 1)
    say(services, on ? `${targetWords(targets)} tagged ‘${tag.name}’` : `‘${tag.name}’ taken from ${targetWords(targets)}`, { undo: true });
}

/** Sets a tag on targets, never takes it away: for a tag dragged onto rows. */
export async function setTag(services: Needs, targets: readonly TargetId[], tag: Pick<Tag, 'id' | 'name'>): Promise<void> {
  const changed = await services.commands.tag(targets, tag.id);
  rememberTag(tag.id);
  if (changed === 0) say(services, `‘${tag.name}’ was on ${targetWords(targets)} already`);
  else if (targets.length > 1) say(services, `${targetWords(targets)} tagged ‘${tag.name}’`, { undo: true });
}

/** Makes the tag at a path where it is missing and sets it. */
export async function createAndTag(services: Needs, targets: readonly TargetId[], path: string): Promise<Tag> {
  const tag = await services.commands.ensureTag(path, { targets });
  rememberTag(tag.id);
  if (targets.length > 1) say(services, `${targetWords(targets)} tagged ‘${tag.name}’`, { undo: true });
  return tag;
}

/** Makes the tag at a path where it is missing and sets it on a span. */
export async function createAndTagSpan(services: Needs, target: TargetId, span: Span, path: string): Promise<void> {
  const tag = await services.commands.ensureTag(path, { target, span });
  rememberTag(tag.id);
}

export async function tagSpan(services: Needs, target: TargetId, span: Span, tag: Pick<Tag, 'id'>): Promise<void> {
  await services.commands.tagSpan(target, span, tag.id);
  rememberTag(tag.id);
}

/** Merges a tag into another. */
export async function mergeTags(services: Needs, from: Tag, into: Pick<Tag, 'id' | 'name'>): Promise<void> {
  await services.commands.mergeTags(from.id, into.id);
  services.workspace.set({ codebookTag: into.id });
  say(services, `‘${from.name}’ merged into ‘${into.name}’`, { undo: true });
}

/** Deletes a tag with its taggings. */
export async function deleteTag(services: Needs, tag: Tag): Promise<void> {
  await services.commands.deleteTag(tag.id);
  if (services.workspace.get().codebookTag === tag.id) services.workspace.set({ codebookTag: undefined });
  say(services, `Tag ‘${tag.name}’ deleted`, { undo: true });
}

/** A name no tag under `parent` has yet: “new tag”, “new tag 2”, … */
export function freeName(tags: readonly Tag[], parent: TagId | undefined): string {
  const taken = new Set(tags.filter((tag) => tag.parent === parent).map((tag) => tag.name));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? 'new tag' : `new tag ${number}`;
    if (!taken.has(name)) return name;
  }
}

export async function undo(services: Needs): Promise<void> {
  const words = await services.commands.undo();
  say(services, words === undefined ? 'Nothing to undo' : `Undone: ${words}`);
}

export async function redo(services: Needs): Promise<void> {
  const words = await services.commands.redo();
  say(services, words === undefined ? 'Nothing to redo' : `Done again: ${words}`);
}

/** The tag with a digit. Throws `no-tag-key` where none has it. */
export function tagWithKey(tags: readonly Tag[], key: number): Tag {
  const tag = tags.find((other) => other.key === key);
  if (!tag) throw new CuttingsError('no-tag-key', `No tag has the key ${key}. Give it one in the codebook.`);
  return tag;
}
