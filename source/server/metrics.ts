/**
 * Formats a run as Prometheus metrics.
 *
 * prom-client formats the text. Each metric is filled from a Snapshot on request, so no values are
 * kept between requests. The module is imported at the first request, since most runs are never
 * scraped.
 */
import {Counter, Gauge, type Metric, Registry} from 'prom-client';
import type {Snapshot} from '../engine/index.ts';
import {type MetricSpec, metricSpecs} from './metric-specs.ts';

const registry = new Registry();
let shown: Snapshot | undefined;
for (const spec of metricSpecs) registry.registerMetric(metricOf(spec));

/** The content type of `/metrics`. */
export const metricsContentType = registry.contentType;

/** Formats the metrics of a Snapshot in Prometheus' text format. */
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
