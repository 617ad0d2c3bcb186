/**
 * Loads a word that the peer of an endpoint writes.
 *
 * V8 calls a function for an atomic load. A thread sees its own stores without one.
 * @param isPeerLocal whether the peer is on the same thread
 */
export function loadPeerWord(i32: Int32Array, index: number, isPeerLocal: boolean): number {
  return isPeerLocal ? (i32[index] as number) : Atomics.load(i32, index);
}
