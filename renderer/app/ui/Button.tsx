import type { ButtonHTMLAttributes, Ref } from 'react';
import styles from './Button.module.css';
import { cx } from './cx.ts';
import { Icon } from './Icon.tsx';
import type { IconName } from './icons.ts';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly tone?: 'plain' | 'primary' | 'ghost' | 'danger';
  readonly small?: boolean;
  readonly icon?: IconName;
  /** In narrow windows only the icon stays; `label` is then its name. */
  readonly folds?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button with words, and perhaps an icon before them. */
export function Button({ tone = 'plain', small, icon, folds, className, children, type = 'button', ...rest }: ButtonProps) {
  return (
    <button type={type} className={cx(styles.button, styles[tone], small && styles.small, className)} {...rest}>
      {icon && <Icon name={icon} />}
      {folds ? <span className={styles.label}>{children}</span> : children}
    </button>
  );
}

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'aria-label'> {
  readonly icon: IconName;
  /** Its name for screen readers, and its tooltip. */
  readonly label: string;
  /** Pressed, for a button that turns something on and off. */
  readonly on?: boolean;
  /** 24 px instead of 28. */
  readonly small?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button that is only an icon. */
export function IconButton({ icon, label, on, small, className, type = 'button', ...rest }: IconButtonProps) {
  return (
    <button
      type={type}
      aria-label={label}
      title={label}
      aria-pressed={on}
      className={cx(styles.icon, on && styles.on, small && styles.iconSmall, className)}
      {...rest}
    >
      <Icon name={icon} />
    </button>
  );
}
