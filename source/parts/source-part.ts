/** The part of FizzBuzz that makes the values, and sends them over a broker. */
import {BridgeSender, edgeAlerts, Keeper, reportProgress} from '../bridge/index.ts';
import {type AlertRule, definePipeline} from '../engine/index.ts';
import {Heartbeat} from '../fizzbuzz/actors/heartbeat.ts';
import {PacedGenerator} from './actors/paced-generator.ts';
import {type SourcePart, sourceData, sourceNumbers} from './definition/source.ts';
import {createResources} from './resources.ts';

const alerts: ReadonlyArray<AlertRule<SourcePart>> = [
  ...edgeAlerts,
  {
    kind: 'skipped',
    text: 'the heartbeat was too late and skipped beats',
    isActive: ({from, to}) => to.states.heartbeat.skipped > from.states.heartbeat.skipped,
  },
];

export default definePipeline(sourceData, {
  resources: createResources,
  actors: {
    heartbeat: (context) => new Heartbeat(context),
    generator(context) {
      const {fields} = context;
      const generator = new PacedGenerator(context);
      const reported = sourceNumbers.map((name) => fields[name]);
      const values = context.sender('values');
      return reportProgress(context, generator, values, reported, context.sender('progress'));
    },
    send: (context) =>
      new BridgeSender(
        context,
        context.receiver('values'),
        context.resources.edge,
        context.latencyProbe,
      ),
    keep: (context) =>
      new Keeper(context, context.receiver('progress'), sourceNumbers, context.resources.edge),
  },
  verify: ({channels: {values, beats}, states}) =>
    values.sent === values.received && beats.received === states.generator.beats,
  alerts,
});
