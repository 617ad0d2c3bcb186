/**
 * A long free run with chaos, and with changes of mode, rate and size. The heaps of its threads are
 * sampled.
 *
 * Without the interface, the engine runs in this process. With it, the program runs in a
 * pseudo-terminal and is controlled by keys.
 */
import {existsSync, mkdtempSync, readFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {losesNothing} from '../../source/fizzbuzz/report.ts';
import {type HeapSample, sampleHeaps} from './heap-probe.ts';
import {importBuiltFizzBuzz, totalsOf, usualOptions} from './runs.ts';
import {Terminal} from './terminal.ts';

/** The options of a soak test. */
export interface SoakOptions {
  /** The least duration. */
  readonly seconds: number;
  /** The least number of samples that have every thread. */
  readonly samplesMin: number;
  readonly hasInterface: boolean;
  /** Mean seconds between crashes. */
  readonly chaosMeanSeconds: number;
  readonly sampleIntervalMs: number;
  /** Time between two commands. */
  readonly commandIntervalMs: number;
  /** Reports the progress from time to time. */
  readonly report: (text: string) => void;
}

/** The result of a soak test. */
export interface SoakResult {
  readonly samples: readonly HeapSample[];
  readonly restarts: number;
  readonly messages: number;
  /** A sentence for each fault. */
  readonly faults: readonly string[];
}

const mebibyte = 2 ** 20;
/** V8 collects at least once in this time while a thread warms up. */
const collectedAfterMs = 10_000;
/** Bytes by which a heap may grow after its start. */
const growthMaxBytes = 5 * mebibyte;
const pass = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Runs a soak test. */
export async function soak(options: SoakOptions): Promise<SoakResult> {
  const result = options.hasInterface ? await soakInterface(options) : await soakPlain(options);
  return {...result, faults: [...result.faults, ...growthIn(result.samples, options)]};
}

async function soakPlain(options: SoakOptions): Promise<SoakResult> {
  const {startFizzBuzz} = await importBuiltFizzBuzz();
  const engine = startFizzBuzz({
    ...usualOptions,
    capacityMessages: 1_048_576,
    batchMessages: 524_288,
    logLevel: 'warn',
    chaosMeanSeconds: options.chaosMeanSeconds,
  });
  const commands = [
    () => engine.set('mode', 'zero-copy'),
    () => engine.set('beatPeriodMs', 1),
    () => engine.reshape({capacityMessages: 262_144, batchMessages: 100_000}),
    () => engine.set('mode', 'double-buffer'),
    () => engine.set('beatPeriodMs', 0),
    () => engine.reshape({capacityMessages: 64, batchMessages: 1}),
    () => engine.reshape({capacityMessages: 1_048_576, batchMessages: 524_288}),
  ];
  const endMs = performance.now() + options.seconds * 1_000;
  const samples: HeapSample[] = [];
  let sampledMs = performance.now();
  const isOver = () => performance.now() >= endMs && samples.length >= options.samplesMin;
  for (let turn = 0; !isOver() && engine.getSnapshot().stop === null; turn++) {
    await pass(Math.min(options.commandIntervalMs, options.sampleIntervalMs));
    commands[turn % commands.length]?.();
    if (performance.now() - sampledMs < options.sampleIntervalMs) continue;
    sampledMs = performance.now();
    const sample = await sampleHeaps();
    if (isWhole(sample)) samples.push(sample);
    options.report(`${totalsOf(engine.getSnapshot()).logged} messages`);
  }
  engine.stop('duration');
  const last = await engine.finished;
  const isGood = last.stop?.clean === true && last.stop.verified && losesNothing(last);
  return {
    samples,
    restarts: Math.max(...last.actors.map(({restarts}) => restarts)),
    messages: totalsOf(last).logged,
    faults: isGood ? [] : [`ended with ${JSON.stringify([last.stop, last.alerts])}`],
  };
}

async function soakInterface(options: SoakOptions): Promise<SoakResult> {
  const log = path.join(mkdtempSync(path.join(os.tmpdir(), 'soak-')), 'heaps');
  const probe = new URL('heap-probe.ts', import.meta.url).href;
  const args = [
    '--rate',
    '0',
    '--threads',
    '3',
    '--chaos',
    String(options.chaosMeanSeconds),
    '--log-level',
    'warn',
  ];
  const terminal = new Terminal(args, {
    columns: 140,
    rows: 40,
    env: {
      NODE_OPTIONS: `--import=${probe}`,
      HEAP_LOG: log,
      HEAP_INTERVAL_MS: String(options.sampleIntervalMs),
    },
  });
  await terminal.shows(/RUNNING/);
  const endMs = performance.now() + options.seconds * 1_000;
  const isOver = () => performance.now() >= endMs && samplesIn(log).length >= options.samplesMin;
  for (let turn = 0; !isOver(); turn++) {
    await pass(options.commandIntervalMs);
    // To zero-copy, to half the capacity, a step slower, and back again.
    terminal.type(['z', '[', '-', 'z', ']', '+'][turn % 6] as string);
    if (turn % 20 === 0) options.report(terminal.lines[0] ?? '');
  }
  terminal.type('q');
  const code = await terminal.exitCode;
  const summary = terminal.scrollback;
  const isGood = code === 0 && /clean; verified/.test(summary);
  const [, restarts = '0'] = /(\d[\d,]*) restarts?$/m.exec(summary) ?? [];
  return {
    samples: samplesIn(log),
    restarts: Number(restarts.replaceAll(',', '')),
    messages: Number(/Total: (\d+)/.exec(summary)?.[1] ?? 0),
    faults: isGood ? [] : [`it ended with code ${code}:\n${summary}`],
  };
}

/** Whether no thread was being restarted. */
function isWhole(sample: HeapSample): boolean {
  return Object.keys(sample).length === 4;
}

/** Returns the samples that the program has written so far. */
function samplesIn(log: string): readonly HeapSample[] {
  if (!existsSync(log)) return [];
  const lines = readFileSync(log, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as HeapSample).filter(isWhole);
}

/**
 * Returns a sentence for each heap that grew from the second minute to the last one; in a shorter
 * run, from the second quarter to the last one.
 */
function growthIn(samples: readonly HeapSample[], {sampleIntervalMs}: SoakOptions): string[] {
  const minuteSamples = Math.round(60_000 / sampleIntervalMs);
  const span = Math.max(1, Math.min(minuteSamples, Math.floor(samples.length / 4)));
  const early = samples.slice(span, 2 * span);
  const late = samples.slice(-span);
  const names = new Set(samples.flatMap((sample) => Object.keys(sample)));
  if (names.size < 4) return ['no heaps were sampled'];
  // In a shorter time, V8 may not have collected, and a heap includes its garbage.
  if (span * sampleIntervalMs < collectedAfterMs) return [];
  return [...names].flatMap((name) => {
    const grown = leastOf(late, name) - leastOf(early, name);
    if (!(grown > growthMaxBytes)) return [];
    return [`the heap of ${name} grew by ${(grown / mebibyte).toFixed(1)} MiB`];
  });
}

function leastOf(samples: readonly HeapSample[], name: string): number {
  return Math.min(...samples.flatMap((sample) => sample[name] ?? []));
}
