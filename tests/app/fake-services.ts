/** Services for tests: nothing in the library, nothing that can be written, unless the test says otherwise. */
import type { Services } from '../../renderer/app/state/services.ts';
import { createWorkspaceStore } from '../../renderer/app/state/store.ts';
import type { Live } from '../../renderer/store/live.ts';
import type { LibraryReader, LibraryScan } from '../../renderer/store/reader.ts';

function refuse(what: string): never {
  throw new Error(`this test did not expect ${what}`);
}

/** An object whose every member refuses to be used, apart from those given. */
function only<T extends object>(given: Partial<T>, what: string): T {
  return new Proxy(given, {
    get: (target, name) => (name in target ? Reflect.get(target, name) : refuse(`${what}.${String(name)}`)),
  }) as T;
}

export interface Fakes {
  readonly reader?: Partial<LibraryReader & LibraryScan>;
  readonly commands?: Partial<Services['commands']>;
  readonly search?: Partial<Services['search']>;
  readonly anew?: Partial<Services['anew']>;
  readonly bridge?: Partial<Services['bridge']>;
  readonly workspace?: Services['workspace'];
  readonly live?: Services['live'];
}

export function fakeServices(fakes: Fakes = {}): Services {
  const reader = only<LibraryReader & LibraryScan>(fakes.reader ?? {}, 'reader');
  return {
    reader,
    commands: only<Services['commands']>(fakes.commands ?? {}, 'commands'),
    search: only<Services['search']>(fakes.search ?? {}, 'search'),
    anew: only<Services['anew']>(fakes.anew ?? {}, 'anew'),
    bridge: only<Services['bridge']>(fakes.bridge ?? {}, 'bridge'),
    workspace: fakes.workspace ?? createWorkspaceStore(),
    live: fakes.live ?? (<T>(): Live<T> => ({ subscribe: () => () => {} })),
  };
}
