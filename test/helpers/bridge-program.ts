/** The program in two parts, over a broker of their own. */
import {expect, onTestFinished} from 'vitest';
import {Broker} from './broker.ts';
import {runProgram} from './built.ts';

const duration = ['--rate', '0', '--duration', '0.5', '--plain', '--no-telemetry'];

/** Starts a broker for the present test. `toArgs` returns further arguments of its command line. */
export async function startBroker(toArgs: (folder: string) => readonly string[] = () => []) {
  const broker = await Broker.start(toArgs);
  onTestFinished(() => broker.close());
  return broker;
}

/**
 * Runs a source and a worker of the program, and returns what they print. Both must end well, and
 * the tallies over both parts must be exact.
 */
export async function runParts(address: string, env: Record<string, string> = {}): Promise<string> {
  const at = ['--broker', address, '--plain', '--no-telemetry'];
  const [source, worker] = await Promise.all([
    runProgram(['--role', 'source', '--broker', address, ...duration], env),
    runProgram(['--role', 'worker', ...at], env),
  ]);
  expect(source.code, source.stderr).toBe(0);
  expect(worker.code, worker.stderr).toBe(0);
  expect(worker.stdout).toMatch(/Verified, the lane, over all lives .* the tallies are exact\.\n$/);
  return [source, worker].flatMap(({stdout, stderr}) => [stdout, stderr]).join('\n');
}
