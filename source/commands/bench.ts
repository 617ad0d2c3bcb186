import {runBench} from '../bench/bench.ts';
import {readBenchRequest} from '../bench/options.ts';
import {printMeasured} from './measuring.ts';

/**
 * The command `fizzbuzz-tui bench`: measures the pipeline with four settings and prints the
 * results.
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
  return await printMeasured(
    (onProgress) => runBench(options, onProgress),
    async (report) => {
      const {benchToJson, benchToMarkdown, benchToText} = await import('../bench/report.tsx');
      return {text: benchToText, markdown: benchToMarkdown, json: benchToJson}[format](report);
    },
  );
}
