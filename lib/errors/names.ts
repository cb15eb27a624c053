import { define } from './problem';
import { show } from './print';

/** A name is not a DNS label (RFC 1123). */
export const invalidDnsLabel = define(
  'DH1101',
  'A name is not a DNS label',
  (field: string, given: unknown, max: number) => ({
    what: `'${field}' is not a DNS label`,
    got: show(given),
    allowed: `1 to ${max} characters of a-z, 0-9 and '-', starting with a letter and ending with a letter or digit`,
    fix: `rename it, for example to '${suggestLabel(given, max)}'`,
  }),
);

/** A text cannot be the value of a Kubernetes label. */
export const invalidLabelValue = define(
  'DH1102',
  'A text is not a Kubernetes label value',
  (field: string, given: unknown) => ({
    what: `'${field}' is not a Kubernetes label value`,
    got: show(given),
    allowed: "at most 63 characters of letters, digits, '-', '_' and '.', starting and ending with a letter or digit",
    fix: 'shorten it or replace the other characters',
  }),
);

/** A construct id would change its meaning in a Terraform address. */
export const invalidId = define('DH1103', 'A construct id has characters that addresses drop', (given: unknown) => ({
  what: 'this construct id cannot be kept in a Terraform address',
  got: show(given),
  allowed: "letters, digits and '-', starting with a letter",
  fix: `rename it, for example to '${suggestLabel(given, 63)}'`,
}));

/** A name is not one of DNS (RFC 1123): labels with dots between. */
export const invalidDnsName = define(
  'DH1113',
  'A name is not a DNS name',
  (field: string, given: unknown, allowed: string) => ({
    what: `'${field}' is not a name of DNS`,
    got: show(given),
    allowed,
    fix: 'write the name in small letters, without a scheme, a port or a path',
  }),
);

/** A checked field holds a value that Terraform knows only at apply. */
export const unresolvedToken = define('DH1104', 'A value is not known at synth', (field: string) => ({
  what: `'${field}' is a Terraform token, its value is not known at synth`,
  got: 'an unresolved token',
  allowed: 'a plain value: names, addresses, counts and sizes are proven before anything is applied',
  fix: 'pass the value itself instead of an attribute of another resource',
}));

/** A text that Terraform gets as it is, but would not read so. */
export const notLiteral = define('DH1109', 'A text is empty or a template', (field: string, given: unknown) => ({
  what: `'${field}' is not a text that Terraform takes as it is`,
  got: show(given),
  allowed: "a text of one line that is not empty, without '${' and '%{'",
  fix: 'write the name or path itself; Terraform would evaluate a template',
}));

/** Two things of one kind have the same name. */
export const duplicateName = define('DH1105', 'A name is used twice', (kind: string, name: string, first: string) => ({
  what: `there already is a ${kind} of this name`,
  got: show(name),
  allowed: `a name that no other ${kind} has; this one belongs to ${first}`,
  fix: `rename one of the two, or pass the first one where the second is made`,
}));

/** A namespace with two settings. */
export const namespaceDiffers = define(
  'DH1106',
  'A namespace is asked for with two settings',
  (namespace: string, given: object, first: object) => ({
    what: `the namespace '${namespace}' was already made with other settings`,
    got: show(given),
    allowed: show(first),
    fix: 'ask for the same settings wherever the namespace is used, or choose another name',
  }),
);

function suggestLabel(given: unknown, max: number): string {
  const text = String(given)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, max)
    .replace(/-+$/, '');
  return text === '' ? 'name' : text;
}
