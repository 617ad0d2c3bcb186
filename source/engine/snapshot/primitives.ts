/** The primitive values of Snapshots. */
import * as v from 'valibot';

const textMaxLength = 10_000;
/** A text without control characters. */
export const text = v.pipe(
  v.string(),
  v.maxLength(textMaxLength),
  v.transform((raw) => raw.replaceAll(/\p{Cc}/gu, ' ')),
);
/** The name of a part of a pipeline. */
export const name = v.pipe(text, v.minLength(1), v.maxLength(100));
/** A finite number. */
export const number = v.pipe(v.number(), v.finite());
/** A number from 0. */
export const count = v.pipe(number, v.minValue(0));
/** Several texts. */
export const texts = v.array(text);
/** Seconds or shares, per kind of wait. */
export const waits = v.record(name, number);
