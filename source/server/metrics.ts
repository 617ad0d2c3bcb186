/**
 * The run as Prometheus metrics.
 *
 * prom-client writes the text; each metric is filled anew from a Snapshot when it is asked for, so nothing is kept in between.
 * Loaded at the first request only: most runs are never scraped.
 */
import {Counter, Gauge, type Metric, Registry} from 'prom-client';
import type {Snapshot} from '../engine/index.ts';
import {type MetricSpec, metricSpecs} from './metric-specs.ts';

const registry = new Registry();
let shown: Snapshot | undefined;
for (const spec of metricSpecs) registry.registerMetric(metricOf(spec));

/** What `/metrics` is sent as. */
export const metricsContentType = registry.contentType;

/** The metrics of a Snapshot in Prometheus' text format. */
export async function toMetrics(snapshot: Snapshot): Promise<string> {
  shown = snapshot;
  return await registry.metrics();
}

function metricOf({type, name, help, samples}: MetricSpec): Metric {
  const fill = (set: (value: number, labels: Record<string, string>) => void) => {
    for (const [value, labels] of shown ? samples(shown) : []) set(value, {...labels});
  };
  const labelNames = ['actor', 'channel', 'cpu', 'from', 'kernels', 'kind', 'mode', 'node'];
  const config = {name, help, labelNames: [...labelNames, 'state', 'to'], registers: []};
  if (type === 'gauge') {
    return new Gauge({
      ...config,
      collect() {
        this.reset();
        fill((value, labels) => this.set(labels, value));
      },
    });
  }
  return new Counter({
    ...config,
    collect() {
      this.reset();
      fill((value, labels) => this.inc(labels, value));
    },
  });
}
