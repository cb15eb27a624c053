import type { IConstruct } from 'constructs';
import { Acknowledgements, type LocatedAcknowledgement } from '../../lib/model/acknowledgements';
import type { FactIdentity } from '../../lib/model/fact';
import { joinFindings, type Finding, type LocatedProblem } from '../../lib/model/finding';
import { Model } from '../../lib/model/model';
import { runRules, type Rule } from '../../lib/rules/rule';
import { existingJournal } from './journal';
import { placeOf } from './place';

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
 */
export function inspect(root: IConstruct, rules: readonly Rule[], today: string): Inspection {
  const facts: FactIdentity[] = [];
  const located: LocatedProblem[] = [];
  const acknowledged: LocatedAcknowledgement[] = [];
  for (const construct of root.node.findAll()) {
    const journal = existingJournal(construct);
    if (journal === undefined) continue;
    const place = placeOf(construct);
    for (const { kind, produce } of journal.facts) facts.push({ kind: kind.name, ...place, ...produce() });
    const late = journal.checks.map((check) => check()).filter((problem) => problem !== undefined);
    for (const problem of [...journal.problems, ...late])
      located.push({ problem, severity: 'error', ...place, acknowledgeable: false });
    for (const ack of journal.acknowledgements) acknowledged.push({ ...ack, ...place });
  }
  const model = new Model(facts);
  const acknowledgements = new Acknowledgements(acknowledged, today);
  const all = [...located, ...withoutConsequences(runRules(rules, model), located)];
  const findings = joinFindings(all, (item) => acknowledgements.covering(item));
  const own = joinFindings(acknowledgements.problems(), () => undefined);
  return { model, findings: [...findings, ...own] };
}

/**
 * Leaves out what rules find at a construct that was told something wrong: it went on with a stand-in value, and one
 * mistake gives one error.
 */
function withoutConsequences(
  violations: readonly LocatedProblem[],
  causes: readonly LocatedProblem[],
): LocatedProblem[] {
  const at = ({ stage, path }: LocatedProblem): string => JSON.stringify([stage, path]);
  const told = new Set(causes.map(at));
  return violations.filter((violation) => !told.has(at(violation)));
}

/** Today as `YYYY-MM-DD` in UTC. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
