/** Formats the result of the benchmark of the kernels alone as a table, as Markdown and as JSON. */
import {messageBytes} from '../fizzbuzz/index.ts';
import {formatBytes, formatShort} from '../format/number.ts';
import {type Row, renderMarkdown, renderTable} from '../report/table.tsx';
import type {KernelReport, KernelSpreads, RingResult} from './kernels.ts';
import {formatPartial} from './measure.ts';

/** Formats the result as one line of JSON. */
export function kernelsToJson(report: KernelReport): string {
  return `${JSON.stringify(report)}\n`;
}

/** Formats the result as a table with borders, for a terminal. */
export function kernelsToText(report: KernelReport): string {
  return `${[renderTable(kernelsTable(report)), ...remarks(report)].join('\n')}\n`;
}

/** Formats the same table as Markdown. */
export function kernelsToMarkdown(report: KernelReport): string {
  const table = renderMarkdown(kernelsTable(report));
  return `${[table, ...remarks(report).map((remark) => `- ${remark}`)].join('\n')}\n`;
}

/** The name of a kernel in tables. */
export function formatKernel(name: string): string {
  return name === 'classifyCopied' ? 'copy, classify, copy' : name;
}

function kernelsTable({rings}: KernelReport): Row[] {
  const names = Object.keys(rings[0]?.kernels ?? {}) as (keyof KernelSpreads)[];
  return names.map((name) => ({
    'ns a word': formatKernel(name),
    ...Object.fromEntries(rings.map((ring) => [formatRings(ring), formatSpread(ring, name)])),
  }));
}

function formatRings({ringMessages}: RingResult): string {
  return `rings of ${formatBytes(ringMessages * messageBytes).trim()}`;
}

function formatSpread({kernels}: RingResult, name: keyof KernelSpreads): string {
  const {median, min, max} = kernels[name];
  const [middle, least, most] = [median, max, min].map((rate) => formatShort(1e9 / rate).trim());
  return `${middle} (${least} to ${most})`;
}

function remarks({partial, width, samples}: KernelReport): string[] {
  return [
    ...(partial === null ? [] : [formatPartial(partial)]),
    `kernels ${width}, Node ${process.version}, one thread, two rings`,
    `medians of ${samples} interleaved samples, least and greatest in brackets`,
  ];
}
