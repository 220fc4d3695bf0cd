import { createElement } from 'react';
import { cx } from './cx.ts';
import styles from './Icon.module.css';
import { ICONS, type IconName } from './icons.ts';

interface IconProps {
  readonly name: IconName;
  /** 13 px instead of 16. */
  readonly small?: boolean;
  readonly className?: string | undefined;
}

/** One icon; always beside words or inside a named control, so hidden from screen readers. */
export function Icon({ name, small, className }: IconProps) {
  return (
    <svg className={cx(styles.icon, small && styles.small, className)} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {ICONS[name].map(([tag, attributes]) => createElement(tag, { key: JSON.stringify(attributes), ...attributes }))}
    </svg>
  );
}
