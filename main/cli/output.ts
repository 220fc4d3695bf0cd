/** Where a command speaks: `result` lines are what it was asked for, `note` lines are for people. */
export interface Output {
  /** One line on standard output, without its end. */
  result(line: string): void;
  /** One line on standard error, without its end. */
  note(line: string): void;
}

/** The streams of this process as output. `drained` resolves once all that was written has left the process, so that it may end. */
export function processOutput(streams: Pick<NodeJS.Process, 'stdout' | 'stderr'> = process): Output & { drained(): Promise<void> } {
  // a reader that has seen enough (`… | head`) closes the pipe; what comes after is for nobody
  for (const stream of [streams.stdout, streams.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  return {
    result: (line) => void streams.stdout.write(`${line}\n`),
    note: (line) => void streams.stderr.write(`${line}\n`),
    drained: async () => {
      await Promise.all([streams.stdout, streams.stderr].map((stream) => new Promise<void>((done) => stream.write('', () => done()))));
    },
  };
}
