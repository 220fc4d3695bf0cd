import { CuttingsError } from '../../corpus/errors.ts';
import type { LibraryCommands } from './commands.ts';
import type { History } from './history.ts';

type MappingCommands = Pick<LibraryCommands, 'forgetMapping'>;

/** Commands on what the columns of tables mean. Throws `CuttingsError` kind `no-mapping`. */
export function mappingCommands(history: History): MappingCommands {
  return {
    forgetMapping: (shape) =>
      history.run(async (edit) => {
        const row = await edit.tables.mappings?.get(shape);
        if (!row) throw new CuttingsError('no-mapping', 'What the columns of this table mean is no longer remembered.');
        await edit.remove('mappings', [row]);
        return { label: `forget the columns of a table of ${row.mapping.kind}`, value: undefined };
      }, 'mappings'),
  };
}
