// The short forms of the benchmarks' scripts. Each takes several seconds.
import {test} from 'vitest';
import {sampled} from '../helpers/sample.ts';
import {broker} from './benchmarks/broker.ts';
import {frames} from './benchmarks/frames.ts';
import {interfaceCosts} from './benchmarks/interface.ts';
import {peers} from './benchmarks/peers.ts';
import {start} from './benchmarks/start.ts';
import {telemetry} from './benchmarks/telemetry.ts';

const benchmarks = [broker, frames, interfaceCosts, peers, start, telemetry];

for (const {name, isPossible, check} of sampled(benchmarks, 1))
  test.skipIf(!isPossible)(name, check);
