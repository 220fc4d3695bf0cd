import { withBelow } from '../../../../corpus/query/tag-paths.ts';
import type { Tag } from '../../../../corpus/records.ts';
import { useLive, useServices, useWorkspace } from '../../state/context.tsx';
import { readTagCounts } from '../../state/reads.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { plural } from '../../ui/format.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import text from '../../ui/text.module.css';
import { deleteTag, perform } from './actions.ts';

/** Asks before a tag goes, with what goes with it. */
export function DeleteTagDialog() {
  const dialog = useWorkspace((state) => state.dialog);
  return dialog?.kind === 'delete-tag' ? <OpenDialog tag={dialog.tag} /> : null;
}

function OpenDialog({ tag }: { readonly tag: Tag }) {
  const services = useServices();
  const counts = useLive(readTagCounts, []);
  const tags = useLive((reader) => reader.tags(), []);
  const close = (): void => services.workspace.set({ dialog: undefined });
  const remove = (): void => {
    close();
    perform(services, () => deleteTag(services, tag));
  };
  const count = counts?.get(tag.id);
  const parts = count
    ? [
        count.comments > 0 ? plural(count.comments, 'comment') : '',
        count.articles > 0 ? plural(count.articles, 'article') : '',
        count.spans > 0 ? plural(count.spans, 'span') : '',
      ].filter((words) => words !== '')
    : [];
  const below = tags === undefined ? 0 : withBelow(tag.id, tags).size - 1;
  return (
    <Dialog
      title={`Delete ‘${tag.name}’?`}
      width="small"
      onClose={close}
      footer={
        <>
          <span className={text.grow} />
          <Button tone="ghost" onClick={close}>
            Keep it
          </Button>
          <Button tone="danger" icon="trash-2" onClick={remove}>
            Delete the tag
          </Button>
        </>
      }
    >
      <p>
        {parts.length === 0 ? 'It is on nothing.' : `It is taken from ${new Intl.ListFormat('en', { type: 'conjunction' }).format(parts)}.`}{' '}
        {below > 0 && `${plural(below, 'tag')} below it ${below === 1 ? 'moves' : 'move'} up. `}
        What it was on stays. You can undo this with <Kbd keys="mod+z" />.
      </p>
    </Dialog>
  );
}
