/** A machine that gives no shared memory, for as long as something runs on it. */
export function withoutMemory(body: () => void): void {
  const {Memory} = WebAssembly;
  WebAssembly.Memory = class {
    constructor() {
      throw new RangeError('could not allocate memory');
    }
  } as unknown as typeof Memory;
  try {
    body();
  } finally {
    WebAssembly.Memory = Memory;
  }
}
