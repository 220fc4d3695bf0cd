import { useRef, useState } from 'react';
import { unwrap } from '../../../../corpus/errors.ts';
import type { ReportForm } from '../../../../corpus/import-report.ts';
import type { ImportRun } from '../../../../corpus/records.ts';
import { useServices } from '../../state/context.tsx';
import { Button } from '../../ui/Button.tsx';
import { plural } from '../../ui/format.ts';
import { Popover } from '../../ui/Popover.tsx';
import { perform, say } from '../tagging/actions.ts';
import styles from './SaveReport.module.css';

const FORMS: readonly { readonly form: ReportForm; readonly name: string; readonly detail: string }[] = [
  { form: 'csv', name: 'CSV', detail: 'for a spreadsheet: a row for each file' },
  { form: 'json', name: 'JSON', detail: 'for a program: with ids and byte ranges' },
];

/** Saves the report of an import as a file; asks first in which form. */
export function SaveReport({ run }: { readonly run: ImportRun }) {
  const services = useServices();
  const button = useRef<HTMLButtonElement>(null);
  const [asking, setAsking] = useState(false);
  const save = (form: ReportForm): void => {
    setAsking(false);
    perform(services, async () => {
      const saved = await unwrap(await services.bridge.call('import:save-report', run.id, form));
      if (saved) say(services, `The report of ${plural(saved.files, 'file')} is saved: ${saved.path}`);
    });
  };
  return (
    <>
      <Button ref={button} small icon="download" aria-expanded={asking} aria-haspopup="dialog" onClick={() => setAsking(!asking)}>
        Save report…
      </Button>
      {asking && (
        <Popover anchor={button} role="dialog" label="Save the report as" align="end" className={styles.forms} onClose={() => setAsking(false)}>
          {FORMS.map(({ form, name, detail }, index) => (
            <button
              key={form}
              type="button"
              // biome-ignore lint/a11y/noAutofocus: the choice was asked for; Escape closes it
              autoFocus={index === 0}
              className={styles.form}
              onClick={() => save(form)}
            >
              <b>{name}</b>
              <span>{detail}</span>
            </button>
          ))}
        </Popover>
      )}
    </>
  );
}
