import { Component, type ReactNode } from 'react';
import { type Failure, toFailure } from '../../../corpus/errors.ts';
import { Button } from './Button.tsx';
import { cx } from './cx.ts';
import styles from './ErrorBlock.module.css';

interface ErrorBlockProps {
  readonly title: string;
  readonly children?: ReactNode;
  /** `look`: nothing failed, but the analyst should look. */
  readonly tone?: 'bad' | 'look';
  readonly actions?: ReactNode;
}

/** What went wrong, what is safe, what to do. */
export function ErrorBlock({ title, children, tone = 'bad', actions }: ErrorBlockProps) {
  return (
    <div className={cx(styles.block, tone === 'look' && styles.look)} role={tone === 'bad' ? 'alert' : 'note'}>
      <b>{title}</b>
      {children && <div className={styles.words}>{children}</div>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}

interface PaneProps {
  /** “The reader”, for the message. */
  readonly name: string;
  readonly children: ReactNode;
}

interface PaneState {
  readonly failure: Failure | undefined;
}

/** Keeps a failure inside its pane, says what it was, and tries again on request. */
export class PaneBoundary extends Component<PaneProps, PaneState> {
  override state: PaneState = { failure: undefined };

  static getDerivedStateFromError(error: unknown): PaneState {
    return { failure: toFailure(error) };
  }

  override render(): ReactNode {
    const { failure } = this.state;
    if (failure === undefined) return this.props.children;
    return (
      <div className={styles.pane}>
        <ErrorBlock
          title={`${this.props.name} could not be shown.`}
          actions={
            <Button small onClick={() => this.setState({ failure: undefined })}>
              Try again
            </Button>
          }
        >
          {failure.message} Nothing in the library has changed.
        </ErrorBlock>
      </div>
    );
  }
}
