import {Counter, Gauge, Registry} from 'prom-client';
import type {Snapshot} from '../engine/index.ts';
import {readMetrics} from './metric-specs.ts';

/** The content type of `/metrics`. */
export const metricsContentType = Registry.PROMETHEUS_CONTENT_TYPE;

/**
 * Formats the metrics of a Snapshot in Prometheus' text format. A metric without samples is
 * omitted. Every scrape has metrics of its own, so that no values are kept between scrapes.
 */
export async function toMetrics(snapshot: Snapshot): Promise<string> {
  const registry = new Registry();
  for (const [name, help, samples] of readMetrics(snapshot)) {
    const [first] = samples;
    if (first === undefined) continue;
    const [, firstLabels = {}] = first;
    const config = {name, help, labelNames: Object.keys(firstLabels), registers: [registry]};
    const isCounter = name.endsWith('_total');
    const counter = isCounter ? new Counter(config) : new Gauge(config);
    for (const [value, labels = {}] of samples) counter.inc(labels, value);
  }
  return await registry.metrics();
}
