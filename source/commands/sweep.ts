import {readSweepRequest} from '../sweep/options.ts';
import {runSweep} from '../sweep/sweep.ts';
import {printMeasured} from './measuring.ts';

/**
 * The command `fizzbuzz-tui sweep`: measures each capacity with each batch and prints a map.
 * @param argv the arguments after `sweep`
 * @returns an exit code
 * @throws {UsageError} on arguments that are not accepted
 */
export async function sweep(argv: readonly string[]): Promise<number> {
  const request = readSweepRequest(argv);
  if (request.kind === 'print') {
    process.stdout.write(`${request.text.trim()}\n`);
    return 0;
  }
  const {format, ...options} = request.options;
  return await printMeasured(
    (onProgress) => runSweep(options, onProgress),
    async (report, symbols) => {
      const {sweepToJson, sweepToText} = await import('../sweep/report.tsx');
      return format === 'json' ? sweepToJson(report) : sweepToText(report, symbols);
    },
  );
}
