import type { IConstruct } from 'constructs';
import { releaseNameTaken } from '../../lib/errors/charts';
import { waitInCircle } from '../../lib/errors/stacks';
import { Acknowledgements, type LocatedAcknowledgement } from '../../lib/model/acknowledgements';
import type { FactIdentity } from '../../lib/model/fact';
import { joinFindings, type Finding, type LocatedProblem } from '../../lib/model/finding';
import { Model } from '../../lib/model/model';
import { runRules, type Rule } from '../../lib/rules/rule';
import { isBroken } from './broken';
import { circlesOf } from './circles';
import { isSecond } from './duplicates';
import { existingJournal } from './journal';
import { placeOf, stackOf, type Place } from './place';
import { objectsInOtherStacks, sharedObjects } from './shared-objects';

/** What a program says, and what is wrong with it. */
export interface Inspection {
  /** All facts. */
  readonly model: Model;
  /** All findings, bad input first, then the rules in their order. */
  readonly findings: readonly Finding[];
}

/**
 * Reads the journals of a construct tree and runs rules over the joined facts. Changes nothing.
 *
 * @param root an app or a stack
 * @param rules the rules
 * @param today day that acknowledgements are compared with, `YYYY-MM-DD`
 * @param elsewhere facts of others that rules compare with; what is wrong with them is no finding of this tree
 */
export function inspect(
  root: IConstruct,
  rules: readonly Rule[],
  today: string,
  elsewhere: readonly FactIdentity[] = [],
): Inspection {
  const facts: FactIdentity[] = [];
  const located: LocatedProblem[] = [];
  const acknowledged: LocatedAcknowledgement[] = [];
  const told = new Set<string>();
  const constructs = root.node.findAll();
  const broken = new Map(constructs.filter(isBroken).map((each) => [placeOf(each).stage, placeOf(each).path]));
  for (const construct of constructs) {
    const journal = existingJournal(construct);
    if (journal === undefined) continue;
    const place = placeOf(construct);
    for (const { kind, produce } of journal.facts) facts.push({ kind: kind.name, ...place, ...produce() });
    const checks = broken.has(place.stage) ? [] : journal.checks;
    const late = checks.map((check) => check()).filter((problem) => problem !== undefined);
    for (const problem of [...journal.problems, ...late])
      located.push({ problem, severity: 'error', ...place, acknowledgeable: false });
    // A stage lies above the stacks: what is wrong with its share says nothing of its context.
    if (stackOf(construct) !== undefined && journal.problems.length > 0) told.add(keyOf(place));
    if (isSecond(construct)) for (const below of construct.node.findAll()) told.add(keyOf(placeOf(below)));
    for (const ack of journal.acknowledgements) acknowledged.push({ ...ack, ...place });
  }
  for (const circle of circlesOf(constructs)) {
    const problem = waitInCircle(circle.map(([waiting, needed]) => [placeOf(waiting).path, placeOf(needed).path]));
    const at = circle[0]?.[0] ?? root;
    located.push({ problem, severity: 'error', ...placeOf(at), acknowledgeable: false });
  }
  // They are told where they are.
  for (const fact of elsewhere) told.add(keyOf(fact));
  const model = new Model([...elsewhere, ...facts]);
  const acknowledgements = new Acknowledgements(acknowledged, today);
  // What a stage is made of is incomplete then; what it was told itself is not.
  const violations = runRules(rules, model).filter(({ stage, path }) => (broken.get(stage) ?? path) === path);
  // Where two releases have one name, so have all their objects.
  const known = new Set([...told, ...violations.filter(isOfRelease).map(keyOf)]);
  const isKnown = (at: Place): boolean => broken.has(at.stage) || known.has(keyOf(at));
  for (const { place, problem } of [...sharedObjects(root, isKnown), ...objectsInOtherStacks(root, isKnown)])
    located.push({ problem, severity: 'error', ...place, acknowledgeable: false });
  const all = [...located, ...withoutConsequences(violations, told)];
  const findings = joinFindings(all, (item) => acknowledgements.covering(item));
  const own = joinFindings(acknowledgements.problems(), () => undefined);
  return { model, findings: [...findings, ...own] };
}

/**
 * Leaves out what rules find at a construct that was told something wrong: it went on with a stand-in value, and one
 * mistake gives one error.
 */
function withoutConsequences(violations: readonly LocatedProblem[], told: ReadonlySet<string>): LocatedProblem[] {
  return violations.filter((violation) => !told.has(keyOf(violation)));
}

function isOfRelease({ problem }: LocatedProblem): boolean {
  return problem.code === releaseNameTaken.code;
}

function keyOf({ stage, path }: Place): string {
  return JSON.stringify([stage, path]);
}

/** Today as `YYYY-MM-DD` in UTC. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
