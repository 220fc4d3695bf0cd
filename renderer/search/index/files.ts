/** Where segments lie: files that are written once, in one go, and then only read. */

/** A file of the index, open for reading; any number of workers may have it open at the same time. */
export interface ReadableFile {
  /** Bytes. */
  readonly size: number;
  /** Reads as many bytes as `into` holds, from byte `at`. Throws `CuttingsError` kind `index-damaged` where the file ends before. */
  read(into: Uint8Array, at: number): void;
  close(): void;
}

/** A file of the index while it is written. */
export interface WritableFile {
  /** Appends. */
  write(bytes: Uint8Array): void;
  /** Makes what was written durable and closes the file. */
  finish(): void;
  /** Closes it; what was written is of no use. */
  abandon(): void;
}

export interface IndexFiles {
  /** Throws `CuttingsError` kind `index-damaged` where there is no such file. */
  open(name: string): Promise<ReadableFile>;
  /** Makes a file; one of the same name must not exist. */
  create(name: string): Promise<WritableFile>;
  names(): Promise<string[]>;
  /** Gives false where somebody still has it open: it is to be tried again later. */
  remove(name: string): Promise<boolean>;
}
