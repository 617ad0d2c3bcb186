/** The parts of a definition's behaviour that an edge fills in, for pipelines with one edge. */
import {type AlertRule, DefinitionError, type PipelineData, type Resume} from '../engine/index.ts';
import {edgeAlerts} from './edge/alerts.ts';
import {type Claim, claimLane, claimSource} from './edge/claim.ts';
import {Edge, type EdgeOptions} from './edge/edge.ts';
import type {EdgeAddress, SourceRequest} from './edge/setup.ts';

/** What an edge gives to a definition: spread it into the behaviour. */
export interface EdgeBehaviour {
  readonly prepare: () => Promise<{readonly payload: EdgeOptions; readonly resume: Resume}>;
  readonly resources: (payload: unknown) => Edge;
  readonly alerts: ReadonlyArray<AlertRule<PipelineData>>;
}

/** What a part continues from, as the keeper of the part stores it. */
export interface KeptState {
  /** The channels that count the messages of the edge, from its end to the actor. */
  readonly channels: readonly string[];
  /** The actor that reports its progress. */
  readonly actor: string;
  /** The numbers of its state that it reports, in the same order. */
  readonly numbers: readonly string[];
}

/**
 * Returns the behaviour of a part that sends over a broker. It claims the edge's source at the
 * start, and makes the edge if there is none.
 * @param kept the state that a keeper stores; without it, an actor makes all messages again, and
 *   those that the broker has are passed over
 */
export function sendOver(request: SourceRequest, kept?: KeptState): EdgeBehaviour {
  return toBehaviour(() => claimSource(request), kept);
}

/**
 * Returns the behaviour of a part that receives over a broker. It claims a lane at the start, and
 * waits for a source to make the edge.
 */
export function receiveOver(address: EdgeAddress, kept: KeptState): EdgeBehaviour {
  const onWait = (text: string) => process.stderr.write(`${text}\n`);
  return toBehaviour(() => claimLane(address, onWait), kept);
}

function toBehaviour(claim: () => Promise<Claim>, kept?: KeptState): EdgeBehaviour {
  return {
    async prepare() {
      const {options, record} = await claim();
      const resume = record === undefined || kept === undefined ? {} : toResume(record, kept);
      return {payload: options, resume};
    },
    resources: (payload) => new Edge(payload as EdgeOptions),
    alerts: edgeAlerts,
  };
}

function toResume(record: NonNullable<Claim['record']>, kept: KeptState): Resume {
  const unknown = Object.keys(record.numbers).find((name) => !kept.numbers.includes(name));
  if (unknown !== undefined) {
    throw new DefinitionError(`the stored state has ${unknown}, which this part does not keep`);
  }
  return {
    channels: Object.fromEntries(kept.channels.map((name) => [name, record.messages])),
    states: {[kept.actor]: record.numbers},
  };
}
