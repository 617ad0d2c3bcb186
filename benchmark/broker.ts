/**
 * What an edge over NATS JetStream costs: the pipeline in one process, a plain socket, the client
 * of the broker in an empty loop, and the pipeline in two parts, in turn. Linux only; it needs
 * `nats-server`.
 *
 *     npm run bench:broker -- [--rounds 3] [--seconds 3]
 *
 * Prints Markdown: words per second, cores of all processes without the broker and of the broker,
 * and latencies. The medians of the rounds are shown.
 */
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {connect} from 'node:net';
import os from 'node:os';
import path from 'node:path';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {howMeasured} from './table.ts';

const {values} = parseArgs({
  options: {
    rounds: {type: 'string', default: '3'},
    seconds: {type: 'string', default: '3'},
    port: {type: 'string', default: '14322'},
  },
});
const [rounds, seconds, port] = [values.rounds, values.seconds, values.port].map(Number) as [
  number,
  number,
  number,
];
if (!(rounds >= 1 && seconds > 0)) {
  throw new Error('--rounds and --seconds take positive numbers');
}
const address = `nats://127.0.0.1:${port}`;
const script = (name: string) => fileURLToPath(new URL(`broker/${name}.ts`, import.meta.url));
const program = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const ticksPerSecond = 100;

interface Measurement {
  readonly wordsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly cores: number;
  readonly brokerCores: number;
}

/** A process whose lines of output can be awaited, and whose processor time is read. */
class Running {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  constructor(args: readonly string[]) {
    this.#child = spawn(process.execPath, args, {stdio: ['ignore', 'pipe', 'ignore']});
    const output = this.#child.stdout as NonNullable<ChildProcess['stdout']>;
    this.#lines = createInterface({input: output})[Symbol.asyncIterator]();
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  async line(): Promise<string> {
    const {value} = await this.#lines.next();
    return String(value);
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    this.#child.kill('SIGKILL');
    await once(this.#child, 'exit');
  }
}

/** Seconds of processor time that a process has used. */
function cpuSeconds(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [user, system] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13);
    return (Number(user) + Number(system)) / ticksPerSecond;
  } catch {
    return Number.NaN;
  }
}

/** Measures the cores that processes use, from a second after now on, for a second less. */
async function measureCores(pids: readonly number[]): Promise<number> {
  const sum = () => pids.reduce((total, pid) => total + cpuSeconds(pid), 0);
  await pass(seconds * 250);
  const [before, fromMs] = [sum(), performance.now()];
  await pass(seconds * 500);
  return ((sum() - before) * 1_000) / (performance.now() - fromMs);
}

