/** Reads that several parts of the window follow: under these names each is one live read for all of them. */
import type { TagId } from '../../../corpus/records.ts';
import type { LibraryReader, TagCount, TaggedTargets } from '../../store/reader.ts';

/** How many targets each tag sits on. */
export const readTagCounts = (reader: LibraryReader): Promise<ReadonlyMap<TagId, TagCount>> => reader.tagCounts();

/** Everything with a tag. */
export const readTaggedTargets = (reader: LibraryReader): Promise<TaggedTargets> => reader.taggedTargets();

/** What the library holds. */
export const readTotals = (reader: LibraryReader): ReturnType<LibraryReader['totals']> => reader.totals();
