/** The command line: tells a desktop start from a command, and reads commands strictly. Pure; nothing here looks at the disk. */
import { CuttingsError } from '../../corpus/errors.ts';
import { isFormatId } from '../../corpus/exchange/index.ts';
import { LIST_ORDERS, type ListOrder, orderNamed } from '../../corpus/query/orders.ts';

interface Common {
  /** The folder as given; relative to where the command was called. */
  readonly library?: string;
  readonly json: boolean;
}

export type Command = Common &
  (
    | { readonly name: 'import'; readonly paths: readonly string[]; readonly map?: string }
    | { readonly name: 'export'; readonly file: string; readonly filter: string; readonly format: string; readonly force: boolean }
    | { readonly name: 'stats' }
    | { readonly name: 'search'; readonly query: string; readonly limit: number; readonly order?: ListOrder }
    | { readonly name: 'tag'; readonly query: string; readonly change: { readonly add: string } | { readonly remove: string } }
    | { readonly name: 'verify'; readonly file: string }
    | { readonly name: 'reindex' }
  );

type CommandName = Command['name'];

export type CommandLine =
  /** A start with a window, perhaps with files to import. */
  | { readonly kind: 'desktop' }
  | { readonly kind: 'command'; readonly command: Command }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  /** One line for standard error; exit 2. */
  | { readonly kind: 'wrong'; readonly message: string };

type OptionName = 'library' | 'json' | 'filter' | 'format' | 'force' | 'limit' | 'order' | 'add' | 'remove' | 'map';

/** What an option takes: nothing (a flag), or a value, which is named so in messages. */
const OPTIONS: Readonly<Record<OptionName, 'flag' | string>> = {
  library: 'DIR',
  json: 'flag',
  filter: 'QUERY',
  format: 'FORMAT',
  force: 'flag',
  limit: 'N',
  order: 'ORDER',
  add: 'TAG',
  remove: 'TAG',
  map: 'FILE',
};

const COMMANDS: Readonly<Record<CommandName, { readonly operand: string; readonly options: readonly OptionName[] }>> = {
  import: { operand: 'PATH', options: ['library', 'json', 'map'] },
  export: { operand: 'FILE', options: ['library', 'json', 'filter', 'format', 'force'] },
  stats: { operand: '', options: ['library', 'json'] },
  search: { operand: 'QUERY', options: ['library', 'json', 'limit', 'order'] },
  tag: { operand: 'QUERY', options: ['library', 'json', 'add', 'remove'] },
  verify: { operand: 'FILE', options: ['library', 'json'] },
  reindex: { operand: '', options: ['library', 'json'] },
};

const DEFAULT_LIMIT = 20;

/**
 * Reads the app's own arguments (see `ownArguments`). Switches before the command's name are Chromium's and are passed over, as are
 * `--library` and `--json`, which are ours. `commandsOnly` says that a command is meant, whatever it is called: then what is no command is
 * wrong, instead of a file to open.
 */
export function parseCommandLine(args: readonly string[], commandsOnly = false): CommandLine {
  const at = commandAt(args);
  const word = at === -1 ? undefined : args[at];
  if (word === undefined || !isCommandName(word)) {
    if (args.includes('--help')) return { kind: 'help' };
    if (args.includes('--version')) return { kind: 'version' };
    if (!commandsOnly) return { kind: 'desktop' };
    const names = Object.keys(COMMANDS).join(', ');
    return { kind: 'wrong', message: word === undefined ? `a command is missing: ${names}` : `there is no command “${word}”; there is: ${names}` };
  }
  try {
    const before = args.slice(0, at).filter((arg, i, all) => isOurs(arg) || all[i - 1] === '--library');
    const read = readOptions([...before, ...args.slice(at + 1)], word);
    if (read.help) return { kind: 'help' };
    return { kind: 'command', command: commandOf(word, read) };
  } catch (error) {
    if (error instanceof CuttingsError && error.kind === 'arguments') return { kind: 'wrong', message: `${word}: ${error.message}` };
    throw error;
  }
}

/** Index of the first argument that is neither a switch nor the folder after `--library`; -1 where there is none. */
function commandAt(args: readonly string[]): number {
  return args.findIndex((arg, i) => !arg.startsWith('-') && args[i - 1] !== '--library');
}

function isCommandName(word: string): word is CommandName {
  return Object.hasOwn(COMMANDS, word);
}

