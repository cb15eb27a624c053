import { schemaOffences } from './schemas';

/** What the schema of the report finds wrong with one. */
export function schemaErrors(report: object): readonly string[] {
  return schemaOffences('report', report);
}
