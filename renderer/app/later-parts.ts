/** The parts of the window that its first screen does not show: one script, which `shell/later.tsx` fetches. */
export { CodingView } from './features/coding/CodingView.tsx';
export { ContextView } from './features/context/ContextView.tsx';
export { CountsView } from './features/counts/CountsView.tsx';
export { ImportsView } from './features/importing/ImportsView.tsx';
export { LedgerView } from './features/ledger/LedgerView.tsx';
export { Codebook } from './features/tagging/Codebook.tsx';
export { Dialogs } from './state/dialogs.tsx';
