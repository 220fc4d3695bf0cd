/** Typed arrays that grow. */

type Numbers = Uint8Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

export class NumberList<T extends Numbers> {
  length = 0;
  #numbers: T;
  readonly #make: (length: number) => T;

  /** `make` makes an array of zeros. */
  constructor(make: (length: number) => T) {
    this.#make = make;
    this.#numbers = make(64);
  }

  push(value: number): void {
    if (this.length === this.#numbers.length) {
      const grown = this.#make(this.length * 2);
      grown.set(this.#numbers);
      this.#numbers = grown;
    }
    this.#numbers[this.length++] = value;
  }

  /** A view; valid until the next `push`. */
  get all(): T {
    return this.#numbers.subarray(0, this.length) as T;
  }
}

export const uint8List = (): NumberList<Uint8Array<ArrayBuffer>> => new NumberList((length) => new Uint8Array(length));
export const int32List = (): NumberList<Int32Array<ArrayBuffer>> => new NumberList((length) => new Int32Array(length));
export const uint32List = (): NumberList<Uint32Array<ArrayBuffer>> => new NumberList((length) => new Uint32Array(length));
export const float64List = (): NumberList<Float64Array<ArrayBuffer>> => new NumberList((length) => new Float64Array(length));
