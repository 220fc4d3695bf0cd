/**
 * Commands for a library that is in use: the process that has it listens on a local socket, and a command that finds the library taken
 * sends itself there. Lines of JSON both ways: the command goes over once, its output and at last its exit code come back.
 */
import { createHash } from 'node:crypto';
import { lstatSync, realpathSync } from 'node:fs';
import fs from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { CuttingsError, toFailure } from '../../corpus/errors.ts';
import type { ExitCode } from './headless.ts';
import type { Output } from './output.ts';

export interface ForwardedCommand {
  readonly args: readonly string[];
  /** Where the command was called. */
  readonly cwd: string;
}

/** Runs one command; `signal` is aborted when its caller has gone or the server closes. */
export type CommandRunner = (command: ForwardedCommand, output: Output, signal: AbortSignal) => Promise<ExitCode>;

const request = z.object({ cuttings: z.literal(1), args: z.array(z.string()), cwd: z.string() });
const reply = z.union([
  z.object({ result: z.string() }),
  z.object({ note: z.string() }),
  z.object({ exit: z.union([z.literal(0), z.literal(1), z.literal(2)]) }),
]);
type Reply = z.infer<typeof reply>;

/** A command line is no book. */
const LONGEST_REQUEST = 1024 * 1024;
/** Bytes of a Unix socket's path, the smallest limit (macOS) with its closing zero. */
const LONGEST_SOCKET_PATH = 103;

/** Where a library's commands are taken: a socket in its folder, in the temporary folder where that path would be too long, a named pipe on Windows. */
export function socketOf(library: string, platform: NodeJS.Platform = process.platform, temporary = os.tmpdir()): string {
  const folder = realOf(library);
  const name = createHash('sha256')
    .update(platform === 'win32' ? folder.toLowerCase() : folder)
    .digest('hex')
    .slice(0, 24);
  if (platform === 'win32') return `\\\\.\\pipe\\cuttings-${name}`;
  const inside = path.join(folder, 'commands.sock');
  return Buffer.byteLength(inside) <= LONGEST_SOCKET_PATH ? inside : path.join(temporary, `cuttings-${name}.sock`);
}

/** A library that is not there yet has no links to resolve. */
function realOf(folder: string): string {
  try {
    return realpathSync.native(folder);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return path.resolve(folder);
    throw error;
  }
}

export interface CommandServer {
  /** Takes no more commands and ends those under way. */
  close(): Promise<void>;
}

/** Takes commands for a library. Throws `CuttingsError` kind `served` where another process does so already. */
export async function serveCommands(socket: string, run: CommandRunner): Promise<CommandServer> {
  const connections = new Set<net.Socket>();
  const server = net.createServer((connection) => {
    connections.add(connection);
    connection.on('close', () => connections.delete(connection));
    take(connection, run);
  });
  await listen(server, socket).catch(async (error: unknown) => {
    if (!hasCode(error, 'EADDRINUSE')) throw error;
    if (await answers(socket)) throw new CuttingsError('served', 'Another process takes the commands of this library already.');
    // left behind by a crash
    await fs.rm(socket, { force: true });
    await listen(server, socket);
  });
  return {
    close: async () => {
      const closed = new Promise<void>((done) => server.close(() => done()));
      for (const connection of connections) connection.destroy();
      await closed;
    },
  };
}

/**
 * Lets the process that has the library run a command; relays what it says. `undefined`: nobody takes commands there.
 * Throws `CuttingsError` kind `store-gone` when that process ends before the command does, `cancelled` once `signal` is aborted.
 */
export async function forwardCommand(socket: string, command: ForwardedCommand, output: Output, signal: AbortSignal): Promise<ExitCode | undefined> {
  const connection = await connect(socket);
  if (connection === undefined) return undefined;
  const hangUp = (): void => void connection.destroy();
  signal.addEventListener('abort', hangUp, { once: true });
  if (signal.aborted) hangUp();
  try {
    connection.write(`${JSON.stringify({ cuttings: 1, ...command })}\n`);
    for await (const line of linesOf(connection)) {
      const said = reply.parse(JSON.parse(line));
      if ('result' in said) output.result(said.result);
      else if ('note' in said) output.note(said.note);
      else return said.exit;
    }
  } catch (error) {
    if (!signal.aborted && !isGone(error)) throw error;
  } finally {
    signal.removeEventListener('abort', hangUp);
    connection.destroy();
  }
  if (signal.aborted) throw new CuttingsError('cancelled', 'The command was interrupted.');
  throw new CuttingsError('store-gone', 'The app that has the library ended before the command did.');
}

