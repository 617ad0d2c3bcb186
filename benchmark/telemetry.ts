/**
 * What telemetry costs: free runs without it, and with one `attach` and one client of `/events`
 * watching, in turn. Linux only.
 *
 *     npm run bench:telemetry -- [--rounds 20] [--seconds 5]
 *
 * Prints Markdown: the engine's processor time a message, in all and of its actors' threads alone,
 * and its throughput.
 */
import {get} from 'node:http';
import {createServer} from 'node:net';
import {parseArgs} from 'node:util';
import {computeSpread} from '../source/measure/statistics.ts';
import {watch} from './interface/watched.ts';
import {pass} from './peers/peer.ts';
import {howMeasured, million} from './table.ts';

const {values} = parseArgs({
  options: {
    rounds: {type: 'string', default: '20'},
    seconds: {type: 'string', default: '5'},
  },
});
const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)];
if (!(rounds >= 1 && seconds > 0)) {
  throw new Error('--rounds and --seconds take positive numbers');
}

const freeRun = ['--mode', 'zero-copy', '--rate', '0'];

interface ChangeMetrics {
  readonly cpuNsPerMessage: number;
  readonly actorsCpuNsPerMessage: number;
  readonly perSecond: number;
}

async function measure(isWatched: boolean): Promise<ChangeMetrics> {
  const port = await freePort();
  const telemetry = isWatched ? ['--port', String(port)] : ['--no-telemetry'];
  const startedMs = performance.now();
  const program = watch([...freeRun, ...telemetry], 'plain');
  await program.started;
  const leave = isWatched ? await watchFrom(`http://127.0.0.1:${port}`) : () => {};
  await pass(seconds * 1_000);
  const {atMs, processCpuMs, mainThreadCpuMs} = program.usage();
  const total = Number(/Total: (\d+)/.exec(await program.end())?.[1]);
  leave();
  return {
    cpuNsPerMessage: (processCpuMs * 1e6) / total,
    actorsCpuNsPerMessage: ((processCpuMs - mainThreadCpuMs) * 1e6) / total,
    perSecond: (total * 1_000) / (atMs - startedMs),
  };
}

/** Lets one interface and one plain client watch; returns what ends them. */
async function watchFrom(url: string): Promise<() => void> {
  const attached = watch(['attach', url], {columns: 80, rows: 24});
  const client = get(`${url}/events`, (response) => response.resume());
  client.on('error', () => {});
  await new Promise((resolve) => client.on('response', resolve));
  return () => {
    client.destroy();
    void attached.end();
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('there is no port');
  return address.port;
}

const alone: ChangeMetrics[] = [];
const watched: ChangeMetrics[] = [];
for (let round = 0; round < rounds; round++) {
  alone.push(await measure(false));
  watched.push(await measure(true));
}

const columns = [
  {heading: 'CPU ns a message', name: 'cpuNsPerMessage', write: toNs},
  {heading: "of actors' threads", name: 'actorsCpuNsPerMessage', write: toNs},
  {heading: 'M messages/s', name: 'perSecond', write: million},
] as const;

/** A row of medians, and of the median ratio to the run without telemetry of the same round. */
function row(name: string, runs: readonly ChangeMetrics[]): string {
  const cells = columns.flatMap((column) => {
    const {median} = computeSpread(runs.map((run) => run[column.name]));
    const ratios = runs.map((run, round) => run[column.name] / (alone[round]?.[column.name] ?? 0));
    return [column.write(median), computeSpread(ratios).median.toFixed(3)];
  });
  return `| ${[name, ...cells].join(' | ')} |`;
}

function toNs(value: number): string {
  return value.toFixed(3);
}

process.stdout.write(
  [
    `| | ${columns.map(({heading}) => `${heading} | ratio`).join(' | ')} |`,
    `|---${'|---'.repeat(2 * columns.length)}|`,
    row('`--no-telemetry`', alone),
    row('watched by `attach` and `/events`', watched),
    '',
    howMeasured(rounds, seconds),
    '',
  ].join('\n'),
);
