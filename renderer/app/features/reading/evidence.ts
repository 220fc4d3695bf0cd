/** The evidence of what the reader shows. */
import type { Block, Comment, Evidence } from '../../../../corpus/records.ts';
import type { LibraryReader } from '../../../store/reader.ts';
import type { Workspace } from '../../state/workspace.ts';
import { BLOCK_NAMES } from './block-names.ts';

export type LabelledEvidence = Evidence & { readonly label: string };

function commentEvidence(comment: Comment): LabelledEvidence {
  return { ...comment.evidence, label: comment.number === undefined ? 'comment' : `comment ${comment.number}` };
}

export function blockEvidence(block: Block): LabelledEvidence {
  return { ...block.evidence, label: BLOCK_NAMES[block.kind] };
}

/** Of the comment keys act on, else of the open article: its headline, or its first block. Undefined where the library has neither. */
export async function evidenceOf(reader: LibraryReader, { open, openComment }: Pick<Workspace, 'open' | 'openComment'>): Promise<LabelledEvidence | undefined> {
  if (openComment !== undefined) {
    const comment = await reader.comment(openComment);
    return comment && commentEvidence(comment);
  }
  if (open === undefined) return undefined;
  const [text, article] = await Promise.all([reader.articleText(open), reader.article(open)]);
  const block = text?.blocks.find(({ kind }) => kind === 'headline') ?? text?.blocks[0];
  if (block !== undefined) return blockEvidence(block);
  const source = article?.captures[0]?.source;
  return source === undefined ? undefined : { source, bytes: [0, 0], label: 'whole source' };
}
