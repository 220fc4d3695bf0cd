import { linkPieces } from '../../../../corpus/query/link.ts';
import { useServices } from '../../state/context.tsx';
import styles from './LinkedText.module.css';
import { showSearch } from './show.ts';

/** Text in which links to searches open them. */
export function LinkedText({ text }: { readonly text: string }) {
  const { workspace } = useServices();
  return linkPieces(text).map(({ text: piece, search }, index) =>
    search === undefined ? (
      piece
    ) : (
      <button
        // biome-ignore lint/suspicious/noArrayIndexKey: a link is its place in the text
        key={index}
        type="button"
        className={styles.link}
        title={`Search for ${search.query === '' ? 'everything' : search.query}`}
        onClick={() => showSearch(workspace, search)}
      >
        {piece}
      </button>
    ),
  );
}
