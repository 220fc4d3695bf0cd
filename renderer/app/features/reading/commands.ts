/** Reading: from comment to comment, to the comment one answers, and to the source. */
import type { ReplyReference } from '../../../../corpus/records.ts';
import type { AppCommand } from '../../state/commands.ts';
import type { Services } from '../../state/services.ts';
import { isComment, rowFrom } from '../../state/targets.ts';
import { evidenceOf } from './evidence.ts';
import { isMissing } from './replies.ts';
import { shownComments } from './shown-comments.ts';

/** Opens the comment `by` places further down the open article. */
function step({ workspace }: Services, by: number): void {
  const { open, openComment } = workspace.get();
  const next = rowFrom(shownComments(workspace, open), openComment, by);
  if (next !== undefined && isComment(next)) workspace.set({ openComment: next });
}

export const commands: readonly AppCommand[] = [
  {
    id: 'next-comment',
    title: 'Next Comment in the Reader',
    group: 'Go',
    keys: ['shift+j'],
    enabled: ({ open }) => open !== undefined,
    run: (services) => step(services, 1),
  },
  {
    id: 'previous-comment',
    title: 'Previous Comment in the Reader',
    group: 'Go',
    keys: ['shift+k'],
    enabled: ({ open }) => open !== undefined,
    run: (services) => step(services, -1),
  },
  {
    id: 'parent',
    title: 'Comment This One Answers',
    group: 'Go',
    keys: ['p'],
    enabled: ({ openComment }) => openComment !== undefined,
    async run({ reader, workspace }) {
      const { openComment } = workspace.get();
      const comment = openComment && (await reader.comment(openComment));
      if (!comment) return;
      const parent = comment.replyTo.find((reply) => reply.comment !== undefined)?.comment;
      if (parent !== undefined) workspace.set({ openComment: parent });
      else workspace.set({ toast: { text: noParentWords(comment.replyTo), tone: 'done' } });
    },
  },
  {
    id: 'toggle-evidence',
    title: 'Show or Hide the Source',
    group: 'View',
    keys: ['e'],
    enabled: ({ open, evidence }) => open !== undefined || evidence !== undefined,
    async run({ reader, workspace }) {
      const state = workspace.get();
      workspace.set({ evidence: state.evidence === undefined ? await evidenceOf(reader, state) : undefined });
    },
  },
];

function noParentWords(replies: readonly ReplyReference[]): string {
  if (replies.length === 0) return 'This comment answers no other.';
  return replies.every(isMissing) ? 'The comment this one answers was not captured.' : 'Several comments could be meant: the comment lists them.';
}
