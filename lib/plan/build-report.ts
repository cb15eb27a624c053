import { createHash } from 'node:crypto';
import type { PlannedStack } from './changes';
import type { Assemblies } from './clusters';
import type { ModelContext } from './model-context';
import { APPROVAL_RISKS } from './must-approve';
import { PlanReport } from './plan-report';
import { printed, printedLater, type ListedChange } from './listed';
import { REPORT_FORMAT_VERSION, type Report } from './report';
import { reportSecurity } from './report-security';
import { Scrubber } from './scrubber';
import { sectionsOf } from './sections';
import { secretsOf } from './secrets';
import { fabricPictures, type FabricPicture } from './topology/pictures';
import { unappliedDevices } from './unapplied-devices';
import { verdictOf } from './verdict';

/** What is known beside the plans. */
export interface ReportContext extends Assemblies {
  /** What is known of the datacenter. @default - nothing */
  readonly model?: ModelContext;
  /** Digest of the assemblies. @default - none was given */
  readonly digest?: string;
  /** Name by which the comment is found again. @default - the stages of the plans */
  readonly name?: string;
  /** Commit of the program. @default - not said */
  readonly commit?: string;
}

/** Most characters of one text of a section. */
const TEXT_LIMIT = 1000;

const ORDER = ['delete', 'replace', 'forget', 'update', 'create', 'import', 'move', 'read', 'none'];

/** A report, and the pictures that a page shows beside it. */
export interface Review {
  /** The report. */
  readonly report: Report;
  /** Draws the fabrics that are touched. */
  readonly pictures: () => readonly FabricPicture[];
}

/**
 * Makes the report of plans. Every text of a plan that it holds has passed the scrubber.
 *
 * @param planned plans with their stacks
 * @param context assemblies that were given, with all their stacks, and what they are of. @default - none
 */
export function buildReport(planned: readonly PlannedStack[], context: ReportContext = {}): Report {
  return buildReview(planned, context).report;
}

/**
 * Makes the report of plans with its pictures, whose texts have passed the same scrubber.
 *
 * @param planned plans with their stacks
 * @param context assemblies that were given, with all their stacks, and what they are of. @default - none
 */
export function buildReview(planned: readonly PlannedStack[], context: ReportContext = {}): Review {
  const scrubber = new Scrubber(planned.flatMap(({ plan }) => secretsOf(plan)));
  const plans = planned.map((each, index) => new PlanReport(each, index, scrubber));
  const approvals = plans.flatMap((each) => each.approvals());
  const needing = planned.map(() => new Set<string>());
  for (const { plan, address } of approvals) needing[plan]?.add(address);
  const rank = (it: ListedChange): number =>
    ORDER.indexOf(it.action) - (needing[it.plan]?.has(it.address) === true ? ORDER.length : 0);
  const clean = (text: string): string => scrubber.scrub(text, TEXT_LIMIT);
  const risk = (it: (typeof approvals)[number]): number => APPROVAL_RISKS.indexOf(it.risk);
  const loss = (it: (typeof approvals)[number]): number => ORDER.indexOf(it.action);
  const { name, commit } = context;
  const changes = sortedBy(
    plans.flatMap((each) => each.changes.map((change) => each.list(change))),
    rank,
  );
  const drift = sortedBy(
    plans.flatMap((each) => each.drift.map((change) => each.list(change))),
    () => 0,
  );
  const parts = {
    id: idOf(planned, context),
    ...(name === undefined ? {} : { name }),
    ...(commit === undefined ? {} : { commit: scrubber.scrub(commit, 100) }),
    plans: plans.map((each) => each.summary()),
    approvals: sortedBy(approvals, (it) => risk(it) * (ORDER.length + 1) + loss(it)),
    ...reportSecurity(planned, context, scrubber),
    ...sectionsOf(plans, context.model ?? {}, clean),
  };
  const outputs = plans.flatMap((each) => each.outputs());
  const printedOnce = { changes: once(() => changes.map(printed)), drift: once(() => drift.map(printed)) };
  const report: Report = {
    formatVersion: REPORT_FORMAT_VERSION,
    verdict: verdictOf({ ...parts, changes, outputs }),
    ...parts,
    get changes() {
      return printedOnce.changes();
    },
    get drift() {
      return printedOnce.drift();
    },
    outputs,
    devices: planned.flatMap(unappliedDevices),
  };
  const { touched = [] } = report;
  const { before, after } = context.model ?? {};
  const models = { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
  return {
    report: printedLater(report, { changes, drift }),
    pictures: () => fabricPictures({ ...models, touched, clean }),
  };
}

/** The same assemblies and plans have the same id, in whatever order they are given. */
function idOf(planned: readonly PlannedStack[], { digest = '' }: ReportContext): string {
  const digests = planned.map(({ plan }) => plan.digest).sort();
  return createHash('sha256')
    .update([digest, ...digests].join('\n'))
    .digest('hex');
}

interface Placed {
  readonly plan: number;
  readonly path: string;
  readonly address: string;
}

/** By rank, which is asked for once of each, then by place. */
function sortedBy<Item extends Placed>(items: readonly Item[], rank: (item: Item) => number): readonly Item[] {
  const ranked = items.map((item) => ({ item, rank: rank(item) }));
  return ranked.sort((a, b) => (a.rank === b.rank ? byPath(a.item, b.item) : a.rank - b.rank)).map(({ item }) => item);
}

function byPath(a: Placed, b: Placed): number {
  if (a.plan !== b.plan) return a.plan - b.plan;
  return a.path === b.path ? compare(a.address, b.address) : compare(a.path, b.path);
}

function once<Result>(make: () => Result): () => Result {
  let made: { readonly result: Result } | undefined;
  return () => (made ??= { result: make() }).result;
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
