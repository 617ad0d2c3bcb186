import {programName} from '../format/program.ts';
import {runBench} from '../measure/bench.ts';
import {kernelsFlag} from './fizzbuzz-flags.ts';
import {createCommand, formatFlags, switchFlag, valueFlag} from './flags.ts';
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
  json: switchFlag('the result as one JSON object'),
  markdown: switchFlag('the result as Markdown'),
};

const help = `
  Measures the pipeline in four shapes, running free and at their own beat.

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
  async ({duration, rounds, kernels, json, markdown}) =>
    await runMeasurement(
      (onProgress) => runBench({durationSeconds: duration, rounds, kernels}, onProgress),
      async (report) => {
        const formats = await import('../measure/bench-report.tsx');
        if (json) return formats.benchToJson(report);
        return markdown ? formats.benchToMarkdown(report) : formats.benchToText(report);
      },
    ),
);
