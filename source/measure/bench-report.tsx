/** Formats the result of the benchmark as tables, as Markdown and as JSON. */
import {formatSetting} from '../engine/index.ts';
import {
  formatBytes,
  formatMs,
  formatPercent,
  formatRateInline,
  formatShort,
} from '../format/number.ts';
import {type Row, renderMarkdown, renderTable} from '../report/table.tsx';
import type {BenchReport, RowResult} from './bench.ts';
import {formatKernel} from './kernels-report.tsx';
import {formatPartial} from './measure.ts';
import {describeRoundTrips} from './round-trip.ts';
import type {Spread} from './statistics.ts';

/** Formats the result as one line of JSON. */
export function benchToJson(report: BenchReport): string {
  return `${JSON.stringify(report)}\n`;
}

/** Formats the result as tables with borders, for a terminal. */
export function benchToText(report: BenchReport): string {
  const tables = [rowsTable(report), kernelsTable(report)].map(renderTable);
  return `${[...tables, ...remarks(report)].join('\n')}\n`;
}

/** Formats the same tables as Markdown. */
export function benchToMarkdown(report: BenchReport): string {
  const tables = [rowsTable(report), kernelsTable(report)].map(renderMarkdown);
  return `${[...tables, ...remarks(report).map((remark) => `- ${remark}`)].join('\n')}\n`;
}

/** The heartbeat, as the definition of FizzBuzz describes it. */
const beatPeriod = {name: 'beatPeriodMs', choices: null, rateOf: 'beats', zero: 'free-running'};

function rowsTable(report: BenchReport): Row[] {
  return report.rows.map((row) => ({
    row: row.name,
    heartbeat: formatSetting(beatPeriod, row.beatPeriodMs),
    'messages/s': formatRateInline(row.perSecond.median),
    'min to max': formatRange(row.perSecond),
    'ns each': formatShort(row.nsPerMessage).trim(),
    'CPU s/G': formatShort(row.cpuSecondsPerBillion).trim(),
    latency: formatLatency(row),
    memory: formatBytes(row.residentBytes),
  }));
}

function formatRange({min, max}: Spread): string {
  return `${formatRateInline(min)} to ${formatRateInline(max)}`;
}

function formatLatency({latencyP50Ms, latencyP99Ms}: RowResult): string {
  if (latencyP50Ms === null || latencyP99Ms === null) return '';
  return `${formatMs(latencyP50Ms).trim()}, p99 ${formatMs(latencyP99Ms).trim()}`;
}

function kernelsTable({kernels}: BenchReport): Row[] {
  return Object.entries(kernels).map(([kernel, rate]) => ({
    'one thread': formatKernel(kernel),
    'words/s': formatRateInline(rate.median),
    'min to max': formatRange(rate),
  }));
}

function remarks(report: BenchReport): string[] {
  const {partial, machine, ceilings, hugePages, stolen, rounds, durationSeconds} = report;
  const formatReached = (name: string, ceiling: number) => {
    const row = report.rows.find((found) => found.name === name && found.beatPeriodMs === 0);
    const text = `${name}: ceiling ${formatRateInline(ceiling)}`;
    if (row === undefined) return `${text}, not measured`;
    return `${text}, reached ${formatPercent(row.perSecond.median / ceiling).trim()} of it`;
  };
  const stolenShare = stolen === null ? 'unknown' : `${(stolen * 100).toFixed(1)} %`;
  return [
    ...(partial === null ? [] : [formatPartial(partial)]),
    formatReached('performant zero-copy', ceilings.zeroCopy),
    formatReached('performant double-buffer', ceilings.doubleBuffer),
    `${machine.cpu}, ${machine.cores} cores, Node ${machine.node}, kernels ${machine.kernels}`,
    `huge pages ${hugePages ?? 'unknown'}, stolen by the hypervisor ${stolenShare}`,
    `medians of ${rounds} interleaved rounds of ${durationSeconds} s`,
    describeRoundTrips(report.roundTripsNs),
  ];
}
