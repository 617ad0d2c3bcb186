import {readEdgeReport} from '../bridge/index.ts';
import type {AlertRule, PipelineData} from '../engine/index.ts';

/**
 * Returns the alerts of an edge, for a part with the region `edge`.
 * @param fullText the alert of full streams; `undefined` for a part that does not fill them
 */
export function edgeAlerts<
  D extends PipelineData & {readonly regions: {readonly edge: {readonly bytes: number}}},
>(fullText: string | undefined): AlertRule<D>[] {
  const report = (view: {region(name: 'edge'): Float64Array}) =>
    readEdgeReport(view.region('edge'));
  const lost: AlertRule<D> = {
    kind: 'broker',
    text: 'the broker is not connected; it is tried again, and nothing is lost',
    isActive: ({to}) => report(to as never).lostAtMs > 0,
  };
  if (fullText === undefined) return [lost];
  const full: AlertRule<D> = {
    kind: 'full',
    text: fullText,
    advice: 'start more of them, or wait',
    isActive({to}) {
      const {fill, capacity} = report(to as never);
      return capacity > 0 && fill >= capacity;
    },
  };
  return [lost, full];
}
