/**
 * Formats numbers as text of fixed width, so that columns do not move while values change. All
 * functions are pure.
 */

const units = ['', 'k', 'M', 'G', 'T', 'P'];

/**
 * Formats a number with three significant digits and a unit, in six characters: `9.61 G`, ` 262 M`,
 * `26.2 k`, ` 512  `. The range is 0 to 10^18.
 */
export function formatShort(value: number): string {
  let scaled = Math.max(0, value);
  let unit = 0;
  // 999.5 would round to four digits, so it belongs to the next unit.
  while (scaled >= 999.5 && unit < units.length - 1) {
    scaled /= 1_000;
    unit++;
  }
  const digits = unit === 0 && Number.isInteger(scaled) ? scaled.toString() : threeDigits(scaled);
  return `${digits.padStart(4)} ${(units[unit] as string).padEnd(1)}`;
}

/** Formats a rate in eight characters: ` 262 M/s`. */
export function formatRate(perSecond: number): string {
  return `${formatShort(perSecond)}/s`;
}

/** Formats a rate without padding, for sentences: `262 M/s`, `500/s`. */
export function formatRateInline(perSecond: number): string {
  return `${formatShort(perSecond).trim()}/s`;
}

/**
 * Formats a power of two in at most six characters: `512`, `64 Ki`, `2 Mi`. Any other number has
 * every digit.
 */
export function formatBinary(value: number): string {
  if (value >= 1_048_576 && value % 1_048_576 === 0) return `${value / 1_048_576} Mi`;
  return value >= 1_024 && value % 1_024 === 0 ? `${value / 1_024} Ki` : String(value);
}

/** Formats a number with every digit and with separators: `9,652,662,016`. */
export function formatCount(value: number): string {
  return Math.round(value)
    .toString()
    .replaceAll(/\B(?=(\d{3})+$)/g, ',');
}

/** Formats a share in five characters: `100 %`, ` 31 %`. */
export function formatPercent(share: number): string {
  return `${Math.round(share * 100)
    .toString()
    .padStart(3)} %`;
}

/** Formats a share without padding, for sentences. */
export function formatPercentInline(share: number): string {
  return formatPercent(share).trim();
}

/** Formats a share to a thousandth of a percent, in eight characters: `26.667 %`. */
export function formatFinePercent(share: number): string {
  const percent = share * 100;
  return `${percent.toFixed(percent >= 99.9995 ? 2 : 3).padStart(6)} %`;
}

/** Formats seconds as hours, minutes and seconds: `00:01:02`. */
export function formatClock(seconds: number): string {
  const whole = Math.floor(seconds);
  const parts = [Math.floor(whole / 3_600), Math.floor(whole / 60) % 60, whole % 60];
  return parts.map((part) => part.toString().padStart(2, '0')).join(':');
}

/** Formats seconds briefly, for axes and events: `0:47`, `12:05`, `1:02:03`. */
export function formatTime(seconds: number): string {
  const whole = Math.floor(seconds);
  const [hours, minutes, rest] = [
    Math.floor(whole / 3_600),
    Math.floor(whole / 60) % 60,
    whole % 60,
  ];
  const last = rest.toString().padStart(2, '0');
  return hours === 0
    ? `${minutes}:${last}`
    : `${hours}:${minutes.toString().padStart(2, '0')}:${last}`;
}

/**
 * Formats a duration with three significant digits, in seven characters: `1.25 ms`, ` 640 us`,
 * `2.50 s `.
 */
export function formatMs(ms: number): string {
  if (ms >= 999.5) return `${threeDigits(ms / 1_000).padStart(4)} s `;
  if (ms >= 0.9995) return `${threeDigits(ms).padStart(4)} ms`;
  return `${threeDigits(ms * 1_000).padStart(4)} us`;
}

/**
 * Formats a duration with three significant digits, without padding: `0.52 ns`, `11.3 ns`,
 * `523 us`.
 */
export function formatNs(ns: number): string {
  return ns < 999.5 ? `${threeDigits(ns)} ns` : formatMs(ns / 1e6).trim();
}

/** Formats bytes in powers of 1,024: `16.1 MiB`. */
export function formatBytes(bytes: number): string {
  const names = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let scaled = bytes;
  let name = 0;
  while (scaled >= 999.5 && name < names.length - 1) {
    scaled /= 1_024;
    name++;
  }
  return `${name === 0 ? scaled : threeDigits(scaled)} ${names[name]}`;
}

function threeDigits(value: number): string {
  if (value >= 99.95) return value.toFixed(0);
  if (value >= 9.995) return value.toFixed(1);
  return value.toFixed(2);
}
