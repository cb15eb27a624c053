import { createHash } from 'node:crypto';
import type { KubernetesObject } from './object';

/**
 * The bucket of an object: it depends on the object's own group, kind, namespace and name, so that no other object
 * moves it, and neither does a new version of its API. With twice the buckets it stays where it is, or moves up by the
 * former number of buckets.
 *
 * @param object any object
 * @param buckets number of buckets, a power of two
 * @returns a number from 0
 */
export function bucketOf(object: KubernetesObject, buckets: number): number {
  if (buckets === 1) return 0;
  const { apiVersion, kind, metadata } = object;
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  const key = [group, kind, metadata.namespace ?? '', metadata.name].join('/');
  return createHash('sha256').update(key).digest().readUInt32BE() % buckets;
}
