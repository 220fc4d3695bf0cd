import { describe, expect, it } from 'vitest';
import { applySettings } from '../../renderer/app/state/appearance.ts';

/** As much of an element as the settings touch. */
function root() {
  const properties = new Map<string, string>();
  const dataset: Record<string, string | undefined> = {};
  return { element: { dataset, style: { setProperty: (name: string, value: string) => properties.set(name, value) } }, properties };
}

describe('the appearance', () => {
  it('takes the theme from the settings, and gives it back to the system', () => {
    const { element } = root();
    applySettings({ theme: 'dark', textScale: 1 }, element);
    expect(element.dataset.theme).toBe('dark');
    applySettings({ theme: 'system', textScale: 1 }, element);
    expect('theme' in element.dataset).toBe(false);
  });

  it('scales the text of the reader', () => {
    const { element, properties } = root();
    applySettings({ theme: 'light', textScale: 1.25 }, element);
    expect(properties.get('--text-scale')).toBe('1.25');
  });
});
