import type { IConstruct } from 'constructs';
import type { AlertRule } from '../../lib/monitoring/alert-rule';
import type { Endpoint } from './endpoint';

/** Where the metrics of pods are. */
export interface ScrapeTarget {
  /** Name, unique in the monitored construct. */
  readonly name: string;
  /** The pods. */
  readonly endpoint: Endpoint;
  /** TCP port of the pods. */
  readonly port: number;
  /** Path of the metrics. @default '/metrics' */
  readonly path?: string;
  /** Whether the pods use the network of their hosts, where policies for pods do not reach. @default false */
  readonly hostNetwork?: boolean;
  /** Scheme; `https` is scraped without checking the certificate of the pod. @default 'http' */
  readonly scheme?: 'http' | 'https';
}

/** A construct that knows what to measure of itself and when to alert. */
export interface IMonitored extends IConstruct {
  /** Where its metrics are. */
  readonly scrapeTargets: readonly ScrapeTarget[];
  /** When somebody must be told. */
  readonly alertRules: readonly AlertRule[];
}
