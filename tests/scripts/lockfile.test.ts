/** `npm ci` refuses a lock that lacks packages for other platforms, and npm itself leaves them out now and then. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { completeLockfile } from '../../scripts/lib/lockfile.mjs';

describe('the lockfile', () => {
  it('names every platform’s packages (else run: node scripts/complete-lockfile.mjs)', () => {
    const lock = JSON.parse(readFileSync(join(resolve(import.meta.dirname, '../..'), 'package-lock.json'), 'utf8'));
    expect(completeLockfile(lock)).toEqual([]);
  });

  it('is given what is missing, with the platforms it is for', () => {
    const lock = {
      packages: {
        '': { version: '1.0.0' },
        'node_modules/saw': { version: '2.0.0', dev: true, optionalDependencies: { '@saw/cli-linux-x64': '2.0.0', '@saw/cli-linux-arm64-musl': '2.0.0' } },
        'node_modules/@saw/cli-linux-x64': { version: '2.0.0' },
      },
    };
    expect(completeLockfile(lock)).toEqual(['@saw/cli-linux-arm64-musl@2.0.0']);
    expect(lock.packages).toHaveProperty(['node_modules/@saw/cli-linux-arm64-musl'], {
      version: '2.0.0',
      dev: true,
      optional: true,
      os: ['linux'],
      cpu: ['arm64'],
      libc: ['musl'],
    });
  });

  it.each([
    ['@saw/cli-linux-x64-musl', '^2.0.0', /exact version/],
    ['saw-extras', '2.0.0', /platform/],
  ])('is not guessed at: %s@%s', (name, version, reason) => {
    const lock = { packages: { 'node_modules/saw': { version: '2.0.0', optionalDependencies: { [name]: version } } } };
    expect(() => completeLockfile(lock)).toThrow(reason);
  });
});