function pass(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

const freeRun = ['--rate', '0', '--mode', 'zero-copy', '--json', '--no-telemetry'];

async function measureRing(): Promise<Omit<Measurement, 'brokerCores'>> {
  const run = new Running([program, ...freeRun, '--duration', `${seconds}`]);
  const [cores, line] = await Promise.all([measureCores([run.pid]), run.line()]);
  await run.end();
  return {...readSummary(line), cores};
}

async function measureSocket(): Promise<Omit<Measurement, 'brokerCores'>> {
  const receiver = new Running([script('socket'), 'receive', `${seconds}`]);
  const sender = new Running([script('socket'), 'send', await receiver.line()]);
  return await measureLoop(receiver, sender);
}

async function measureClient(storage: string): Promise<Omit<Measurement, 'brokerCores'>> {
  const args = [script('client'), 'receive', address, storage, `${seconds}`];
  const receiver = new Running(args);
  await receiver.line();
  return await measureLoop(receiver, new Running([script('client'), 'send', address]));
}

async function measureLoop(receiver: Running, sender: Running) {
  const [cores, line] = await Promise.all([
    measureCores([receiver.pid, sender.pid]),
    receiver.line(),
  ]);
  await Promise.all([receiver.end(), sender.end()]);
  return {...(JSON.parse(line) as Omit<Measurement, 'cores' | 'brokerCores'>), cores};
}

async function measureParts(storage: string): Promise<Omit<Measurement, 'brokerCores'>> {
  const edge = ['--broker', address, '--stream', `bench-${storage}`];
  const made = ['--fresh', '--storage', storage, '--rate', '0', '--duration', `${seconds + 1}`];
  const rest = ['--json', '--no-telemetry'];
  const source = new Running([program, '--role', 'source', ...edge, ...made, ...rest]);
  const worker = new Running([
    program,
    '--role',
    'worker',
    ...edge,
    '--mode',
    'zero-copy',
    ...rest,
  ]);
  await pass(1_000);
  const [cores, sent, received] = await Promise.all([
    measureCores([source.pid, worker.pid]),
    source.line(),
    worker.line(),
  ]);
  await Promise.all([source.end(), worker.end()]);
  const {p50Ms, p99Ms} = readSummary(sent);
  // The worker ends when the last message is counted.
  return {wordsPerSecond: readSummary(received).wordsPerSecond, p50Ms, p99Ms, cores};
}

/** Reads the summary of a run. */
function readSummary(line: string): Pick<Measurement, 'wordsPerSecond' | 'p50Ms' | 'p99Ms'> {
  const {throughputPerSecond, latency, verified} = JSON.parse(line);
  if (!verified) throw new Error(`a run is not verified: ${line}`);
  const {p50Ms, p99Ms} = latency;
  return {wordsPerSecond: throughputPerSecond.p50, p50Ms, p99Ms};
}

/** Runs a measurement beside a new broker with an empty store. */
async function withBroker(
  measure: () => Promise<Omit<Measurement, 'brokerCores'>>,
): Promise<Measurement> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'bench-broker-'));
  const args = ['-js', '-sd', folder, '-a', '127.0.0.1', '-p', `${port}`];
  const broker = spawn('nats-server', args, {stdio: 'ignore'});
  try {
    while (!(await isListening())) await pass(50);
    const [measured, brokerCores] = await Promise.all([
      measure(),
      pass(1_000).then(() => measureCores([broker.pid ?? 0])),
    ]);
    return {...measured, brokerCores};
  } finally {
    const exit = once(broker, 'exit');
    broker.kill('SIGKILL');
    await exit;
    rmSync(folder, {recursive: true, force: true});
  }
}

function isListening(): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => resolve(true));
    socket.on('error', () => resolve(false));
    socket.on('close', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}

const alone = async (measured: Promise<Omit<Measurement, 'brokerCores'>>) => {
  return {...(await measured), brokerCores: 0};
};
const ways: ReadonlyArray<readonly [name: string, measure: () => Promise<Measurement>]> = [
  ['rings, one process', () => alone(measureRing())],
  ['plain socket', () => alone(measureSocket())],
  ['client alone, memory', () => withBroker(() => measureClient('memory'))],
  ['parts, memory', () => withBroker(() => measureParts('memory'))],
  ['client alone, files', () => withBroker(() => measureClient('file'))],
  ['parts, files', () => withBroker(() => measureParts('file'))],
];

const measured = ways.map(() => [] as Measurement[]);
for (let round = 0; round < rounds; round++) {
  for (const [index, [, measure]] of ways.entries()) measured[index]?.push(await measure());
}

const median = (numbers: readonly number[]) =>
  numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN;
const lines = ways.map(([name], index) => {
  const of = (field: keyof Measurement) =>
    median((measured[index] ?? []).map((measurement) => measurement[field]));
  const cells = [
    (of('wordsPerSecond') / 1e6).toFixed(1),
    of('cores').toFixed(2),
    of('brokerCores').toFixed(2),
    of('p50Ms').toFixed(1),
    of('p99Ms').toFixed(1),
  ];
  return `| ${[name, ...cells].join(' | ')} |`;
});
process.stdout.write(
  [
    '| way | M words/s | cores | broker | p50 ms | p99 ms |',
    '|---|---|---|---|---|---|',
    ...lines,
    '',
    howMeasured(rounds, seconds),
    '',
  ].join('\n'),
);
