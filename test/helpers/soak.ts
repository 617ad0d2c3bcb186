/**
 * A long free run with chaos, mode switches, and changes of rate and size, whose threads' heaps are watched.
 *
 * Plain, the engine runs in this process; with the interface, the program runs in a pseudo-terminal and is told by keys.
 */
import {existsSync, mkdtempSync, readFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {importBuiltEngine} from './built.ts';
import {type HeapSample, sampleHeaps} from './heap-probe.ts';
import {Terminal} from './terminal.ts';

export interface SoakOptions {
  /** How long it runs at least. */
  readonly seconds: number;
  /** Samples of the heaps that it takes at least, with every thread in them. */
  readonly samplesMin: number;
  readonly hasInterface: boolean;
  /** Mean seconds between crashes. */
  readonly chaosMeanSeconds: number;
  readonly sampleIntervalMs: number;
  /** A command this often, in turn. */
  readonly commandIntervalMs: number;
  /** Told now and then how it goes. */
  readonly tell: (text: string) => void;
}

export interface SoakResult {
  readonly samples: readonly HeapSample[];
  readonly restarts: number;
  readonly messages: number;
  /** A sentence for everything that was not as it should be. */
  readonly faults: readonly string[];
}

const endless = Number.POSITIVE_INFINITY;
const mebibyte = 2 ** 20;
/** While a thread warms up, V8 collects at least once in so long. */
const collectedAfterMs = 10_000;
/** How much a heap may grow after its start. */
const growthMaxBytes = 5 * mebibyte;
const pass = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export async function soak(options: SoakOptions): Promise<SoakResult> {
  const result = options.hasInterface ? await soakInterface(options) : await soakPlain(options);
  return {...result, faults: [...result.faults, ...growthIn(result.samples, options)]};
}

async function soakPlain(options: SoakOptions): Promise<SoakResult> {
  const {startEngine} = await importBuiltEngine();
  const engine = startEngine({
    capacityMessages: 1_048_576,
    batchMessages: 524_288,
    beatPeriodMs: 0,
    beats: endless,
    durationSeconds: endless,
    mode: 'double-buffer',
    kernels: 'auto',
    logLevel: 'warn',
    chaosMeanSeconds: options.chaosMeanSeconds,
  });
  const commands = [
    () => engine.setMode('zero-copy'),
    () => engine.setBeatPeriodMs(1),
    () => engine.resize({capacityMessages: 262_144, batchMessages: 100_000}),
    () => engine.setMode('double-buffer'),
    () => engine.setBeatPeriodMs(0),
    () => engine.resize({capacityMessages: 1_048_576, batchMessages: 524_288}),
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
    options.tell(`${engine.getSnapshot().messages.logged} messages`);
  }
  engine.stop('duration');
  const last = await engine.finished;
  const isGood = last.stop?.clean === true && last.stop.verified;
  return {
    samples,
    restarts: Math.max(...last.actors.map(({restarts}) => restarts)),
    messages: last.messages.logged,
    faults: isGood ? [] : [`the run ended with ${JSON.stringify(last.stop)}`],
  };
}

async function soakInterface(options: SoakOptions): Promise<SoakResult> {
  const log = path.join(mkdtempSync(path.join(os.tmpdir(), 'soak-')), 'heaps');
  const probe = new URL('heap-probe.ts', import.meta.url).href;
  const args = ['--rate', '0', '--chaos', String(options.chaosMeanSeconds), '--log-level', 'warn'];
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
    // To zero-copy, to half the capacity, a step slower, and all of it back again.
    terminal.type(['z', '[', '-', 'z', ']', '+'][turn % 6] as string);
    if (turn % 20 === 0) options.tell(terminal.lines[0] ?? '');
  }
  terminal.type('q');
  const code = await terminal.exitCode;
  const summary = terminal.scrollback;
  const isGood = code === 0 && /clean; verified/.test(summary);
  const restarts = [...summary.matchAll(/│ (?:generator|worker|logger).*?│ +(\d+) │\s*$/gm)];
  return {
    samples: samplesIn(log),
    restarts: Math.max(0, ...restarts.map(([, count]) => Number(count))),
    messages: Number(/Total: (\d+)/.exec(summary)?.[1] ?? 0),
    faults: isGood ? [] : [`it ended with code ${code} and said:\n${summary}`],
  };
}

/** No thread was just being started again. */
function isWhole(sample: HeapSample): boolean {
  return Object.keys(sample).length === 4;
}

/** The samples that the program has written so far. */
function samplesIn(log: string): readonly HeapSample[] {
  if (!existsSync(log)) return [];
  const lines = readFileSync(log, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as HeapSample).filter(isWhole);
}

/** Heaps that grew from the second minute (or, of a shorter run, the second quarter) to the last. */
function growthIn(samples: readonly HeapSample[], {sampleIntervalMs}: SoakOptions): string[] {
  const aMinute = Math.round(60_000 / sampleIntervalMs);
  const span = Math.max(1, Math.min(aMinute, Math.floor(samples.length / 4)));
  const early = samples.slice(span, 2 * span);
  const late = samples.slice(-span);
  const names = new Set(samples.flatMap((sample) => Object.keys(sample)));
  if (names.size < 4) return ['no heaps were sampled'];
  // Sooner there need not have been a collection, and a heap is as large as what V8 lets lie.
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