function isOurs(arg: string): boolean {
  return arg === '--library' || arg.startsWith('--library=') || arg === '--json' || arg === '--help';
}

function isOption(name: string): name is OptionName {
  return Object.hasOwn(OPTIONS, name);
}

interface Read {
  readonly operands: readonly string[];
  readonly values: ReadonlyMap<OptionName, string>;
  readonly help: boolean;
}

function readOptions(args: readonly string[], command: CommandName): Read {
  const operands: string[] = [];
  const values = new Map<OptionName, string>();
  let help = false;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (arg === '--') {
      operands.push(...args.slice(i + 1));
      break;
    }
    // one dash alone begins no option: `-tag:spam` is a query
    if (!arg.startsWith('--')) {
      operands.push(arg);
      continue;
    }
    const equals = arg.indexOf('=');
    const name = equals === -1 ? arg.slice(2) : arg.slice(2, equals);
    if (name === 'help') {
      help = true;
      continue;
    }
    if (!isOption(name) || !COMMANDS[command].options.includes(name)) throw wrong(`unknown option --${name}`);
    if (values.has(name)) throw wrong(`--${name} is given twice`);
    const takes = OPTIONS[name];
    if (takes === 'flag') {
      if (equals !== -1) throw wrong(`--${name} takes no value`);
      values.set(name, '');
      continue;
    }
    if (equals === -1) i += 1;
    const value = equals === -1 ? args[i] : arg.slice(equals + 1);
    if (value === undefined || (value === '' && name !== 'filter')) throw wrong(`--${name} needs a value: --${name} ${takes}`);
    values.set(name, value);
  }
  return { operands, values, help };
}

function commandOf(name: CommandName, { operands, values }: Read): Command {
  const library = values.get('library');
  const common: Common = { json: values.has('json'), ...(library !== undefined && { library }) };
  switch (name) {
    case 'import': {
      if (operands.length === 0) throw wrong('a PATH is missing');
      if (operands.includes('')) throw wrong('a PATH is empty');
      const map = values.get('map');
      return { ...common, name, paths: operands, ...(map !== undefined && { map }) };
    }
    case 'export': {
      const format = values.get('format') ?? 'json';
      if (!isFormatId(format)) throw wrong(`there is no format “${format}”; there is: json`);
      return { ...common, name, file: one(operands, name), filter: values.get('filter') ?? '', format, force: values.has('force') };
    }
    case 'stats':
    case 'reindex':
      if (operands.length > 0) throw wrong(`“${operands[0]}” is too much; it takes options only`);
      return { ...common, name };
    case 'search': {
      const order = orderOf(values.get('order'));
      return { ...common, name, query: one(operands, name), limit: limitOf(values.get('limit')), ...(order && { order }) };
    }
    case 'tag':
      return { ...common, name, query: one(operands, name), change: changeOf(values.get('add'), values.get('remove')) };
    case 'verify':
      return { ...common, name, file: one(operands, name) };
  }
}

function one(operands: readonly string[], command: CommandName): string {
  const { operand } = COMMANDS[command];
  const [first, second] = operands;
  if (first === undefined || (first.trim() === '' && operand === 'FILE')) throw wrong(`a ${operand} is missing`);
  if (second !== undefined)
    throw wrong(`“${second}” is too much; it takes one ${operand}${operand === 'QUERY' ? ', in quotation marks where it has spaces' : ''}`);
  return first;
}

function limitOf(text: string | undefined): number {
  if (text === undefined) return DEFAULT_LIMIT;
  const limit = Number(text);
  if (!/^\d+$/.test(text) || limit < 1 || !Number.isSafeInteger(limit)) throw wrong(`--limit needs a whole number from 1, not “${text}”`);
  return limit;
}

function orderOf(text: string | undefined): ListOrder | undefined {
  if (text === undefined) return undefined;
  const order = orderNamed(text);
  if (order === undefined) throw wrong(`there is no order “${text}”; there are: ${LIST_ORDERS.join(', ')}`);
  return order;
}

function changeOf(add: string | undefined, remove: string | undefined): { readonly add: string } | { readonly remove: string } {
  if (add !== undefined && remove !== undefined) throw wrong('either --add TAG or --remove TAG, not both');
  if (add !== undefined) return { add };
  if (remove !== undefined) return { remove };
  throw wrong('--add TAG or --remove TAG is missing');
}

function wrong(message: string): CuttingsError {
  return new CuttingsError('arguments', message);
}
