/** The evidence of a hit. */
import type { ConcordanceRow } from '../../../search/client.ts';
import type { Services } from '../../state/services.ts';
import { articleOf, isComment } from '../../state/targets.ts';
import { blockEvidence, evidenceOf, type LabelledEvidence } from '../reading/evidence.ts';

/** Of the very block it stands in, or of the comment. Undefined where the library no longer has them. */
export async function evidenceOfRow(
  reader: Services['reader'],
  { target, block }: Pick<ConcordanceRow, 'target' | 'block'>,
): Promise<LabelledEvidence | undefined> {
  const open = articleOf(target);
  if (isComment(target)) return evidenceOf(reader, { open, openComment: target });
  const found = block === undefined ? undefined : (await reader.articleText(open))?.blocks[block];
  return found === undefined ? evidenceOf(reader, { open }) : blockEvidence(found);
}
