import {Text} from 'ink';
import type {Snapshot} from '../engine/index.ts';
import {formatLimit, formatLimitAdvice} from '../format/limit.ts';
import {useColours} from './context.ts';
import {Line} from './line.tsx';

interface Props {
  readonly snapshot: Snapshot;
  /** The keys that change the bottleneck are not available. */
  readonly isReadOnly: boolean;
}

/** The line that names the present bottleneck of the pipeline. */
export function BottleneckLine({snapshot, isReadOnly}: Props) {
  const colours = useColours();
  return (
    <Line>
      <Text bold color={colours.title}>
        Limit{' '}
      </Text>
      {formatLimit(snapshot)}
      {isReadOnly ? '' : formatLimitAdvice(snapshot)}
    </Line>
  );
}
