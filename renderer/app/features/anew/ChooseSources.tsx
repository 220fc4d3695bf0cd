import { PARSER_VERSION } from '../../../../corpus/parser-version.ts';
import { useServices } from '../../state/context.tsx';
import { plural } from '../../ui/format.ts';
import { Radio } from '../../ui/Radio.tsx';
import { readLedgerTotals } from '../ledger/ledger.ts';
import styles from './AnewDialog.module.css';
import { useOnce } from './use-once.ts';

interface ChooseSourcesProps {
  readonly wanted: 'old' | 'all';
  readonly onChange: (wanted: 'old' | 'all') => void;
}

/** Which sources are read anew, and what that means. */
export function ChooseSources({ wanted, onChange }: ChooseSourcesProps) {
  const { reader } = useServices();
  const totals = useOnce(() => readLedgerTotals(reader));
  return (
    <>
      <p>
        Every source is read again from its kept bytes, by parser {PARSER_VERSION} and with your corrections. You then see what would change, and nothing is
        written before you accept it. <b>What changes several sources cannot be undone, and no more can what you did before it.</b>
      </p>
      <fieldset className={styles.choice}>
        <legend>Which</legend>
        <Radio name="anew" checked={wanted === 'old'} detail={totals && plural(totals.older, 'source')} onChange={() => onChange('old')}>
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
