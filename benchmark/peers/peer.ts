/**
 * What every peer does: numbers made on one thread, classified on a second, counted on a third, and
 * the counts checked.
 *
 * A peer's file is its own thread's entry: on the main thread it exports the peer, on others it
 * plays the role that `workerData` names. The counter keeps its running count in shared memory, so
 * that rates are taken without disturbing it.
 */
import {MessageChannel, type MessagePort, Worker} from 'node:worker_threads';

export interface PeerResult {
  /** Messages a second end to end, the warm-up not counted. */
  readonly perSecond: number;
  /** The tallies are those of the closed form for the messages counted. */
  readonly isVerified: boolean;
}

export interface Peer {
  readonly name: string;
  run(warmUpMs: number, measureMs: number): Promise<PeerResult>;
}

export type Role = 'generator' | 'worker' | 'counter';
const roles: readonly Role[] = ['generator', 'worker', 'counter'];

/**
 * What a role is given: ports to its neighbours, whatever the peer shares, and where the counter
 * counts.
 */
export interface RoleData<Shared> {
  readonly peer: string;
  readonly role: Role;
  readonly input: MessagePort;
  readonly output: MessagePort;
  /** The counter's end of it goes to the generator, for flow control. */
  readonly back: MessagePort;
  readonly shared: Shared;
  readonly progress: Float64Array;
  /** Becomes 1 when the generator is to stop. */
  readonly stop: Int32Array;
}

/** What the counter sends when the last message has been counted. */
export interface Counted {
  readonly total: number;
  /** Values, Fizz, Buzz, FizzBuzz: by the number made of bit 0 for 3 and bit 1 for 5. */
  readonly kinds: readonly number[];
}

/** Runs a peer's three threads, measures, stops them, and checks what they counted. */
export async function runRoles<Shared>(
  file: string,
  peer: string,
  shared: Shared,
  warmUpMs: number,
  measureMs: number,
): Promise<PeerResult> {
  const values = new MessageChannel();
  const results = new MessageChannel();
  const back = new MessageChannel();
  const progress = new Float64Array(new SharedArrayBuffer(8));
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const idle = () => new MessageChannel().port1;
  const ports: Record<Role, {input: MessagePort; output: MessagePort; back: MessagePort}> = {
    generator: {input: idle(), output: values.port1, back: back.port1},
    worker: {input: values.port2, output: results.port1, back: idle()},
    counter: {input: results.port2, output: idle(), back: back.port2},
  };
  const threads = roles.map((role) => {
    const {input, output, back: flow} = ports[role];
    return new Worker(new URL(file), {
      workerData: {peer, role, input, output, back: flow, shared, progress, stop},
      transferList: [input, output, flow],
    });
  });
  const counted = new Promise<Counted>((resolve, reject) => {
    for (const thread of threads) thread.on('error', reject);
    threads[2]?.on('message', resolve);
  });
  await pass(warmUpMs);
  const [startCount, startMs] = [progress[0] ?? 0, performance.now()];
  await passUntil(measureMs, () => (progress[0] ?? 0) > startCount);
  const perSecond = (((progress[0] ?? 0) - startCount) * 1_000) / (performance.now() - startMs);
  Atomics.store(stop, 0, 1);
  const {total, kinds} = await counted;
  await Promise.all(threads.map((thread) => thread.terminate()));
  return {perSecond, isVerified: areRight(total, kinds)};
}

export function pass(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Waits for `ms` milliseconds, and then until `hasCounted` returns true. */
export async function passUntil(ms: number, hasCounted: () => boolean): Promise<void> {
  await pass(ms);
  while (!hasCounted()) await pass(10);
}

/**
 * The closed form, written here once more and on purpose: a check that shares code with what it
 * checks proves less.
 */
function areRight(total: number, kinds: readonly number[]): boolean {
  const [threes, fives, fifteens] = [3, 5, 15].map((divisor) => Math.ceil(total / divisor)) as [
    number,
    number,
    number,
  ];
  const expected = [
    total - threes - fives + fifteens,
    threes - fifteens,
    fives - fifteens,
    fifteens,
  ];
  return expected.every((count, kind) => count === kinds[kind]);
}
