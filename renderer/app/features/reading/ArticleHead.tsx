import { useMemo } from 'react';
import { sumCoverage } from '../../../../corpus/coverage.ts';
import { pageSetOf } from '../../../../corpus/page-sets.ts';
import type { Article, ArticleText, Note, Source, Tag, Tagging, TagId } from '../../../../corpus/records.ts';
import { useServices } from '../../state/context.tsx';
import { Count } from '../../ui/Count.tsx';
import { CoverageBar } from '../../ui/CoverageBar.tsx';
import { cx } from '../../ui/cx.ts';
import { formatBytes, plural } from '../../ui/format.ts';
import { OxfordRule } from '../../ui/OxfordRule.tsx';
import { TargetTags } from '../tagging/TargetTags.tsx';
import styles from './ArticleHead.module.css';
import { Notes } from './Notes.tsx';
import { PageStrip } from './PageStrip.tsx';
import { pageSetWords } from './page-words.ts';
import { RecordText, recordAttributes, useWords } from './RecordText.tsx';

interface ArticleHeadProps {
  readonly article: Article;
  readonly text: ArticleText;
  /** Of its captures, in their order. */
  readonly sources: readonly Source[];
  readonly taggings: readonly Tagging[];
  readonly tags: ReadonlyMap<TagId, Tag>;
  readonly notes: readonly Note[];
  readonly query: string;
}

/** What the page says the article is, what of it is here, and the analyst's tags on it. */
export function ArticleHead({ article, text, sources, taggings, tags, notes, query }: ArticleHeadProps) {
  const { workspace } = useServices();
  const index = text.blocks.findIndex(({ kind }) => kind === 'headline');
  const headline = text.blocks[index];
  const pages = pageSetOf(article.captures);
  const coverage = useMemo(() => sumCoverage(sources.map((source) => source.coverage)), [sources]);
  const [first] = sources;
  const unparsed = sources.flatMap(({ id, ledger }) => ledger.flatMap((run) => (run.class === 'unparsed' ? [{ source: id, bytes: run.bytes }] : [])))[0];
  return (
    <header className={styles.head}>
      <OxfordRule />
      <div className={styles.kick}>
        {article.publisher !== undefined && <b>{article.publisher}</b>}
        {article.published && <span>{article.published.text}</span>}
        {!article.published && !article.updated && <span className={styles.muted}>no date</span>}
        {article.updated && <span className={styles.muted}>{updatedWords(article.updated.text)}</span>}
      </div>
      {headline ? (
        <Headline article={article} block={headline} index={index} taggings={taggings} tags={tags} query={query} />
      ) : (
        <h1 className={cx(styles.title, styles.made)}>
          {article.title} <span className={styles.madeMark}>title made</span>
        </h1>
      )}
      <div className={styles.facts}>
        {pages && (
          <span className={styles.fact}>
            <PageStrip set={pages} /> {pageSetWords(pages)}
          </span>
        )}
        {article.captures.length > 1 && (
          <Count
            n={article.captures.length}
            text={plural(article.captures.length, 'capture')}
            label={`Show the ${plural(article.captures.length, 'capture')} of this article`}
            onOpen={() => workspace.set({ dialog: { kind: 'captures', article: article.id } })}
          />
        )}
        {first && (
          <span className={styles.fact}>
            Coverage
            <button
              type="button"
              className={styles.coverage}
              title="Show the source"
              aria-label="Show the source"
              onClick={() => workspace.set({ evidence: { source: first.id, bytes: [0, 0], label: 'whole source' } })}
            >
              <CoverageBar coverage={coverage} />
            </button>
            {unparsed ? (
              <Count
                n={coverage.unparsed}
                text={`${formatBytes(coverage.unparsed)} unparsed`}
                label="Show the unparsed text in the source"
                onOpen={() => workspace.set({ evidence: { ...unparsed, label: 'unparsed' } })}
              />
            ) : (
              'nothing unparsed'
            )}
          </span>
        )}
      </div>
      <div className={styles.tags}>
        <TargetTags target={article.id} taggings={taggings} tags={tags} />
      </div>
      <Notes notes={notes} target={article.id} />
    </header>
  );
}

interface HeadlineProps extends Pick<ArticleHeadProps, 'article' | 'taggings' | 'tags' | 'query'> {
  readonly block: ArticleText['blocks'][number];
  readonly index: number;
}

function Headline({ article, block, index, taggings, tags, query }: HeadlineProps) {
  const spans = useMemo(() => taggings.filter(({ span }) => span?.block === index), [taggings, index]);
  const words = useWords(block.text, block.repaired, spans, query);
  return (
    <h1 className={styles.title} {...recordAttributes(article.id, block.text, index)}>
      <RecordText words={words} tags={tags} />
    </h1>
  );
}

/** The page's own words where they say what the time is. */
function updatedWords(words: string): string {
  return /updat/i.test(words) ? words : `last updated ${words}`;
}
