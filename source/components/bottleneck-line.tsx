import {Text} from 'ink';
import type {Snapshot} from '../engine/index.ts';
import {formatLimit, formatLimitAdvice} from '../format/limit.ts';
import {useColors} from './context.ts';
import {Line} from './line.tsx';

interface Props {
  readonly snapshot: Snapshot;
  /** The keys that change the bottleneck are not available. */
  readonly isReadOnly: boolean;
}

/** The line that names the present bottleneck of the pipeline. */
export function BottleneckLine({snapshot, isReadOnly}: Props) {
  const colors = useColors();
  return (
    <Line>
      <Text bold color={colors.title}>
        Limit{' '}
      </Text>
      {formatLimit(snapshot)}
      {isReadOnly ? '' : formatLimitAdvice(snapshot)}
    </Line>
  );
}
