import { assertNever } from '../../../corpus/assert.ts';
import { ExportDialog } from '../features/exporting/ExportDialog.tsx';
import { KeysDialog } from '../features/settings/KeysDialog.tsx';
import { Palette } from '../features/settings/Palette.tsx';
import { SettingsDialog } from '../features/settings/SettingsDialog.tsx';
import { NoteDialog } from '../features/tagging/NoteDialog.tsx';
import { TagPicker } from '../features/tagging/TagPicker.tsx';
import { useWorkspace } from './context.tsx';
import { commands } from './registry.ts';

/** The dialog that is open. */
export function Dialogs() {
  const dialog = useWorkspace((state) => state.dialog);
  if (dialog === undefined) return null;
  switch (dialog.kind) {
    case 'export':
      return <ExportDialog />;
    case 'palette':
      return <Palette commands={commands} />;
    case 'keys':
      return <KeysDialog commands={commands} />;
    case 'settings':
      return <SettingsDialog />;
    case 'tag':
      return <TagPicker />;
    case 'note':
      return <NoteDialog />;
    // these two open where they belong: at the filter box and in the codebook
    case 'save-filter':
    case 'delete-tag':
      return null;
    default:
      return assertNever(dialog, 'dialog');
  }
}
