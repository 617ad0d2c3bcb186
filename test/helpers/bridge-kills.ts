/** Kills of the parts of an edge and of its broker, at random moments; the end must be exact. */
import {readEdge} from 'fizzbuzz-tui/bridge';
import {expect} from 'vitest';
import {messageBytes, type Part, startSink, startSource, sumOf} from './bridge-parts.ts';
import {Broker} from './broker.ts';

/** A sequence of pseudo-random numbers from 0 to 1. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Sizes of batches: small ones, and some that fill a request of the broker by a half. */
export const blockSizes = [1_024, 32_768] as const;

/**
 * Runs a source, two receivers and a broker, kills one of the four `kills` times, and starts it
 * again with the same command line. Then it stops the source and waits for the last receiver.
 * @param pauseMaxMs longest time between a start and the next kill
 * @param blockMessages messages of a batch
 * @param onKill is called after each kill
 */
export async function surviveKills(
  kills: number,
  seed: number,
  pauseMaxMs: number,
  blockMessages: number,
  onKill: (kill: number, victim: string) => void = () => {},
) {
  const random = createRandom(seed);
  const broker = await Broker.start();
  const address = {broker: broker.address, stream: 'kills'};
  const source = startSource({...address, lanes: 2, blockMessages}, {}, true);
  const sinks = [startSink(address, {}, true), startSink(address, {}, true)];
  const victims = {source, first: sinks[0], second: sinks[1], broker} as const;
  const names = Object.keys(victims) as ReadonlyArray<keyof typeof victims>;
  try {
    for (let kill = 1; kill <= kills; kill++) {
      await new Promise((resolve) => setTimeout(resolve, random() * pauseMaxMs));
      const name = names[Math.floor(random() * names.length)] ?? 'broker';
      const victim = victims[name];
      await victim?.kill();
      // At most a moment without it, but sometimes long enough to be missed.
      await new Promise((resolve) => setTimeout(resolve, random() * random() * pauseMaxMs));
      await victim?.restart();
      onKill(kill, name);
    }
    await isRunning(address, [source, ...sinks]);
    source.stop();
    const outcomes = [await source.outcome()];
    for (const sink of sinks) outcomes.push(await sink.outcome());
    const {lanes, source: record} = await readEdge(address);
    return {outcomes, lanes, record};
  } finally {
    await Promise.all([source, ...sinks].map((part) => part.kill()));
    await broker.close();
  }
}

/** Resolves when the source and both receivers have got on after their last start. */
async function isRunning(
  address: {broker: string; stream: string},
  parts: readonly Part[],
): Promise<void> {
  const read = async (): Promise<readonly number[]> => {
    try {
      const {lanes, source} = await readEdge(address);
      return [source, ...lanes].map((part) => part?.messages ?? 0);
    } catch {
      return [0, 0, 0];
    }
  };
  const before = await read();
  for (;;) {
    const now = await read();
    for (const part of parts) part.expectRunning();
    if (now.every((messages, index) => messages > (before[index] ?? 0))) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Expects that the parts agree, and that nothing is lost or counted twice. */
export function expectExact({outcomes, lanes, record}: Awaited<ReturnType<typeof surviveKills>>) {
  for (const {stop, lines} of outcomes) {
    expect(stop, lines.join('\n')).toMatchObject({clean: true, verified: true});
  }
  const messages = record?.messages ?? 0;
  const total = (field: string) =>
    lanes.reduce((sum, lane) => sum + (lane?.numbers[field] ?? 0), 0);
  expect(messages).toBeGreaterThan(0);
  expect(record).toMatchObject({isEnded: true, numbers: {sum: sumOf(messages)}});
  expect(lanes.map((lane) => lane?.isEnded)).toEqual([true, true]);
  expect(total('numbers')).toBe(messages);
  expect(total('sum')).toBe(sumOf(messages));
  return messages * messageBytes;
}
