/**
 * Runs of the program on a pseudo-terminal that misbehaves: it is not read for random stretches,
 * it changes its size, and it sends random reports. The program is stopped and continued, and its
 * telemetry is asked. Each run ends with a signal.
 */
import {readdirSync, readFileSync} from 'node:fs';
import fc from 'fast-check';
import {answers, mouse, otherKeys, pastes} from '../terminal/reports.ts';
import {ask} from './http.ts';
import {Terminal} from './terminal.ts';

/** The options of a soak. */
export interface TerminalSoakOptions {
  readonly runs: number;
  /** Actions of one run. */
  readonly actions: number;
  readonly seed: number;
  /** Reports the progress. */
  readonly report: (text: string) => void;
}

/** What one run took, before and after its middle: the least of several readings. */
interface Use {
  readonly residentBytes: number;
  readonly descriptors: number;
}

/** The result of a soak. */
export interface TerminalSoakResult {
  /** A sentence for each fault. */
  readonly faults: readonly string[];
  /** Milliseconds from each signal to the exit. */
  readonly answersMs: readonly number[];
}

const exitCodes = {SIGINT: 130, SIGTERM: 143, SIGHUP: 129} as const;
const growthMaxBytes = 48 * 2 ** 20;
const growthMaxDescriptors = 4;
/** Actions after which the uses of a run are compared. */
const comparedActions = 60;
const pass = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const reports = Object.values({...answers, ...mouse, ...otherKeys, ...pastes});

/** Something that happens to a run. */
type Action =
  | {readonly kind: 'unread' | 'stop'; readonly ms: number}
  | {readonly kind: 'resize'; readonly columns: number; readonly rows: number}
  | {readonly kind: 'reports'; readonly texts: readonly string[]; readonly pauseMs: number}
  | {readonly kind: 'scrape'};

const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({kind: fc.constantFrom('unread', 'stop'), ms: fc.integer({min: 20, max: 900})}),
  fc.record({
    kind: fc.constant('resize' as const),
    columns: fc.integer({min: 1, max: 200}),
    rows: fc.integer({min: 1, max: 60}),
  }),
  fc.record({
    kind: fc.constant('reports' as const),
    texts: fc.array(fc.constantFrom(...reports), {minLength: 1, maxLength: 20}),
    pauseMs: fc.integer({min: 0, max: 100}),
  }),
  fc.record({kind: fc.constant('scrape' as const)}),
);

/** Runs the soak. */
export async function soakTerminal(options: TerminalSoakOptions): Promise<TerminalSoakResult> {
  const faults: string[] = [];
  const answersMs: number[] = [];
  for (let run = 0; run < options.runs; run++) {
    const seed = options.seed + run;
    const [actions = []] = fc.sample(
      fc.array(action, {minLength: options.actions, maxLength: options.actions}),
      {seed, numRuns: 1},
    );
    const soaking = new SoakedRun();
    try {
      const found = await soaking.soak(actions, seed);
      faults.push(...found.faults.map((fault) => `seed ${seed}: ${fault}`));
      answersMs.push(found.answerMs);
      options.report(`run ${run + 1}: ${found.faults.length} faults, ${found.text}`);
    } catch (error) {
      // Such as a run that has ended by itself, and answers no more.
      const end = soaking.terminal.scrollback.trimEnd().split('\n').slice(-20).join('\n');
      faults.push(`seed ${seed}: ${error}; the end of its screen:\n${end}`);
    } finally {
      soaking.terminal.kill('SIGKILL');
    }
  }
  return {faults, answersMs};
}

/** One run of the program, and what is done to it. */
class SoakedRun {
  readonly terminal = new Terminal(['--rate', '20', '--beats', '0', '--port', '0'], {
    columns: 100,
    rows: 30,
  });
  #url = '';
  #isUnread = false;

