/** Reads that several parts of the window follow: under these names each is one live read for all of them. */
import type { TagId } from '../../../corpus/records.ts';
import type { LibraryReader, TagCount, TaggedTargets } from '../../store/reader.ts';
import { afterFirstRows } from './milestones.ts';

/** How many targets each tag sits on. */
export const readTagCounts = async (reader: LibraryReader): Promise<ReadonlyMap<TagId, TagCount>> => {
  await afterFirstRows();
  return reader.tagCounts();
};

/** Everything with a tag. */
export const readTaggedTargets = async (reader: LibraryReader): Promise<TaggedTargets> => {
  await afterFirstRows();
  return reader.taggedTargets();
};

/** Every import. */
export const readImports = (reader: LibraryReader): ReturnType<LibraryReader['imports']> => reader.imports();

/** Every tag. */
export const readTags = (reader: LibraryReader): ReturnType<LibraryReader['tags']> => reader.tags();

/** What the library holds. */
export const readTotals = (reader: LibraryReader): ReturnType<LibraryReader['totals']> => reader.totals();
