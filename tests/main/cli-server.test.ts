import { spawn } from 'node:child_process';
import fs from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { toFailure } from '../../corpus/errors.ts';
import type { Output } from '../../main/cli/output.ts';
import { type CommandRunner, type CommandServer, claimOrForward, forwardCommand, serveCommands, socketOf } from '../../main/cli/server.ts';

interface Heard extends Output {
  readonly results: string[];
  readonly notes: string[];
}

function listener(): Heard {
  const results: string[] = [];
  const notes: string[] = [];
  return { results, notes, result: (line) => void results.push(line), note: (line) => void notes.push(line) };
}

const kindOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no error',
    (error: unknown) => toFailure(error).kind,
  );
const never = new AbortController().signal;

let folder: string;
let socket: string;
const servers: CommandServer[] = [];

async function serve(run: CommandRunner): Promise<CommandServer> {
  const server = await serveCommands(socket, run);
  servers.push(server);
  return server;
}

beforeEach(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'cuttings-cli-'));
  socket = socketOf(folder);
});

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
  await fs.rm(folder, { recursive: true, force: true });
});

describe('a command for a library in use', () => {
  it('is run by the process that has it; output and exit code come back', async () => {
    const seen: unknown[] = [];
    await serve(async (command, output) => {
      seen.push(command);
      output.result('{"text":"line\u2028one"}');
      output.note('a note');
      output.result('two');
      return 1;
    });
    const heard = listener();
    expect(await forwardCommand(socket, { args: ['search', 'x'], cwd: '/here' }, heard, never)).toBe(1);
    expect(seen).toEqual([{ args: ['search', 'x'], cwd: '/here' }]);
    expect(heard).toMatchObject({ results: ['{"text":"line\u2028one"}', 'two'], notes: ['a note'] });
  });

  it('finds nobody where nobody listens', async () => {
    expect(await forwardCommand(socket, { args: ['stats'], cwd: '/' }, listener(), never)).toBeUndefined();
  });

  it('gets through thousands of lines, to several callers at once', async () => {
    await serve(async ({ args }, output) => {
      for (let i = 0; i < 5000; i++) output.result(`${args[0]} ${i} ${'x'.repeat(100)}`);
      return 0;
    });
    const callers = ['a', 'b', 'c'].map(async (name) => {
      const heard = listener();
      expect(await forwardCommand(socket, { args: [name], cwd: '/' }, heard, never)).toBe(0);
      expect(heard.results).toHaveLength(5000);
      expect(heard.results.at(-1)).toMatch(new RegExp(`^${name} 4999 `));
    });
    await Promise.all(callers);
  });

  it('is aborted when its caller has gone', async () => {
    const aborted = vi.fn();
    await serve(
      (_command, output, signal) =>
        new Promise((done) => {
          signal.addEventListener('abort', () => {
            aborted();
            done(1);
          });
          output.note('started');
        }),
    );
    const caller = new AbortController();
    const heard: Output = { result: () => undefined, note: () => caller.abort() };
    expect(await kindOf(forwardCommand(socket, { args: ['import', 'x'], cwd: '/' }, heard, caller.signal))).toBe('cancelled');
    await vi.waitFor(() => expect(aborted).toHaveBeenCalledOnce());
  });

  it('fails with its reason when the process that runs it ends', async () => {
    const server = await serve((_command, output) => {
      output.note('started');
      return new Promise(() => undefined);
    });
    const heard: Output = { result: () => undefined, note: () => void server.close() };
    expect(await kindOf(forwardCommand(socket, { args: ['import', 'x'], cwd: '/' }, heard, never))).toBe('store-gone');
    servers.splice(0);
  });

  it('fails when the runner throws, without taking the server down', async () => {
    await serve(async ({ args }) => {
      if (args[0] === 'bad') throw new Error('broken\nwithin');
      return 0;
    });
    const heard = listener();
    expect(await forwardCommand(socket, { args: ['bad'], cwd: '/' }, heard, never)).toBe(1);
    expect(heard.notes).toEqual(['cuttings: the command could not be run: broken within']);
    expect(await forwardCommand(socket, { args: ['good'], cwd: '/' }, heard, never)).toBe(0);
  });

  it('refuses what is no command', async () => {
    const run = vi.fn(async () => 0 as const);
    await serve(run);
    const answer = await new Promise<string>((done) => {
      let text = '';
      const connection = net.connect(socket, () => connection.write('GET / HTTP/1.1\r\n\r\n'));
      connection.on('data', (chunk) => {
        text += String(chunk);
      });
      connection.on('close', () => done(text));
    });
    expect(answer).toContain('could not be run');
    expect(run).not.toHaveBeenCalled();
  });
});

