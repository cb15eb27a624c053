import fc from 'fast-check';
import { bucketOf } from '../../../lib/kubernetes/bucket';
import type { KubernetesObject } from '../../../lib/kubernetes/object';

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/);
const object: fc.Arbitrary<KubernetesObject> = fc.record({
  apiVersion: fc.constantFrom('v1', 'kueue.x-k8s.io/v1beta1', 'ceph.rook.io/v1'),
  kind: fc.constantFrom('ConfigMap', 'ResourceFlavor', 'CephCluster'),
  metadata: fc.oneof(fc.record({ name }), fc.record({ name, namespace: name })),
});
const buckets = fc.constantFrom(1, 2, 4, 8, 16, 32);

describe('the bucket of an object', () => {
  it('stays, or moves up by the former number, when the buckets are doubled', () => {
    fc.assert(
      fc.property(object, buckets, (each, count) => {
        const before = bucketOf(each, count);
        expect([before, before + count]).toContain(bucketOf(each, count * 2));
      }),
    );
  });

  it('does not depend on what the object says, nor on the version of its API', () => {
    fc.assert(
      fc.property(object, buckets, fc.jsonValue(), (each, count, spec) => {
        const newer = { ...each, apiVersion: each.apiVersion.replace(/v1(beta1)?$/, 'v2'), spec };
        expect(bucketOf(newer, count)).toBe(bucketOf(each, count));
      }),
    );
  });

  it('is a contract: objects of releases that exist must not move', () => {
    const flavors = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((each) => ({
      apiVersion: 'kueue.x-k8s.io/v1beta2',
      kind: 'ResourceFlavor',
      metadata: { name: each },
    }));
    expect(flavors.map((each) => bucketOf(each, 8))).toEqual([5, 6, 7, 7, 2, 0, 2, 1]);
  });

  it('spreads a thousand objects evenly', () => {
    const sizes = Array.from({ length: 8 }, () => 0);
    for (let at = 0; at < 1000; at += 1) {
      const each = { apiVersion: 'ceph.rook.io/v1', kind: 'CephBlockPool', metadata: { name: `pool-${at}` } };
      sizes[bucketOf(each, 8)]! += 1;
    }
    expect(Math.min(...sizes)).toBeGreaterThan(90);
    expect(Math.max(...sizes)).toBeLessThan(160);
  });
});
