/** Saving what a view shows as a file. */

import { unwrap } from '../../../../corpus/errors.ts';
import type { Services } from '../../state/services.ts';
import { formatBytes } from '../../ui/format.ts';
import { say } from '../tagging/actions.ts';

/** A file's name for what a query finds: “toll bridge, words in context.csv”. What file systems refuse in names is left out. */
export function viewName(query: string, what: string, extension: 'csv' | 'svg'): string {
  const words = query
    .replaceAll(/[<>:"/\\|?*\p{Cc}]+/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .replace(/^[.\s-]+/u, '')
    .slice(0, 60)
    .trim();
  return `${words === '' ? 'library' : words}, ${what}.${extension}`;
}

/** Asks for a place and writes a text there; says where it is. */
export async function saveView(services: Pick<Services, 'bridge' | 'workspace'>, name: string, text: string): Promise<void> {
  const saved = await unwrap(await services.bridge.call('view:save', name, text));
  if (saved) say(services, `Saved, ${formatBytes(saved.bytes)}: ${saved.path}`);
}
