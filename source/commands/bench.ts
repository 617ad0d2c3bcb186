import {programName} from '../format/program.ts';
import {runBench} from '../measure/bench.ts';
import {runKernelBench} from '../measure/kernels.ts';
import {kernelsFlag} from './fizzbuzz-flags.ts';
import {createCommand, type FlagValues, formatFlags, switchFlag, valueFlag} from './flags.ts';
import {integerBetween, seconds} from './parsers.ts';
import {runMeasurement} from './run-measurement.ts';

const durationMaxSeconds = 600;
const roundsMax = 1_000;

const flags = {
  duration: valueFlag('<s>', 'seconds of one measurement (2)', seconds(durationMaxSeconds), 2),
  rounds: valueFlag(
    '<n>',
    'rounds of all measurements, of which medians are taken (5)',
    integerBetween(1, roundsMax),
    5,
  ),
  kernels: kernelsFlag,
  kernelsOnly: switchFlag('only the kernels, in rings for each level of the caches'),
  json: switchFlag('the result as one JSON object'),
  markdown: switchFlag('the result as Markdown'),
};

const help = `
  Measures the pipeline in four shapes, running free and at their own beat, and on one thread.

  Usage
    $ ${programName} bench [options]

  Options
${formatFlags(flags, 17, '')}
`;

/** The command line of `bench`. */
export const benchLine = {help, flags};

/**
 * The command `fizzbuzz-tui bench`: measures the pipeline with four settings and prints the
 * results.
 */
export const bench = createCommand(
  benchLine,
  async ({duration, rounds, kernels, kernelsOnly, json, markdown}) => {
    if (kernelsOnly) return await benchKernels({rounds, kernels, json, markdown});
    return await runMeasurement(
      (onProgress, stop) =>
        runBench({durationSeconds: duration, rounds, kernels}, onProgress, stop),
      async (report) => {
        const formats = await import('../measure/bench-report.tsx');
        if (json) return formats.benchToJson(report);
        return markdown ? formats.benchToMarkdown(report) : formats.benchToText(report);
      },
    );
  },
);

async function benchKernels({
  rounds,
  kernels,
  json,
  markdown,
}: Pick<FlagValues<typeof flags>, 'rounds' | 'kernels' | 'json' | 'markdown'>): Promise<number> {
  return await runMeasurement(
    (onProgress, stop) => runKernelBench({rounds, kernels}, onProgress, stop),
    async (report) => {
      const formats = await import('../measure/kernels-report.tsx');
      if (json) return formats.kernelsToJson(report);
      return markdown ? formats.kernelsToMarkdown(report) : formats.kernelsToText(report);
    },
  );
}
