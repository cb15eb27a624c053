import { clusterShared } from '../../errors/stacks';
import { rule, type Violation } from '../../rules/rule';
import { STAGE } from '../facts';

/**
 * Contexts of two names are one cluster when its kube-system has one UID; one context is what DH4005 is about. A
 * cluster may build those of several stages.
 */
export const clusterPerStage = rule(clusterShared, 'error', (model) => {
  const pinned = model.all(STAGE).flatMap((stage) => stage.contexts.map((context) => ({ stage, ...context })));
  return pinned.flatMap(({ stage, uid, path, name }): Violation[] => {
    if (uid === null) return [];
    const same = pinned.filter((each) => each.uid === uid);
    const stages = [...new Set(same.map((each) => each.stage.name))];
    const contexts = [...new Set(same.map((each) => each.name))];
    if (stages.length < 2 || same.every(({ role }) => role === 'management')) return [];
    if (same.every((each) => each.path === path && each.name === name)) return [];
    return [{ problem: clusterShared(uid, stages, contexts), at: stage }];
  });
});
