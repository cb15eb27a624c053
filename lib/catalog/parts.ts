import type { NicFacts } from './nic';
import type { DiskFacts, ServerModel } from './server-model';

/** NICs of a server as a part to select: the sources of its figures are those of the classes that have it. */
export interface NicPart extends NicFacts {
  /** Classes of servers that have just these NICs, in the given order. */
  readonly servers: readonly ServerModel[];
}

/** Disks of a server as a part to select: the sources of its figures are those of the classes that have it. */
export interface DiskPart extends DiskFacts {
  /** Classes of servers that have just these disks, in the given order. */
  readonly servers: readonly ServerModel[];
}

/**
 * The NICs that classes of servers declare, equal ones once. NICs of one speed whose cages or RDMA devices differ, or
 * are known of one class only, are different parts.
 *
 * @param models classes of servers
 * @example
 * nicsOf([...ServerModel.known]).map(({ roles, ports }) => `${ports} x ${roles.join(' and ')}`);
 */
export function nicsOf(models: readonly ServerModel[]): readonly NicPart[] {
  return merged(
    models,
    ({ facts }) => facts.nics ?? [],
    // In a fixed order: facts are equal however they were written down.
    ({ roles, ports, speed, devices, cage, bond }) => [
      [...roles].sort(),
      ports,
      speed,
      devices ?? null,
      [cage?.connector ?? null, cage?.ports ?? null],
      bond ?? false,
    ],
  );
}

/**
 * The disks that classes of servers declare, equal ones once.
 *
 * @param models classes of servers
 */
export function disksOf(models: readonly ServerModel[]): readonly DiskPart[] {
  return merged(
    models,
    ({ facts: { disks } }) => (disks === undefined ? [] : [disks]),
    ({ count, size, media }) => [count, size, media],
  );
}

function merged<F extends object>(
  models: readonly ServerModel[],
  declared: (model: ServerModel) => readonly F[],
  figures: (facts: F) => readonly unknown[],
): readonly (F & { readonly servers: readonly ServerModel[] })[] {
  const parts = new Map<string, { readonly facts: F; readonly servers: Set<ServerModel> }>();
  for (const model of models)
    for (const facts of declared(model)) {
      const key = JSON.stringify(figures(facts));
      const part = parts.get(key) ?? { facts, servers: new Set() };
      part.servers.add(model);
      parts.set(key, part);
    }
  return [...parts.values()].map(({ facts, servers }) => ({ ...facts, servers: [...servers] }));
}
