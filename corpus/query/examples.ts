/** The query language by examples, for its help: each is a query that can be asked as it stands. */
export interface QueryExample {
  readonly query: string;
  /** What it finds. */
  readonly finds: string;
}

export interface ExampleGroup {
  readonly title: string;
  readonly examples: readonly QueryExample[];
}

export const QUERY_EXAMPLES: readonly ExampleGroup[] = [
  {
    title: 'Words',
    examples: [
      { query: 'chemical weapons', finds: 'both words, anywhere; a comment’s own words, not those it quotes' },
      { query: '"chemical weapons"', finds: 'the words one after the other' },
      { query: 'sanction*', finds: 'words that begin so' },
      { query: '=Polish', finds: 'the word with this case and these accents' },
      { query: 'strike NEAR/5 syria', finds: 'both words with at most five between them, whichever comes first' },
    ],
  },
  {
    title: 'Put together',
    examples: [
      { query: 'russia OR china', finds: 'one of them or both' },
      { query: 'syria -iraq', finds: 'the first without the second; NOT says the same' },
      { query: '(russia OR china) veto', finds: 'brackets hold together; AND is understood between conditions' },
    ],
  },
  {
    title: 'Where the words are',
    examples: [
      { query: 'headline:syria', finds: 'in the headline of an article' },
      { query: 'text:syria', finds: 'below the headline; of a comment all words, quoted ones too' },
      { query: 'own:war', finds: 'in a comment’s own words' },
      { query: 'quoted:war', finds: 'in what a comment quotes' },
      { query: 'author:smith', finds: 'in the author’s name or the byline' },
      { query: 'publisher:bbc', finds: 'in the name of the publisher' },
      { query: 'publisher:=="BBC News"', finds: 'of the publisher with just this name; author:, layout:, lang: and source: can be asked so, too' },
      { query: 'note:check', finds: 'in your notes' },
    ],
  },
  {
    title: 'What you put on it',
    examples: [
      { query: 'tag:stance/hawkish', finds: 'with the tag or one below it' },
      { query: 'is:untagged in:comments', finds: 'comments without any tag; is:tagged is the opposite' },
      { query: 'has:notes', finds: 'with a note; has:span with a tag on a stretch of text' },
    ],
  },
  {
    title: 'What it is',
    examples: [
      { query: 'is:reply has:quotes', finds: 'comments that answer and quote; has:replies are those that are answered' },
      { query: 'date:2013-09-01..2013-09-07', finds: 'published or posted in that week; a year, a month or one day will do' },
      { query: 'comments:>100 in:articles', finds: 'articles with more than a hundred comments captured' },
      { query: 'rating:<0', finds: 'comments that were voted down' },
      { query: 'words:>200', finds: 'longer than two hundred words' },
      { query: 'lang:en', finds: 'in that language, wherever it is spoken' },
      { query: 'lang:==en', finds: 'in just that language, not en-GB' },
      { query: '-has:date', finds: 'without a date; has:author, has:publisher, has:language and has:layout ask what else is known' },
      { query: 'has:comments -has:rating', finds: 'articles with comments captured; of comments, has:rating finds those that were voted on' },
      { query: 'has:gaps', finds: 'articles of which comments were not captured' },
      { query: 'is:changed', finds: 'articles whose captures disagree' },
      { query: 'is:unparsed OR is:guessed', finds: 'articles with text that nothing claimed, or with parts whose kind is guessed' },
    ],
  },
  {
    title: 'Where it comes from',
    examples: [
      { query: 'source:.html', finds: 'from files with this in their name' },
      { query: 'layout:generic', finds: 'read by the layout with this in its name' },
    ],
  },
];
