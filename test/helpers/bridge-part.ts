/**
 * A process with one part of a pipeline over a broker: `node bridge-part.ts <module> <payload>`. It
 * prints its outcome as JSON at the end. SIGTERM stops the part.
 */
import {startPipeline} from 'fizzbuzz-tui/engine';

const [module = '', payload = '{}', settings = '{}'] = process.argv.slice(2);
const options = {payload: JSON.parse(payload), settings: JSON.parse(settings)};
const engine = await startPipeline(module, {...options, capacityMessages: 16_384});
process.on('SIGTERM', () => engine.stop('SIGTERM'));
let reported = 0;
engine.subscribe(() => {
  const messages = engine.getSnapshot().channels[0]?.total ?? 0;
  if (messages > reported) process.stderr.write(`${messages} messages\n`);
  reported = messages;
});
const {stop, channels, log, memory} = await engine.finished;
const lines = log.map(({text}) => text);
const {residentBytes} = memory;
process.stdout.write(`${JSON.stringify({stop, channels, lines, residentBytes})}\n`);
