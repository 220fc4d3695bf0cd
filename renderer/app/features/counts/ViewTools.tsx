import { useServices } from '../../state/context.tsx';
import { Button } from '../../ui/Button.tsx';
import { Segments } from '../../ui/Segments.tsx';
import { perform } from '../tagging/actions.ts';
import type { Draw } from './PlotFigure.tsx';
import { type Palette, resolvedPalette } from './palette.ts';
import { saveView, viewName } from './saving.ts';

/** px of a plot that is saved. */
const SAVED_WIDTH = 960;

interface ViewToolsProps {
  readonly query: string;
  readonly form: 'plot' | 'table';
  readonly onForm: (form: 'plot' | 'table') => void;
  /** The plot in the colours of a file. `what` stands in the file's name behind the query. */
  readonly plot: { readonly what: string; readonly draw: (palette: Palette) => Draw };
  /** All numbers, whichever are shown. */
  readonly table: { readonly what: string; readonly csv: () => string };
}

/** Whether numbers are shown as a plot or as a table, and each of the two as a file. */
export function ViewTools({ query, form, onForm, plot, table }: ViewToolsProps) {
  const services = useServices();
  const saveSvg = async (): Promise<void> => {
    const plots = await import('./plots.ts');
    const frame = { width: SAVED_WIDTH, palette: resolvedPalette(), linked: false, document };
    await saveView(services, viewName(query, plot.what, 'svg'), plots.svgFile(plot.draw(frame.palette)(plots, frame), frame));
  };
  return (
    <>
      <Segments
        label="Shown as"
        value={form}
        options={[
          ['plot', 'plot'],
          ['table', 'table'],
        ]}
        onChoose={onForm}
      />
      <Button small tone="ghost" icon="download" onClick={() => perform(services, saveSvg)}>
        SVG…
      </Button>
      <Button small tone="ghost" icon="download" onClick={() => perform(services, () => saveView(services, viewName(query, table.what, 'csv'), table.csv()))}>
        CSV…
      </Button>
    </>
  );
}
