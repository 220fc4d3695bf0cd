import { PARSER_VERSION } from '../../../../corpus/parser-version.ts';
import { plural } from '../../ui/format.ts';
import { Radio } from '../../ui/Radio.tsx';
import text from '../../ui/text.module.css';
import type { LedgerTotals } from '../ledger/ledger.ts';
import styles from './AnewDialog.module.css';

interface ChooseSourcesProps {
  /** Undefined until they are counted. */
  readonly totals: LedgerTotals | undefined;
  readonly wanted: 'old' | 'all';
  readonly onChange: (wanted: 'old' | 'all') => void;
}

/** Which sources are read anew, and what that means. */
export function ChooseSources({ totals, wanted, onChange }: ChooseSourcesProps) {
  return (
    <>
      <p>
        Every source is read again from its kept bytes, by parser {PARSER_VERSION} and with your corrections. You then see what would change, and nothing is
        written before you accept it. <b>Changes to several sources cannot be undone, nor can anything you did before them.</b>
      </p>
      <fieldset className={styles.choice}>
        <legend className={text.cap}>Which</legend>
        <Radio
          name="anew"
          checked={wanted === 'old'}
          disabled={totals?.older === 0}
          detail={totals && plural(totals.older, 'source')}
          onChange={() => onChange('old')}
        >
          Sources read by an older parser
        </Radio>
        <Radio
          name="anew"
          checked={wanted === 'all'}
          detail={
            totals &&
            `${plural(totals.sources - totals.withoutBytes, 'source')}${totals.withoutBytes > 0 ? `; ${plural(totals.withoutBytes, 'other')} came by an export, without bytes` : ''}`
          }
          onChange={() => onChange('all')}
        >
          All sources
        </Radio>
      </fieldset>
    </>
  );
}
