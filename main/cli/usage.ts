export const USAGE = `Cuttings without a window. Results go to standard output, everything else to standard error.

  import PATH…              imports files and folders; one line a source, then totals
    --map FILE                what the columns of tables (CSV, JSON) mean, as JSON:
                              {"kind": "comments", "fields": {"text": "…", "author": "…"}}
  export FILE               writes the library, or what a filter chooses of it
    --filter QUERY            a query of the search box; without it, everything
    --format json             the format; json is tagged JSON
    --force                   replaces FILE where it exists
  stats                     counts the library
  search QUERY              lists the articles and comments a query finds
    --limit N                 at most N of them (20)
    --order ORDER             relevance, published (the usual one), posted, imported, comments,
                              rating, length, tagged, title or coverage
  tag QUERY --add TAG       tags everything a query finds; a path such as stance/hawkish nests
  tag QUERY --remove TAG    takes the tag away
  verify FILE               whether FILE is, byte for byte, what this library gives for its manifest's filter
  reindex                   builds the search index anew from the library

A QUERY may be a link to a search (cuttings:search?q=…) as well.

With every command:
  --library DIR             the library's folder; without it, the desktop app's own
  --json                    one JSON object a line on standard output and nothing else there
  --                        what follows is no option
  --help, --version

Exit codes: 0 done; 1 something failed or differs; 2 the command line, a file it names or a query cannot be used.
`;
