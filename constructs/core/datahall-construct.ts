import { Construct, type IConstruct } from 'constructs';
import type { Code, Problem } from '../../lib/errors/problem';
import { duplicateName, invalidDnsLabel, invalidId, unresolvedToken } from '../../lib/errors/names';
import type { Acknowledgement } from '../../lib/model/acknowledgements';
import type { Consequence } from '../../lib/model/consequence';
import type { FactKind } from '../../lib/model/fact';
import { checkCount, checkId } from '../../lib/units/names';
import { checkUnit, type Quantity } from '../../lib/units/quantity';
import { isSecond, markSecond } from './duplicates';
import { journalOf, type SharedFiles } from './journal';
import { noteFormerPaths } from './moves';
import { orderAfter } from './order';
import { noteSourceLine } from './source-line';
import { adoptStack } from './stack-hook';
import { isPrintedToken, tokensIn } from './tokens';

/** A change of a child's configuration just before the child is made: the second way out, after props. */
export type Transform<Config> = (config: Readonly<Config>) => Config;

/**
 * Base of all constructs. A construct never throws for what it was told: it reports the problem, goes on with a
 * stand-in value, and all problems of a program are printed together when it synthesizes.
 */
export abstract class DatahallConstruct extends Construct {
  /**
   * @param scope parent construct
   * @param id letters, digits and `-`, starting with a letter; part of Terraform addresses, so it is a contract
   * @param props what the construct was told; must be known at synth
   * @param free fields of `props` that may hold Terraform tokens
   */
  public constructor(scope: Construct, id: string, props: object = {}, free: readonly string[] = []) {
    const taken = scope.node.tryFindChild(id);
    super(scope, taken === undefined ? id : freeId(scope, id));
    if (taken !== undefined) {
      this.report(duplicateName('construct', id, `'${taken.node.path}'`));
      markSecond(this);
    }
    this.report(checkId(id));
    const tokens = tokensIn(props, new Set(free)).map((field) => unresolvedToken(field));
    journalOf(this).problems.push(...tokens);
    adoptStack(this);
    noteSourceLine(this);
  }

  /**
   * Orders the resources of this construct after other constructs, also those that these get later.
   *
   * @param needed constructs that come first
   */
  public after(...needed: readonly IConstruct[]): this {
    orderAfter(this, needed);
    return this;
  }

  /**
   * Says where this construct was before, in the same stack: what it consists of is moved in Terraform's state, and
   * nothing is destroyed. Leave it there until every stage has been deployed with it.
   *
   * @param paths former paths below the stack, the oldest first, e.g. `cluster/kubernetes/h100`
   */
  public formerly(...paths: readonly string[]): this {
    noteFormerPaths(this, paths);
    return this;
  }

  /**
   * Takes responsibility for a finding of this construct: for the value that was seen, and until a day.
   *
   * @param code code of the finding
   * @param details the `given` line as it was printed, the reason and the last day
   */
  public acknowledge(code: Code, details: Omit<Acknowledgement, 'code'>): this {
    journalOf(this).acknowledgements.push({ code, ...details });
    return this;
  }

  /**
   * Says what follows for people when a part of this construct goes or changes: a review shows it, and somebody must
   * approve. What an inner construct says of itself comes first.
   *
   * @param consequence sentences without a full stop, by what is done
   */
  public consequence(consequence: Consequence): this {
    journalOf(this).consequences.push(consequence);
    return this;
  }

  /**
   * Publishes a fact. It is produced when the program synthesizes, so it may depend on collections that still grow.
   *
   * @param kind kind of the fact
   * @param produce returns plain JSON; must be pure
   */
  protected publish<T extends object>(kind: FactKind<T>, produce: () => T): void {
    journalOf(this).facts.push({ kind, produce });
  }

  /**
   * Writes files for people and for other tools into `artifacts/<stage>/<construct path>`. In somebody else's app none
   * are written.
   *
   * @param produce returns texts by path; must be pure
   */
  protected writes(produce: () => ReadonlyMap<string, string>): void {
    journalOf(this).artifacts.push(produce);
  }

  /**
   * Adds a part to files that constructs of the whole program have together. In somebody else's app none are written.
   *
   * @param files the files: one value for all that have a part in them
   * @param produce returns the part; must be pure
   */
  protected writesPart<Part extends object>(files: SharedFiles<Part>, produce: () => Part): void {
    journalOf(this).parts.push({ files: files as SharedFiles<never> as SharedFiles<object>, produce });
  }

  /**
   * Adds a check that can only be made when the program is complete, of something that did not happen.
   *
   * @param check returns the problem, or nothing; must be pure
   */
  protected checkLate(check: () => Problem | undefined): void {
    journalOf(this).checks.push(check);
  }

  /** Whether another construct has its id already: what it would add to others is there then. */
  protected get isSecond(): boolean {
    return isSecond(this);
  }

  /**
   * Takes a quantity only in its unit.
   *
   * @param field name of the setting
   * @param given what the construct was told
   * @param standIn a quantity of the right unit, to go on with
   */
  protected inUnit<Q extends Quantity<Q>>(field: string, given: Q, standIn: Q): Q {
    return this.report(checkUnit(field, given, standIn)) ? standIn : given;
  }

  /**
   * Takes only a whole number of at least `min`.
   *
   * @param min smallest that is allowed, and what to go on with
   * @param field name of the setting
   * @param given what the construct was told
   */
  protected atLeast(min: number, field: string, given: number): number {
    return this.report(checkCount(field, given, min)) ? min : given;
  }

  /**
   * Reports what is wrong with what this construct was told.
   *
   * @param problem the problem; nothing happens when there is none
   * @returns whether there was one
   */
  protected report(problem: Problem | undefined): boolean {
    if (problem === undefined) return false;
    const { problems } = journalOf(this);
    const same = problems.findIndex((earlier) => saysLess(earlier, problem));
    if (same >= 0) problems[same] = problem;
    else if (!problems.some((earlier) => saysLess(problem, earlier))) problems.push(problem);
    return true;
  }
}

/** Whether two problems are of one mistake, which the other one says more of: one mistake gives one error. */
function saysLess(problem: Problem, other: Problem): boolean {
  // What is wrong with the printed form of a token says nothing that the token itself does not.
  // All tokens were found before anything else was checked; checks find them again under names of their own.
  if (other.code === unresolvedToken.code)
    return problem.code === unresolvedToken.code || isPrintedToken(problem.got.replace(/'/g, ''));
  // An id is often a name as well, and every DNS label is an id.
  return problem.code === invalidId.code && other.code === invalidDnsLabel.code && problem.got === other.got;
}

function freeId(scope: Construct, id: string): string {
  let number = 2;
  while (scope.node.tryFindChild(`${id}-duplicate-${number}`) !== undefined) number += 1;
  return `${id}-duplicate-${number}`;
}
