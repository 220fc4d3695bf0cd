/** What postings cannot tell, as how words are written: told by reading the texts of the documents that come into question. */
import { articleWords, commentWords } from '../../../corpus/query/documents.ts';
import type { WordField } from '../../../corpus/query/fields.ts';
import type { Article, ArticleId, ArticleText, Comment } from '../../../corpus/records.ts';
import type { LibraryReader, LibraryScan } from '../../store/reader.ts';
import { hasBit, listOf, noBits, setBit } from './bits.ts';
import type { Bits, Snapshot } from './engine.ts';

/** Articles whose words are loaded at a time: enough to keep the database busy, few enough to hold. */
const WORDS_CHUNK = 64;

interface Needs {
  readonly reader: LibraryReader & LibraryScan;
  readonly snapshot: Snapshot;
  readonly goOn: () => Promise<void>;
}

/** Those of the candidates with a text in a field that passes. */
export async function verified(
  { reader, snapshot, goOn }: Needs,
  field: WordField | undefined,
  passes: (text: string) => boolean,
  candidates: Bits,
): Promise<Bits> {
  const found = noBits(snapshot.documents);
  const byArticle = new Map<number, number[]>();
  for (const document of listOf(candidates)) {
    const article = snapshot.articleOf(document);
    const there = byArticle.get(article);
    if (there) there.push(document);
    else byArticle.set(article, [document]);
  }
  const all = [...byArticle];
  for (let from = 0; from < all.length; from += WORDS_CHUNK) {
    await goOn();
    const chunk = all.slice(from, from + WORDS_CHUNK).map(([article, documents]) => ({ id: snapshot.idOf(article) as ArticleId, article, documents }));
    const own = chunk.flatMap(({ id, article }) => (hasBit(candidates, article) ? [id] : []));
    const commented = chunk.flatMap(({ id, article, documents }) => (documents.some((document) => document !== article) ? [id] : []));
    const [articles, texts, comments] = await Promise.all([
      reader.articles(own),
      // the rest of an article says these
      reader.textsOf(field === 'author' || field === 'headline' ? [] : own),
      reader.commentsOf(commented),
    ]);
    const byId = new Map(articles.map((article) => [article.id, article]));
    for (const { id, article, documents } of chunk) {
      const there = new Map((comments.get(id) ?? []).map((comment): [string, Comment] => [comment.id, comment]));
      for (const document of documents) {
        const said = document === article ? articleSays(byId.get(id), texts.get(id), field) : commentSays(there.get(snapshot.idOf(document)), field);
        if (said.some(passes)) setBit(found, document);
      }
    }
  }
  return found;
}

/** Nothing where it has gone meanwhile. */
function articleSays(article: Article | undefined, text: ArticleText | undefined, field: WordField | undefined): readonly string[] {
  if (article === undefined) return [];
  if (field === 'headline') return article.headline === undefined ? [] : [article.headline];
  if (field === 'author') return article.byline === undefined ? [] : [article.byline];
  return articleWords(article, text, []).texts(field);
}

function commentSays(comment: Comment | undefined, field: WordField | undefined): readonly string[] {
  return comment === undefined ? [] : commentWords(comment, []).texts(field);
}
