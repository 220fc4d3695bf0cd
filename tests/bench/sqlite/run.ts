/** Runs `side.ts` in a Node that has SQLite with FTS5 in it: this one, else the one npm fetches into its cache. Nothing of that is a dependency of the project. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { SqliteNumbers, SqliteTask } from './side.ts';

/** The first that runs TypeScript and has `node:sqlite` without being asked to. */
const NODE = 24;
const SIDE = join(import.meta.dirname, 'side.ts');

/** Throws where it does not run to its end; the message says what it wrote. */
export async function measureSqlite(task: Omit<SqliteTask, 'file'>): Promise<SqliteNumbers> {
  const folder = await mkdtemp(join(tmpdir(), 'cuttings-bench-sqlite-'));
  try {
    const own = Number(process.versions.node.split('.')[0]) >= NODE;
    const [command, ...args] = own ? [process.execPath, SIDE] : ['npm', 'exec', '--yes', `--package=node@${NODE}`, '--', 'node', SIDE];
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], shell: !own && process.platform === 'win32' });
    child.stdin.end(JSON.stringify({ ...task, file: join(folder, 'documents.sqlite') } satisfies SqliteTask));
    const ended = new Promise<number | null>((done, failed) => child.once('error', failed).once('close', done));
    const [out, complaint, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
    if (code !== 0) throw new Error(`SQLite beside the app ended with ${code}: ${complaint.trim()}`);
    return JSON.parse(out) as SqliteNumbers;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
