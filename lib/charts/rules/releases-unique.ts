import { releaseNameTaken } from '../../errors/charts';
import { rule, type Violation } from '../../rules/rule';
import { HELM_RELEASE } from '../facts';

/** Helm knows a release by its namespace and name: two of one name would fight for one set of objects. */
export const releasesUnique = rule(releaseNameTaken, 'error', (model) => {
  const owners = new Map<string, string>();
  return model.all(HELM_RELEASE).flatMap((release): Violation[] => {
    const key = JSON.stringify([release.stage, release.namespace, release.release]);
    const owner = owners.get(key);
    if (owner === undefined) owners.set(key, release.path);
    if (owner === undefined) return [];
    return [{ problem: releaseNameTaken(release.release, release.namespace, owner), at: release }];
  });
});
