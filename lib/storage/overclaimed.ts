import type { Overclaim } from '../errors/storage';
import type { Fact } from '../model/fact';
import type { Model } from '../model/model';
import { Bytes } from '../units/bytes';
import { VOLUMES, type CephPoolFact } from './facts';

/**
 * What is claimed from a pool, where it is more than the pool holds: volumes of its class that parts of the stage
 * claim, and claims that it knows itself.
 *
 * @param model the facts of the program
 * @param pool the pool
 * @param own bytes by name of the claims that the pool knows
 */
export function overclaimed(
  model: Model,
  pool: Fact<CephPoolFact>,
  own: Readonly<Record<string, number>> = {},
): Overclaim | undefined {
  const volumes = model.all(VOLUMES, pool.stage).filter(({ storageClass }) => storageClass === pool.storageClass);
  const claims = [own, ...volumes.map((each) => each.claims)].flatMap(Object.entries<number>);
  const wanted = claims.reduce((sum, [, bytes]) => sum + bytes, 0);
  if (wanted <= pool.sizeBytes) return undefined;
  const list = claims.map(([claim, bytes]) => `${claim} ${Bytes.of(bytes).toString()}`);
  return { claims: list, wanted: Bytes.of(wanted), size: Bytes.of(pool.sizeBytes) };
}