export interface Claim {
  /** Whether this process has the library now. */
  readonly claim: () => boolean;
  readonly forward: () => Promise<ExitCode | undefined>;
  /** Milliseconds to try for. */
  readonly patience: number;
  readonly pause?: (milliseconds: number) => Promise<void>;
}

/**
 * Has the command run by the process that has the library, or claims it: tries both in turn, because that process may be starting (and not
 * listening yet) or ending (and not free yet). Claiming comes second, since it calls a running app's window to the front. Throws `CuttingsError` kind `busy` when neither works in time.
 */
export async function claimOrForward({ claim, forward, patience, pause = sleep }: Claim): Promise<'claimed' | ExitCode> {
  const until = performance.now() + patience;
  for (let wait = 50; ; wait = Math.min(wait * 2, 500)) {
    const code = await forward();
    if (code !== undefined) return code;
    if (claim()) return 'claimed';
    if (performance.now() > until)
      throw new CuttingsError('busy', 'The library is in use by another process, which takes no commands. Close it and try again.');
    await pause(wait);
  }
}

function take(connection: net.Socket, run: CommandRunner): void {
  const abort = new AbortController();
  connection.on('close', () => abort.abort());
  // a caller that has gone is told nothing more; 'close' follows
  connection.on('error', () => abort.abort());
  const say = (line: Reply): void => {
    if (!connection.destroyed) connection.write(`${JSON.stringify(line)}\n`);
  };
  const output: Output = { result: (line) => say({ result: line }), note: (line) => say({ note: line }) };
  const answer = async (): Promise<void> => {
    const line = await firstLine(connection);
    if (line === undefined) return;
    const { args, cwd } = request.parse(JSON.parse(line));
    // only a stream that is read says that its other end has gone
    connection.resume();
    say({ exit: await run({ args, cwd }, output, abort.signal) });
    connection.end();
  };
  answer().catch((error: unknown) => {
    output.note(`cuttings: the command could not be run: ${toFailure(error).message.replace(/\s*\n\s*/g, ' ')}`);
    say({ exit: 1 });
    connection.end();
  });
}

async function firstLine(connection: net.Socket): Promise<string | undefined> {
  for await (const line of linesOf(connection)) return line;
  return undefined;
}

/** Lines without their end. Does not end the connection when its reader stops. */
async function* linesOf(connection: net.Socket): AsyncGenerator<string, void> {
  connection.setEncoding('utf8');
  let rest = '';
  for await (const chunk of connection.iterator({ destroyOnReturn: false })) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
    if (rest.length > LONGEST_REQUEST) throw new CuttingsError('protocol', 'a line is too long');
  }
}

function listen(server: net.Server, socket: string): Promise<void> {
  return new Promise((done, failed) => {
    server.once('error', failed);
    // whoever may write to the socket may have files written: nobody but this user. The socket is made before `listen` gives back.
    const before = process.platform === 'win32' ? undefined : process.umask(0o177);
    try {
      server.listen(socket, () => {
        server.off('error', failed);
        done();
      });
    } finally {
      if (before !== undefined) process.umask(before);
    }
  });
}

async function answers(socket: string): Promise<boolean> {
  const connection = await connect(socket);
  connection?.destroy();
  return connection !== undefined;
}

/** `undefined` where nobody listens. */
function connect(socket: string): Promise<net.Socket | undefined> {
  if (!isOurs(socket)) return Promise.resolve(undefined);
  return new Promise((done, failed) => {
    const connection = net.connect(socket);
    connection.once('connect', () => {
      connection.removeAllListeners('error');
      done(connection);
    });
    connection.once('error', (error) => {
      if (hasCode(error, 'ENOENT') || hasCode(error, 'ECONNREFUSED')) done(undefined);
      else failed(error);
    });
  });
}

/** A socket that another user has put in the temporary folder is not spoken to. */
function isOurs(socket: string): boolean {
  if (process.platform === 'win32') return true;
  const there = lstatSync(socket, { throwIfNoEntry: false });
  return there === undefined || there.uid === process.getuid?.();
}

function isGone(error: unknown): boolean {
  return ['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR'].some((code) => hasCode(error, code));
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
