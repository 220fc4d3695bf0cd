import path from 'node:path';

/** Absolute path of the project's root directory. */
export const ROOT = path.resolve(import.meta.dirname, '..', '..');

/**
 * An absolute path inside the project.
 * @param {...string} parts
 */
export const inProject = (...parts) => path.join(ROOT, ...parts);

/** A reason that is for the reader at the terminal: printed without a stack, by `runMain`. */
export class Complaint extends Error {}

/**
 * Is this Node's error of that code? (`ENOENT`, …)
 * @param {unknown} error
 * @param {string} code
 */
export const hasCode = (error, code) => error instanceof Error && 'code' in error && error.code === code;

/**
 * What is printed of an error: a Complaint's words, anything else with its stack.
 * @param {unknown} error
 */
export const wordsOf = (error) => (error instanceof Complaint ? error.message : String(error instanceof Error ? error.stack : error));

/**
 * Prints one line to stderr, so that stdout stays free for results.
 * @param {string} area which step is speaking
 * @param {string} message
 */
export function say(area, message) {
  process.stderr.write(`[${area}] ${message}\n`);
}

/**
 * Runs a script's main function; a Complaint is printed as one message, anything else with its stack. Both end with exit code 1.
 * @param {string} area
 * @param {() => Promise<number | void>} main returns the exit code (0 when it returns nothing)
 */
export async function runMain(area, main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    say(area, wordsOf(error));
    process.exitCode = 1;
  }
}