  async soak(actions: readonly Action[], seed: number) {
    const {terminal} = this;
    await terminal.shows(/RUNNING/);
    terminal.type('?');
    await terminal.shows(/http:\/\/[\d.:]+/);
    this.#url = /http:\/\/[\d.:]+/.exec(terminal.text)?.[0] ?? '';
    terminal.type('?');
    const before = await this.#snapshot();
    const uses: Use[] = [];
    for (const next of actions) {
      await this.#do(next);
      uses.push(this.#use());
    }
    // The last report ends by its time at the latest.
    await pass(300);
    const after = await this.#snapshot();
    const signal = (['SIGINT', 'SIGTERM', 'SIGHUP'] as const)[Math.abs(seed) % 3] ?? 'SIGTERM';
    if (!this.#isUnread && seed % 2 === 0) terminal.pauseReading();
    const startMs = performance.now();
    terminal.kill(signal);
    const code = await terminal.exitCode;
    const answerMs = performance.now() - startMs;
    const faults = [
      ...changes(before, after),
      ...growth(uses),
      // The signal's own code means: clean and verified.
      ...(code === exitCodes[signal] ? [] : [`${signal} ended it with code ${code}`]),
    ];
    const {residentBytes = 0, descriptors = 0} = uses.at(-1) ?? {};
    const memory = `${Math.round(residentBytes / 2 ** 20)} MiB, ${descriptors} descriptors`;
    return {faults, answerMs, text: `${memory}, ${signal} answered in ${Math.round(answerMs)} ms`};
  }

  async #do(next: Action): Promise<void> {
    const {terminal} = this;
    switch (next.kind) {
      case 'unread':
        if (this.#isUnread) terminal.resumeReading();
        else terminal.pauseReading();
        this.#isUnread = !this.#isUnread;
        await pass(next.ms);
        break;
      case 'stop':
        process.kill(terminal.pid, 'SIGSTOP');
        await pass(next.ms);
        process.kill(terminal.pid, 'SIGCONT');
        break;
      case 'resize':
        terminal.resize(next.columns, next.rows);
        break;
      case 'reports':
        for (const text of next.texts) {
          const middle = Math.ceil(text.length / 2);
          terminal.type(text.slice(0, middle));
          await pass(next.pauseMs);
          terminal.type(text.slice(middle));
        }
        break;
      case 'scrape':
        await Promise.all([this.#snapshot(), ask(`${this.#url}/metrics`), ask(`${this.#url}/`)]);
    }
  }

  async #snapshot() {
    return JSON.parse((await ask(`${this.#url}/snapshot.json`)).body);
  }

  #use(): Use {
    const {pid} = this.terminal;
    const [, kibibytes = '0'] =
      /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return {
      residentBytes: Number(kibibytes) * 1_024,
      descriptors: readdirSync(`/proc/${pid}/fd`).length,
    };
  }
}

/** What must be as it was: no report is a command. */
function changes(
  before: Record<string, unknown>,
  after: Record<string, unknown> & {actors?: ReadonlyArray<{restarts: number}>},
): string[] {
  const names = ['state', 'settings'];
  const changed = names.filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
  const hasRestarts = after.actors?.some(({restarts}) => restarts > 0) ?? false;
  return [
    ...changed.map((name) => `${name} became ${JSON.stringify(after[name])}`),
    ...(hasRestarts ? ['a thread was crashed'] : []),
  ];
}

/** Compares the second and the last quarter of a run. */
function growth(uses: readonly Use[]): string[] {
  if (uses.length < comparedActions) return [];
  const quarter = Math.floor(uses.length / 4);
  const least = (from: number, name: keyof Use) =>
    Math.min(...uses.slice(from, from + quarter).map((use) => use[name]));
  const grownBy = (name: keyof Use) => least(3 * quarter, name) - least(quarter, name);
  return [
    ...(grownBy('residentBytes') > growthMaxBytes ? ['the memory grew'] : []),
    ...(grownBy('descriptors') > growthMaxDescriptors ? ['the descriptors grew'] : []),
  ];
}
