import type {SettingData} from '../definition/types.ts';
import type {SharedMemory} from './shared.ts';

/**
 * A setting as an actor reads it: one cell of the shared memory. The main thread is the only writer
 * and the cell is aligned, so reads are never torn. A read allocates nothing.
 */
export class Setting {
  readonly #f64: Float64Array;
  readonly #indexF64: number;

  constructor({f64}: SharedMemory, indexF64: number) {
    this.#f64 = f64;
    this.#indexF64 = indexF64;
  }

  /** The present number; of a choice, the index of its word. */
  get value(): number {
    return this.#f64[this.#indexF64] as number;
  }
}

/**
 * Converts a value of a setting to the number in memory.
 * @throws {RangeError} if the setting does not accept the value; the message lists what it accepts
 */
export function encodeSetting(setting: SettingData, value: number | string): number {
  if ('choices' in setting) {
    const index = setting.choices.indexOf(String(value));
    if (index < 0) throw new RangeError(setting.choices.join(' | '));
    return index;
  }
  const isValid = typeof value === 'number' && value >= setting.min && value <= setting.max;
  if (!isValid) throw new RangeError(`a number from ${setting.min} to ${setting.max}`);
  return value;
}

/** Converts the number in memory to the value of a setting. */
export function decodeSetting(setting: SettingData, encoded: number): number | string {
  return 'choices' in setting ? (setting.choices[encoded] ?? setting.initial) : encoded;
}