describe('the socket of a library', () => {
  it.skipIf(process.platform === 'win32')('may be used by this user only, and goes with the server', async () => {
    const server = await serve(async () => 0);
    expect((await fs.stat(socket)).mode & 0o777).toBe(0o600);
    await server.close();
    servers.splice(0);
    await expect(fs.stat(socket)).rejects.toThrow('ENOENT');
  });

  it.skipIf(process.platform === 'win32')('is taken over when a crash has left it behind', async () => {
    const child = spawn(process.execPath, ['-e', `require('net').createServer().listen(${JSON.stringify(socket)}, () => console.log('up'))`]);
    await new Promise((up) => child.stdout.once('data', up));
    const gone = new Promise((exit) => child.once('exit', exit));
    child.kill('SIGKILL');
    await gone;
    expect((await fs.stat(socket)).isSocket()).toBe(true);
    expect(await forwardCommand(socket, { args: ['stats'], cwd: '/' }, listener(), never)).toBeUndefined();
    await serve(async () => 0);
    expect(await forwardCommand(socket, { args: ['stats'], cwd: '/' }, listener(), never)).toBe(0);
  });

  it('is not taken from a process that lives', async () => {
    await serve(async () => 0);
    expect(await kindOf(serveCommands(socket, async () => 1))).toBe('served');
    expect(await forwardCommand(socket, { args: ['stats'], cwd: '/' }, listener(), never)).toBe(0);
  });

  it('lies in the library, elsewhere where its path would be too long, and is a named pipe on Windows', () => {
    expect(socketOf('/l', 'linux', '/tmp')).toBe('/l/commands.sock');
    const long = `/${'x'.repeat(120)}`;
    expect(socketOf(long, 'linux', '/tmp')).toMatch(/^\/tmp\/cuttings-[0-9a-f]{24}\.sock$/);
    expect(socketOf(long, 'linux', '/tmp')).not.toBe(socketOf(`${long}y`, 'linux', '/tmp'));
    expect(socketOf('/Nowhere/L', 'win32')).toBe(socketOf('/nowhere/l', 'win32'));
    expect(socketOf('/l', 'win32')).toMatch(/^\\\\\.\\pipe\\cuttings-/);
  });

  it.skipIf(process.platform === 'win32')('is the same through a link', async () => {
    await fs.mkdir(path.join(folder, 'real'));
    await fs.symlink(path.join(folder, 'real'), path.join(folder, 'link'));
    expect(socketOf(path.join(folder, 'link'))).toBe(socketOf(path.join(folder, 'real')));
  });
});

describe('claiming a library', () => {
  const pause = async () => undefined;

  it('claims it where it is free', async () => {
    expect(await claimOrForward({ claim: () => true, forward: async () => undefined, patience: 0 })).toBe('claimed');
  });

  it('waits for a process that is starting or ending', async () => {
    let tries = 0;
    expect(await claimOrForward({ claim: () => ++tries === 4, forward: async () => undefined, patience: 10_000, pause })).toBe('claimed');
    let calls = 0;
    const forward = async () => (++calls === 3 ? (2 as const) : undefined);
    expect(await claimOrForward({ claim: () => false, forward, patience: 10_000, pause })).toBe(2);
  });

  it('gives up in the end, and says so', async () => {
    expect(await kindOf(claimOrForward({ claim: () => false, forward: async () => undefined, patience: 0, pause }))).toBe('busy');
  });
});
