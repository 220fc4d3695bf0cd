/** The ledger: what became of every byte, and what the analyst says of it. */
import type { AppCommand } from '../../state/commands.ts';
import type { Services } from '../../state/services.ts';
import type { Workspace } from '../../state/workspace.ts';
import { show } from '../library/commands.ts';
import { CLASSES, runFrom } from './correcting.ts';
import { unparsedRuns } from './ledger.ts';
import { openSelected } from './open-record.ts';
import { sayItIs, takeBack } from './propose.ts';

const shown = ({ view, ledgerSource }: Workspace): boolean => view === 'ledger' && ledgerSource !== undefined;
const selected = ({ view, ledgerSource, ledgerSelection }: Workspace): boolean => view === 'ledger' && ledgerSelection?.source === ledgerSource;

/** Selects the next unparsed run of the source that is shown. */
async function step({ reader, workspace }: Services, by: 1 | -1): Promise<void> {
  const { ledgerSource, ledgerSelection } = workspace.get();
  const source = ledgerSource && (await reader.source(ledgerSource));
  if (!source) return;
  const runs = unparsedRuns(source.ledger);
  const bytes = runs[runFrom(runs, ledgerSelection?.source === source.id ? ledgerSelection.bytes : undefined, by) ?? -1];
  if (bytes !== undefined) workspace.set({ ledgerSelection: { source: source.id, bytes } });
}

export const commands: readonly AppCommand[] = [
  { id: 'view-ledger', title: 'Ledger', group: 'Go', keys: ['mod+5'], run: (services) => show(services, 'ledger') },
  {
    id: 'ledger-next',
    title: 'Next Unparsed Run',
    group: 'Ledger',
    view: 'ledger',
    keys: ['n'],
    enabled: shown,
    run: (services) => step(services, 1),
  },
  {
    id: 'ledger-previous',
    title: 'Previous Unparsed Run',
    group: 'Ledger',
    view: 'ledger',
    keys: ['p'],
    enabled: shown,
    run: (services) => step(services, -1),
  },
  ...CLASSES.map(
    (name): AppCommand => ({
      id: `ledger-${name}`,
      title: `Selected Text Is ${name === 'article' ? 'Article' : name === 'comment' ? 'a Comment' : name === 'furniture' ? 'Furniture' : 'Unparsed'}…`,
      group: 'Ledger',
      view: 'ledger',
      keys: [name.slice(0, 1)],
      enabled: selected,
      run: (services) => sayItIs(services, name),
    }),
  ),
  {
    id: 'ledger-take-back',
    title: 'Take Back What You Said of the Selected Text…',
    group: 'Ledger',
    view: 'ledger',
    keys: ['x'],
    enabled: selected,
    run: takeBack,
  },
  { id: 'ledger-open', title: 'Open the Selected Text’s Record', group: 'Ledger', view: 'ledger', keys: ['o'], enabled: selected, run: openSelected },
  {
    id: 'ledger-read-anew',
    title: 'Read This Source Anew…',
    group: 'Ledger',
    view: 'ledger',
    keys: ['r'],
    enabled: shown,
    run({ workspace }) {
      const { ledgerSource } = workspace.get();
      if (ledgerSource !== undefined) workspace.set({ dialog: { kind: 'anew', request: { sources: [ledgerSource] } } });
    },
  },
  { id: 'read-anew', title: 'Read Sources Anew…', group: 'Library', run: ({ workspace }) => workspace.set({ dialog: { kind: 'anew' } }) },
];
