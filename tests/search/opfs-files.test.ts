import { describe, expect, it } from 'vitest';
import { CuttingsError } from '../../corpus/errors.ts';
import { type IndexFolder, opfsFiles } from '../../renderer/search/index/opfs-files.ts';

/** A folder that behaves as the browser's does. `room`: bytes that can still be written. */
class Folder implements IndexFolder {
  readonly files = new Map<string, Uint8Array>();
  readonly open = new Map<string, number>();
  flushed = 0;
  room = Number.POSITIVE_INFINITY;

  getFileHandle(name: string, options?: { readonly create: boolean }) {
    if (!this.files.has(name)) {
      if (!options?.create) return Promise.reject(new DOMException('not there', 'NotFoundError'));
      this.files.set(name, new Uint8Array(0));
    }
    return Promise.resolve({
      createSyncAccessHandle: () =>
        this.files.has(name) ? Promise.resolve(this.#handle(name)) : Promise.reject(new DOMException('not there', 'NotFoundError')),
    });
  }

  removeEntry(name: string): Promise<void> {
    if ((this.open.get(name) ?? 0) > 0) return Promise.reject(new DOMException('in use', 'NoModificationAllowedError'));
    if (!this.files.delete(name)) return Promise.reject(new DOMException('not there', 'NotFoundError'));
    return Promise.resolve();
  }

  async *keys() {
    yield* this.files.keys();
  }

  #handle(name: string) {
    this.open.set(name, (this.open.get(name) ?? 0) + 1);
    const bytes = () => this.files.get(name) ?? new Uint8Array(0);
    return {
      getSize: () => bytes().length,
      read: (into: Uint8Array, { at }: { readonly at: number }) => {
        const part = bytes().subarray(at, at + into.length);
        into.set(part);
        return part.length;
      },
      write: (part: Uint8Array, { at }: { readonly at: number }) => {
        const some = part.subarray(0, this.room);
        this.room -= some.length;
        const now = new Uint8Array(Math.max(bytes().length, at + some.length));
        now.set(bytes());
        now.set(some, at);
        this.files.set(name, now);
        return some.length;
      },
      flush: () => {
        this.flushed += 1;
      },
      close: () => {
        this.open.set(name, (this.open.get(name) ?? 0) - 1);
      },
    };
  }
}

const kindOf = (error: unknown): unknown => (error instanceof CuttingsError ? error.kind : error);

describe('files of the index in the browser’s folder', () => {
  it('are written once, made durable, and read anywhere', async () => {
    const folder = new Folder();
    const files = opfsFiles(() => Promise.resolve(folder));
    const writing = await files.create('one');
    writing.write(Uint8Array.of(1, 2, 3));
    writing.write(Uint8Array.of(4, 5));
    writing.finish();
    expect([folder.flushed, folder.open.get('one')]).toEqual([1, 0]);
    expect(await files.names()).toEqual(['one']);
    const file = await files.open('one');
    expect(file.size).toBe(5);
    const into = new Uint8Array(2);
    file.read(into, 2);
    expect([...into]).toEqual([3, 4]);
    expect(() => file.read(into, 4)).toThrow(expect.objectContaining({ kind: 'index-damaged' }));
    expect(() => file.read(into, -1)).toThrow(expect.objectContaining({ kind: 'index-damaged' }));
    file.close();
    expect(folder.open.get('one')).toBe(0);
  });

  it('are not made over one that is there', async () => {
    const files = opfsFiles(() => Promise.resolve(new Folder()));
    (await files.create('one')).finish();
    expect(await files.create('one').catch(kindOf)).toBe('index-file-exists');
  });

  it('are damaged where they are missing', async () => {
    expect(
      await opfsFiles(() => Promise.resolve(new Folder()))
        .open('one')
        .catch(kindOf),
    ).toBe('index-damaged');
  });

  it('are damaged where they go while they are opened', async () => {
    const folder = new Folder();
    const files = opfsFiles(() => Promise.resolve(folder));
    (await files.create('one')).finish();
    const opening = files.open('one').catch(kindOf);
    await Promise.resolve();
    // its entry has been found by now
    folder.files.delete('one');
    expect(await opening).toBe('index-damaged');
  });

  it('are removed later where somebody reads them, and gone is gone', async () => {
    const files = opfsFiles(() => Promise.resolve(new Folder()));
    (await files.create('one')).finish();
    const file = await files.open('one');
    expect(await files.remove('one')).toBe(false);
    file.close();
    expect(await files.remove('one')).toBe(true);
    expect(await files.remove('one')).toBe(true);
    expect(await files.names()).toEqual([]);
  });

  it('say so where the disk takes only a part', async () => {
    const folder = new Folder();
    const files = opfsFiles(() => Promise.resolve(folder));
    const writing = await files.create('one');
    folder.room = 2;
    expect(() => writing.write(Uint8Array.of(1, 2, 3))).toThrow('Only 2 of 3 bytes could be written to “one”.');
    writing.abandon();
    expect(folder.open.get('one')).toBe(0);
    expect(await files.remove('one')).toBe(true);
  });

  it('ask for a folder that was refused again', async () => {
    let refused = true;
    const files = opfsFiles(() => (refused ? Promise.reject(new DOMException('no', 'SecurityError')) : Promise.resolve(new Folder())));
    await expect(files.names()).rejects.toThrow('no');
    refused = false;
    expect(await files.names()).toEqual([]);
  });
});
