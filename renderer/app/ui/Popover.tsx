import { type ReactNode, type RefObject, useLayoutEffect, useRef } from 'react';
import { cx } from './cx.ts';
import styles from './Popover.module.css';

interface PopoverProps {
  /** What it belongs to; it opens below it, above it where there is no room. */
  readonly anchor: RefObject<HTMLElement | null>;
  readonly children: ReactNode;
  /** Called when Escape or a click elsewhere closes it. Without it, it closes only with its owner. */
  readonly onClose?: () => void;
  /** Names it for screen readers. */
  readonly label?: string;
  readonly role?: 'dialog' | 'tooltip' | 'status' | 'group';
  readonly id?: string;
  readonly className?: string | undefined;
  /** Whether its left edge or its right one lies on the anchor's. */
  readonly align?: 'start' | 'end';
}

/** Something small over the page, in the browser's top layer, so that no pane cuts it. */
export function Popover({ anchor, children, onClose, label, role = 'group', id, className, align = 'start' }: PopoverProps) {
  const ref = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  const light = onClose !== undefined;
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    element.showPopover();
    place(element, anchor.current, align);
    const toggled = (event: ToggleEvent): void => {
      if (event.newState === 'closed') close.current?.();
    };
    element.addEventListener('toggle', toggled);
    return () => element.removeEventListener('toggle', toggled);
  }, [anchor, align]);
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: every role a popover can have takes a name
    <div ref={ref} popover={light ? 'auto' : 'manual'} id={id} role={role} aria-label={label} className={cx(styles.popover, className)}>
      {children}
    </div>
  );
}

function place(element: HTMLElement, anchor: HTMLElement | null, align: 'start' | 'end'): void {
  if (anchor === null) return;
  const at = anchor.getBoundingClientRect();
  const own = element.getBoundingClientRect();
  const below = at.bottom + 4 + own.height <= window.innerHeight || at.top < own.height + 4;
  const left = align === 'start' ? at.left : at.right - own.width;
  element.style.left = `${Math.max(6, Math.min(left, window.innerWidth - own.width - 6))}px`;
  element.style.top = `${below ? at.bottom + 4 : at.top - own.height - 4}px`;
}
