/** From a source's bytes to what was read from them. */
import type { Article, ArticleId, Block, Comment, CommentId, Evidence, SourceId } from '../../../../corpus/records.ts';
import type { Services } from '../../state/services.ts';
import { say } from '../tagging/actions.ts';

interface Found {
  readonly open: ArticleId;
  readonly openComment?: CommentId;
}

/** The part of the library's reader that is needed. */
interface Records {
  articlesIn(
    source: SourceId,
  ): Promise<readonly { readonly article: Pick<Article, 'id'>; readonly readings: readonly { readonly blocks: readonly Pick<Block, 'evidence'>[] }[] }[]>;
  comments(article: ArticleId): Promise<readonly Pick<Comment, 'id' | 'evidence' | 'sightings'>[]>;
}

const touches = (evidence: Evidence, { source, bytes }: Evidence): boolean =>
  evidence.source === source && evidence.bytes[0] < bytes[1] && bytes[0] < evidence.bytes[1];

/** The comment, or else the article, that was read from a range of a source; the first where there are several. */
export async function recordAt(reader: Records, at: Evidence): Promise<Found | undefined> {
  const articles = await reader.articlesIn(at.source);
  for (const { article } of articles) {
    // by the article's own comments: one that several captures show has the id of the first of them
    const comments = await reader.comments(article.id);
    const comment = comments.find(({ evidence, sightings }) =>
      [evidence, ...(sightings ?? []).map((sighting) => sighting.evidence)].some((each) => touches(each, at)),
    );
    if (comment !== undefined) return { open: article.id, openComment: comment.id };
  }
  const holder = articles.find(({ readings }) => readings.some(({ blocks }) => blocks.some(({ evidence }) => touches(evidence, at))));
  return holder && { open: holder.article.id };
}

/** Opens what was read from the selected text in the reader. */
export async function openSelected({ reader, workspace }: Pick<Services, 'reader' | 'workspace'>): Promise<void> {
  const { ledgerSelection } = workspace.get();
  if (ledgerSelection === undefined) return;
  const found = await recordAt(reader, ledgerSelection);
  if (found === undefined) say({ workspace }, 'No article or comment was read from the selected text.');
  else workspace.set({ view: 'articles', selected: new Set(), focused: found.open, openComment: undefined, ...found });
}
