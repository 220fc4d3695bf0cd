import { memo } from 'react';
import { assertNever } from '../../../corpus/assert.ts';
import { AnewDialog } from '../features/anew/AnewDialog.tsx';
import { ExportDialog } from '../features/exporting/ExportDialog.tsx';
import { QueryHelp } from '../features/filtering/QueryHelp.tsx';
import { MappingDialog } from '../features/importing/MappingDialog.tsx';
import { CapturesDialog } from '../features/reading/CapturesDialog.tsx';
import { KeysDialog } from '../features/settings/KeysDialog.tsx';
import { Palette } from '../features/settings/Palette.tsx';
import { SettingsDialog } from '../features/settings/SettingsDialog.tsx';
import { DeleteTagDialog } from '../features/tagging/DeleteTagDialog.tsx';
import { NoteDialog } from '../features/tagging/NoteDialog.tsx';
import { TagPicker } from '../features/tagging/TagPicker.tsx';
import { useWorkspace } from './context.tsx';
import { commands } from './registry.ts';

/** The dialog that is open. */
export const Dialogs = memo(function Dialogs() {
  const dialog = useWorkspace((state) => state.dialog);
  if (dialog === undefined) return null;
  switch (dialog.kind) {
    case 'export':
      return <ExportDialog />;
    case 'palette':
      return <Palette commands={commands} />;
    case 'keys':
      return <KeysDialog commands={commands} />;
    case 'query-help':
      return <QueryHelp />;
    case 'settings':
      return <SettingsDialog />;
    case 'tag':
      return <TagPicker />;
    case 'note':
      return <NoteDialog />;
    case 'captures':
      return <CapturesDialog />;
    case 'anew':
      return <AnewDialog />;
    case 'map-columns':
      return <MappingDialog table={dialog.table} />;
    case 'delete-tag':
      return <DeleteTagDialog />;
    // opens where it belongs, at the filter box
    case 'save-filter':
      return null;
    default:
      return assertNever(dialog, 'dialog');
  }
});
