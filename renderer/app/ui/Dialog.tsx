import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { IconButton } from './Button.tsx';
import { cx } from './cx.ts';
import styles from './Dialog.module.css';
import { OxfordRule } from './OxfordRule.tsx';

interface DialogProps {
  readonly title: string;
  /** Called once, by Escape, the close button or a click outside. */
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** The row of buttons below. */
  readonly footer?: ReactNode;
  readonly width?: 'small' | 'medium' | 'large';
  /** Without head: the title only names it, as for the palette. */
  readonly bare?: boolean;
}

/** A modal dialog. Focus goes into it and back to where it was. */
export function Dialog({ title, onClose, children, footer, width = 'medium', bare }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (dialog === null) return;
    const before = document.activeElement;
    if (!dialog.open) dialog.showModal();
    // the platform would begin at the close button; what the dialog is for comes first
    dialog.querySelector<HTMLElement>('[data-body] :is([autofocus], input:checked, input, select, textarea)')?.focus();
    return () => {
      dialog.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the keyboard's way; the platform turns it into `cancel`
    <dialog
      ref={ref}
      className={cx(styles.dialog, styles[width], bare && styles.bare)}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === ref.current) onClose();
      }}
    >
      <div className={styles.frame}>
        {bare ? (
          <h1 id={titleId} className={styles.hidden}>
            {title}
          </h1>
        ) : (
          <header className={styles.head}>
            <OxfordRule />
            <div className={styles.title}>
              <h1 id={titleId}>{title}</h1>
              <IconButton icon="x" label="Close" onClick={onClose} />
            </div>
          </header>
        )}
        <div data-body="" className={cx(!bare && styles.body)}>
          {children}
        </div>
        {footer && <footer className={styles.foot}>{footer}</footer>}
      </div>
    </dialog>
  );
}
