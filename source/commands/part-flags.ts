/** The flags of FizzBuzz in parts. */
import {brokerPattern, streamNamePattern} from '../bridge/broker/forms.ts';
import {choiceFlag, type FlagValues, switchFlag, valueFlag} from './flags.ts';
import {choice, matching, UsageError} from './parsers.ts';

const streamDefault = 'fizzbuzz';

/** The flags that run a part of the pipeline, whose values travel over a broker. */
export const partFlags = {
  role: valueFlag(
    '<r>',
    'source | worker: run this part only; the values travel\nover --broker',
    choice(['source', 'worker'] as const),
  ),
  broker: valueFlag(
    '<url>',
    'NATS server with JetStream (NATS_URL)',
    matching('an address as nats://host:port or tls://host:port', brokerPattern),
  ),
  stream: valueFlag(
    '<name>',
    `name of the streams at the broker (${streamDefault})`,
    matching('up to 64 letters, digits, - and _', streamNamePattern),
    streamDefault,
  ),
  fresh: switchFlag('source: remove what earlier runs left in the stream'),
  storage: choiceFlag('<s>', ['file', 'memory'], 'file; of a new stream'),
};

/**
 * Rejects the flags of a part in a run of the whole pipeline.
 * @throws {UsageError} if one of them is given
 */
export function rejectPartFlags({broker, stream, fresh, storage}: FlagValues<typeof partFlags>) {
  const given = [
    ['--broker', broker !== undefined],
    ['--stream', stream !== streamDefault],
    ['--fresh', fresh],
    ['--storage', storage !== 'file'],
  ] as const;
  const [flag] = given.find(([, isGiven]) => isGiven) ?? [];
  if (flag !== undefined) throw new UsageError(`${flag} needs --role source or --role worker`);
}
