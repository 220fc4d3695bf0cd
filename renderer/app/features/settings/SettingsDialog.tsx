import { useEffect, useState } from 'react';
import { unwrap } from '../../../../corpus/errors.ts';
import type { AppInfo, Settings } from '../../../../preload/contract/app-api.ts';
import { useServices, useWorkspace } from '../../state/context.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { formatShare } from '../../ui/format.ts';
import { Radio } from '../../ui/Radio.tsx';
import text from '../../ui/text.module.css';
import { RememberedTables } from '../importing/RememberedTables.tsx';
import { perform } from '../tagging/actions.ts';
import styles from './SettingsDialog.module.css';
import { steppedScale } from './scale.ts';

const THEMES: readonly { readonly theme: Settings['theme']; readonly name: string; readonly detail: string }[] = [
  { theme: 'system', name: 'As the system', detail: 'light by day, dark by night, where the system changes' },
  { theme: 'light', name: 'Light', detail: 'newsprint' },
  { theme: 'dark', name: 'Dark', detail: 'microfilm' },
];

/** Theme and text size; each takes effect at once. */
export function SettingsDialog() {
  const open = useWorkspace((state) => state.dialog?.kind === 'settings');
  return open ? <OpenSettings /> : null;
}

function OpenSettings() {
  const services = useServices();
  const { bridge, workspace } = services;
  const [settings, setSettings] = useState<Settings>();
  const [info, setInfo] = useState<AppInfo>();
  useEffect(() => {
    perform(services, async () => {
      setSettings(unwrap(await bridge.call('settings:get')));
      setInfo(unwrap(await bridge.call('app:info')));
    });
    return bridge.on('settings:changed', setSettings);
  }, [services, bridge]);
  const change = (part: Partial<Settings>): void => perform(services, async () => setSettings(unwrap(await bridge.call('settings:set', part))));
  const scale = settings?.textScale ?? 1;

  return (
    <Dialog title="Settings" width="small" onClose={() => workspace.set({ dialog: undefined })}>
      <fieldset className={styles.part}>
        <legend className={text.cap}>Theme</legend>
        {THEMES.map(({ theme, name, detail }) => (
          <Radio key={theme} name="theme" checked={settings?.theme === theme} detail={detail} onChange={() => change({ theme })}>
            {name}
          </Radio>
        ))}
      </fieldset>
      <fieldset className={styles.part}>
        <legend className={text.cap}>Text size of articles and comments</legend>
        <div className={styles.size}>
          <IconButton
            icon="arrow-down"
            label="Smaller text"
            disabled={steppedScale(scale, -1) === scale}
            onClick={() => change({ textScale: steppedScale(scale, -1) })}
          />
          <output aria-live="polite">{formatShare(scale)}</output>
          <IconButton
            icon="arrow-up"
            label="Larger text"
            disabled={steppedScale(scale, 1) === scale}
            onClick={() => change({ textScale: steppedScale(scale, 1) })}
          />
        </div>
        <p className={styles.sample}>The tide comes in twice a day, and the paper once.</p>
      </fieldset>
      <section className={styles.part} aria-labelledby="settings-tables">
        <h2 id="settings-tables" className={cx(styles.legend, text.cap)}>
          Remembered tables
        </h2>
        <RememberedTables />
      </section>
      {info && (
        <dl className={styles.about}>
          <dt>Library</dt>
          <dd className={styles.wire}>{info.library}</dd>
          <dt>Cuttings</dt>
          <dd>{info.version}</dd>
          <dt>Built on</dt>
          <dd>
            Electron {info.electron}, Chromium {info.chrome}
          </dd>
        </dl>
      )}
    </Dialog>
  );
}
