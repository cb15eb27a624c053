import type { Problem, ProblemFactory } from '../errors/problem';
import type { LocatedProblem, Severity } from '../model/finding';
import type { FactIdentity } from '../model/fact';
import type { Model } from '../model/model';

/** One violation of a rule: the problem, and the fact that it is reported at. */
export interface Violation {
  /** What is wrong. */
  readonly problem: Problem;
  /** Fact of the construct that it is reported at. */
  readonly at: Pick<FactIdentity, 'path' | 'stage'>;
}

/** A statement that must hold for the model: a pure function, one file each, in its concern's folder. */
export interface Rule {
  /** Declares the code; its title names the rule in the documentation. */
  readonly problem: ProblemFactory<never[]>;
  /** How bad a violation is. */
  readonly severity: Severity;
  /** Finds all violations. */
  readonly check: (model: Model) => readonly Violation[];
}

/**
 * Declares a rule.
 *
 * @param problem the problem that it finds; carries the code
 * @param severity how bad a violation is
 * @param check finds all violations in a model
 */
export function rule<A extends readonly unknown[]>(
  problem: ProblemFactory<A>,
  severity: Severity,
  check: (model: Model) => readonly Violation[],
): Rule {
  return { problem: problem as unknown as ProblemFactory<never[]>, severity, check };
}

/**
 * Runs rules over a model.
 *
 * @param rules the rules, in the order in which their findings are printed
 * @param model the facts of the program
 */
export function runRules(rules: readonly Rule[], model: Model): readonly LocatedProblem[] {
  return rules.flatMap((each) =>
    each.check(model).map(({ problem, at }) => ({
      problem,
      severity: each.severity,
      path: at.path,
      stage: at.stage,
      acknowledgeable: true,
    })),
  );
}
