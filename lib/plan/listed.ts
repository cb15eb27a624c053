import { allOf, type Listing } from './lazy-list';
import type { PrintedField } from './print-values';
import type { Report, ReportedChange, ReportedObject } from './report';

/** A resource of a report, of which no more is printed than is asked for: a comment shows a few of very many. */
export interface ListedChange extends Omit<ReportedChange, 'fields' | 'objects'> {
  /** Values that change. */
  readonly fields: Listing<PrintedField>;
  /** Kubernetes objects of a Helm release. */
  readonly objects: Listing<ReportedObject>;
}

/** The resources of a report. */
export type ListedChanges = Readonly<Record<'changes' | 'drift', readonly ListedChange[]>>;

const LISTED = new WeakMap<Report, ListedChanges>();

/**
 * The resources of a report, without printing them.
 *
 * @param report any report
 */
export function listedIn(report: Report): ListedChanges {
  return LISTED.get(report) ?? report;
}

/**
 * Says what a report lists that is printed when somebody reads it.
 *
 * @param report the report
 * @param listed its resources
 */
export function printedLater(report: Report, listed: ListedChanges): Report {
  LISTED.set(report, listed);
  return report;
}

/**
 * Prints all of a resource.
 *
 * @param change the resource
 */
export function printed(change: ListedChange): ReportedChange {
  return { ...change, fields: allOf(change.fields), objects: allOf(change.objects) };
}
