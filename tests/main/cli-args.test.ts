import { describe, expect, it } from 'vitest';
import { type CommandLine, parseCommandLine } from '../../main/cli/args.ts';

const command = (...args: string[]) => {
  const line = parseCommandLine(args, true);
  if (line.kind !== 'command') throw new Error(`no command: ${JSON.stringify(line)}`);
  return line.command;
};
const wrong = (...args: string[]): string => {
  const line = parseCommandLine(args, true);
  return line.kind === 'wrong' ? line.message : `not wrong: ${JSON.stringify(line)}`;
};

describe('the command line', () => {
  it('is a desktop start without a command, whatever files or switches are given', () => {
    const starts: readonly string[][] = [[], ['--no-sandbox'], ['page.txt'], ['--library', 'stats'], ['--library=stats', '/a/folder']];
    for (const args of starts) expect(parseCommandLine(args)).toEqual({ kind: 'desktop' });
  });

  it('finds the command behind Chromium’s switches and the library', () => {
    expect(parseCommandLine(['--no-sandbox', '--ozone-platform=headless', '--library', 'import', 'stats'])).toEqual({
      kind: 'command',
      command: { name: 'stats', json: false, library: 'import' },
    });
    expect(command('--library=lib', '--json', 'stats')).toEqual({ name: 'stats', json: true, library: 'lib' });
  });

  it('reads every command', () => {
    expect(command('import', 'a', 'b/c', '--json')).toEqual({ name: 'import', paths: ['a', 'b/c'], json: true });
    expect(command('export', 'o.json')).toEqual({ name: 'export', file: 'o.json', filter: '', format: 'json', force: false, json: false });
    expect(command('export', '--filter', '-tag:x in:comments', 'o.json', '--force', '--format=json')).toEqual({
      name: 'export',
      file: 'o.json',
      filter: '-tag:x in:comments',
      format: 'json',
      force: true,
      json: false,
    });
    expect(command('stats', '--library', '/l')).toEqual({ name: 'stats', library: '/l', json: false });
    expect(command('search', 'bank tax', '--limit', '3')).toEqual({ name: 'search', query: 'bank tax', limit: 3, json: false });
    expect(command('tag', 'bank', '--add', 'stance/hawkish')).toEqual({ name: 'tag', query: 'bank', change: { add: 'stance/hawkish' }, json: false });
    expect(command('tag', 'bank', '--remove=x')).toEqual({ name: 'tag', query: 'bank', change: { remove: 'x' }, json: false });
    expect(command('reindex', '--json')).toEqual({ name: 'reindex', json: true });
    expect(command('verify', 'o.json')).toEqual({ name: 'verify', file: 'o.json', json: false });
  });

  it('takes a query that begins with a minus, and everything after --', () => {
    expect(command('search', '-tag:spam')).toMatchObject({ query: '-tag:spam' });
    expect(command('import', '--', '--odd-name.txt')).toMatchObject({ paths: ['--odd-name.txt'] });
  });

  it('finds everything with an empty query', () => {
    expect(command('tag', '', '--add', 'seen')).toMatchObject({ query: '' });
    expect(command('export', 'o.json', '--filter=')).toMatchObject({ filter: '' });
  });

  it('says in one line what is wrong', () => {
    expect(wrong()).toContain('a command is missing: import, export, stats, search, tag, verify, reindex');
    expect(wrong('exprot', 'x')).toContain('no command “exprot”');
    expect(wrong('import')).toBe('import: a PATH is missing');
    expect(wrong('import', '')).toBe('import: a PATH is empty');
    expect(wrong('export')).toBe('export: a FILE is missing');
    expect(wrong('export', 'a', 'b')).toBe('export: “b” is too much; it takes one FILE');
    expect(wrong('export', 'a', '--format', 'xml')).toContain('no format “xml”');
    expect(wrong('stats', 'x')).toContain('“x” is too much');
    expect(wrong('stats', '--limit', '3')).toBe('stats: unknown option --limit');
    expect(wrong('search', 'bank', 'tax')).toContain('in quotation marks');
    expect(wrong('search', 'x', '--limit', '0')).toContain('whole number');
    expect(wrong('search', 'x', '--limit', '1e3')).toContain('whole number');
    expect(wrong('search', 'x', '--limit')).toBe('search: --limit needs a value: --limit N');
    expect(wrong('search', 'x', '--json=yes')).toBe('search: --json takes no value');
    expect(wrong('search', 'x', '--json', '--json')).toBe('search: --json is given twice');
    expect(wrong('tag', 'x')).toBe('tag: --add TAG or --remove TAG is missing');
    expect(wrong('tag', 'x', '--add', 'a', '--remove', 'b')).toContain('not both');
    expect(wrong('tag', 'x', '--add', '')).toBe('tag: --add needs a value: --add TAG');
    expect(wrong('verify', 'x', '--bogus')).toBe('verify: unknown option --bogus');
    expect(wrong('verify', 'x', '--library')).toBe('verify: --library needs a value: --library DIR');
  });

  it('gives help and the version without a library', () => {
    const cases: readonly (readonly [string[], CommandLine['kind']])[] = [
      [['--help'], 'help'],
      [['import', '--help'], 'help'],
      [['--help', 'import'], 'help'],
      [['--version'], 'version'],
    ];
    for (const [args, kind] of cases) expect(parseCommandLine(args, true).kind).toBe(kind);
  });
});
