import { counted } from '../errors/print';
import type { ListedChange } from './listed';
import { reasonWords } from './reasons';

/**
 * What a reviewer sees of a change before it is opened, beside its action, construct and type.
 *
 * @param change a change
 * @param mark escapes what the plan says
 */
export function changeFacts(change: ListedChange, mark: (text: string) => string): readonly string[] {
  const { action, order, reason, fields, omitted = 0, objects, rendered, stateful, imported } = change;
  const values = fields.length + omitted;
  return [
    ...(action === 'replace' && order !== undefined ? [order] : []),
    ...reasonWords(reason, mark),
    ...(values === 0 ? [] : [counted(values, 'value')]),
    ...(objects.length === 0 ? [] : [counted(objects.length, 'object')]),
    ...(rendered === true ? ['chart rendered'] : []),
    ...(stateful === true ? ['holds data'] : []),
    ...(imported === true && action !== 'import' ? ['imported'] : []),
  ];
}
