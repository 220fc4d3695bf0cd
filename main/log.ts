/** The log: `logs/main.log` in the library's folder. It holds what happened to the app, never what the library's pages say. */
import path from 'node:path';
import log from 'electron-log/main';

export interface Log {
  info(message: string): void;
  warn(message: string): void;
  error(message: string, error?: unknown): void;
}

/** Starts logging to the library's folder. Errors nobody caught are logged too; the app goes on, since all lasting work is done in other processes. */
export function openLog(library: string): Log {
  log.transports.file.resolvePathFn = () => path.join(library, 'logs', 'main.log');
  log.transports.file.level = 'info';
  log.transports.console.level = 'warn';
  // the console transport would mix with a command's own output
  log.transports.console.writeFn = ({ message }) => {
    process.stderr.write(`${message.data.map(String).join(' ')}\n`);
  };
  const ours: Log = {
    info: (message) => log.info(message),
    warn: (message) => log.warn(message),
    error: (message, error) =>
      log.error(error === undefined ? message : `${message}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
  };
  process.on('uncaughtException', (error) => ours.error('uncaught', error));
  process.on('unhandledRejection', (reason) => ours.error('unhandled rejection', reason));
  return ours;
}
