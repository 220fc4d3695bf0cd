/** The hidden store window: opens the library, answers main's calls, writes what the parser sends. */

import { toFailure } from '../../corpus/errors.ts';
import { PARSER_VERSION } from '../../corpus/parser-version.ts';
import type { StorePortKind, ToStore } from '../../preload/contract/import-port.ts';
import type { StoreRequest } from '../../preload/contract/store-rpc.ts';
import { type IndexClient, startIndexer } from '../indexer/client.ts';
import { createSearchClient } from '../search/worker-client.ts';
import { type Library, openLibrary } from '../store/open.ts';
import { answersFrom } from './answers.ts';
import { importHandlers, serveImport } from './importing.ts';
import { libraryHandlers } from './library-handlers.ts';
import { refuseRpc, serveRpc } from './rpc.ts';

/** A `MessagePort` that speaks one protocol. */
function typedPort<In, Out>(port: MessagePort): { postMessage(message: Out): void; onMessage(listener: (message: In) => void): void } {
  return {
    postMessage: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.addEventListener('message', (event: MessageEvent<In>) => listener(event.data));
      port.start();
    },
  };
}

async function open(): Promise<Library> {
  // or Chromium may clear the database when the disk fills up; where it will not promise, the library works all the same
  if (!(await navigator.storage.persist())) console.warn('the library is not marked as persistent');
  return openLibrary();
}

const opening = open();
// told to main once its port is here
opening.catch(() => undefined);

/** Started once the library is open: what a newer version has changed in it is done by then. */
const indexing: Promise<IndexClient> = opening.then(() => startIndexer((text) => console.warn(text)));
indexing.catch(() => undefined);

const answer = answersFrom(createSearchClient, async () => (await indexing).settle());

async function serve(port: MessagePort): Promise<void> {
  const rpc = typedPort<StoreRequest, Parameters<Parameters<typeof serveRpc>[0]['postMessage']>[0]>(port);
  try {
    const { reader, writer, commands } = await opening;
    const index = await indexing;
    serveRpc(rpc, {
      ...importHandlers(reader, writer),
      ...libraryHandlers({ reader, commands, answer, parser: PARSER_VERSION }),
      'index.settle': () => index.settle(),
      'index.rebuild': () => index.rebuild(),
    });
  } catch (error) {
    refuseRpc(rpc, toFailure(error));
  }
}

async function takeImport(port: MessagePort, id: Extract<StorePortKind, { cuttingsPort: 'import' }>['import']): Promise<void> {
  const { writer } = await opening;
  serveImport(typedPort<ToStore, Parameters<Parameters<typeof serveImport>[0]['postMessage']>[0]>(port), id, writer);
}

window.addEventListener('message', (event: MessageEvent<StorePortKind>) => {
  // only our own preload, which speaks from this very window, has ports to give
  if (event.source !== window || event.origin !== window.location.origin) return;
  const [port] = event.ports;
  if (port === undefined) return;
  if (event.data.cuttingsPort === 'rpc') void serve(port);
  else void takeImport(port, event.data.import);
});
