/**
 * Decodes the bytes of a terminal. A byte that is not UTF-8 is passed on as the character with its
 * number: a C1 control (0x80 to 0x9F) of an 8-bit terminal, a coordinate of an old mouse report, or
 * a letter of another encoding.
 */
export class Utf8Decoder {
  /** The bytes of the character that is under way. */
  readonly #bytes: number[] = [];
  /** The length of the character that is under way; 0 between characters. */
  #length = 0;

  /** Passes each character that `byte` completes to `onCharacter`. */
  push(byte: number, onCharacter: (character: string) => void): void {
    const isContinuation = byte >= 0x80 && byte < 0xc0;
    if (this.#length > 0 && !isContinuation) this.flush(onCharacter);
    if (this.#length === 0) this.#length = lengthOf(byte);
    this.#bytes.push(byte);
    if (this.#bytes.length < this.#length) return;
    const character = Buffer.from(this.#bytes).toString('utf8');
    // A byte that is not UTF-8, an overlong form and a surrogate decode to replacement characters.
    if (character.includes('\uFFFD')) {
      this.flush(onCharacter);
    } else {
      this.#clear();
      onCharacter(character);
    }
  }

  /** Passes the bytes of an unfinished character on. */
  flush(onCharacter: (character: string) => void): void {
    const bytes = [...this.#bytes];
    this.#clear();
    for (const byte of bytes) onCharacter(String.fromCharCode(byte));
  }

  #clear(): void {
    this.#bytes.length = 0;
    this.#length = 0;
  }
}

/** Returns the length of the character that begins with `byte`; 0 if the byte is one by itself. */
function lengthOf(byte: number): number {
  if (byte >= 0xc2 && byte < 0xe0) return 2;
  if (byte >= 0xe0 && byte < 0xf0) return 3;
  return byte >= 0xf0 && byte < 0xf5 ? 4 : 0;
}
