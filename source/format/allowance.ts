import type {SegmentReport, Snapshot} from '../engine/index.ts';

/**
 * Returns the messages per second that the beats allow with some settings; `undefined` in a free
 * run. A beat releases one batch, whatever the number of lanes: they take the beats in turn.
 */
export function allowedPerSecond(
  {pipeline, beat}: Pick<Snapshot, 'pipeline' | 'beat'>,
  settings: SegmentReport['settings'],
): number | undefined {
  const pace = pipeline.settings.find(({rateOf}) => rateOf !== null);
  const periodMs = pace === undefined || beat === null ? 0 : Number(settings[pace.name]);
  return periodMs > 0 ? (settings.batchMessages * 1_000) / periodMs : undefined;
}
