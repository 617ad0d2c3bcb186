/** `fizzbuzz-tui bench`: measures, and prints what it found. */
import {runBench} from '../bench/bench.ts';
import {BenchError} from '../bench/measure.ts';
import {readBenchRequest} from '../bench/options.ts';
import {openProgress} from '../bench/progress.ts';
import {complain} from '../complain.ts';
import {AddressSpaceError, KernelsRefusedError, MemoryRefusedError} from '../engine/index.ts';
import {symbolsFor} from '../format/symbols.ts';

/**
 * @param argv the arguments after `bench`
 * @returns an exit code
 * @throws {UsageError} on arguments that are not accepted
 */
export async function bench(argv: readonly string[]): Promise<number> {
  const request = readBenchRequest(argv);
  if (request.kind === 'print') {
    process.stdout.write(`${request.text.trim()}\n`);
    return 0;
  }
  const {format, ...options} = request.options;
  const progress = openProgress(process.stderr, symbolsFor(process.env));
  try {
    const report = await runBench(options, progress.show);
    progress.close();
    const {benchToJson, benchToMarkdown, benchToText} = await import('../bench/report.tsx');
    const write = {text: benchToText, markdown: benchToMarkdown, json: benchToJson}[format];
    process.stdout.write(write(report));
    return 0;
  } catch (error) {
    progress.close();
    const isKnown = [AddressSpaceError, BenchError, KernelsRefusedError, MemoryRefusedError].some(
      (known) => error instanceof known,
    );
    if (!isKnown) throw error;
    complain((error as Error).message);
    return 1;
  }
}
