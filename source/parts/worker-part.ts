/** The part of FizzBuzz that receives a lane of values over a broker, and counts the messages. */
import {BridgeReceiver, edgeAlerts, Keeper, reportProgress} from '../bridge/index.ts';
import {createStage, definePipeline} from '../engine/index.ts';
import {Logger} from '../fizzbuzz/actors/logger.ts';
import {transform} from '../fizzbuzz/actors/transform.ts';
import {modes} from '../fizzbuzz/definition/definition.ts';
import {sliceMaxMessages} from '../fizzbuzz/definition/limits.ts';
import {workerData, workerNumbers} from './definition/worker.ts';
import {createResources} from './resources.ts';

export default definePipeline(workerData, {
  resources: createResources,
  actors: {
    receive: (context) =>
      new BridgeReceiver(
        context,
        context.sender('values'),
        context.resources.edge,
        context.latencyProbe,
      ),
    worker(context) {
      const {state, fields, resources} = context;
      const mode = context.setting('mode');
      const buffers = {inputByte: context.region('input'), outputByte: context.region('output')};
      const [input, output] = [context.receiver('values'), context.sender('results')];
      const slices = {
        get isDraining() {
          return context.isDraining;
        },
        size: {...context.size, batchMessages: sliceMaxMessages},
        startBatch: (messages: number) => context.startBatch(messages),
        commit: () => context.commit(),
      };
      return createStage(slices, input, output, (from, to) => {
        const isCopied = modes[mode.value] === 'double-buffer';
        transform(resources, from, to, isCopied ? buffers : undefined);
        state.add(isCopied ? fields.doubleBuffer : fields.zeroCopy, from.count);
      });
    },
    logger(context) {
      const {fields} = context;
      const logger = new Logger(context);
      const reported = workerNumbers.map((name) => fields[name]);
      const results = context.receiver('results');
      return reportProgress(context, logger, results, reported, context.sender('progress'));
    },
    keep: (context) =>
      new Keeper(context, context.receiver('progress'), workerNumbers, context.resources.edge),
  },
  // The start of a worker checks the tallies too, by the numbers that its lane was dealt.
  verify: ({channels: {values, results}, states: {logger}}) =>
    values.received === results.sent &&
    logger.fizz + logger.buzz + logger.fizzbuzz + logger.value === results.received,
  alerts: edgeAlerts,
});
