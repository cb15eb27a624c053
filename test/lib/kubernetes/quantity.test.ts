import { Bytes } from 'datahall';
import { quantity } from '../../../lib/kubernetes/quantity';

test.each([
  [Bytes.of(0), '0'],
  [Bytes.of(1500), '1500'],
  [Bytes.of(0.5), '1'],
  [Bytes.gib(1), '1Gi'],
  [Bytes.tib(1.5), '1536Gi'],
  [Bytes.tib(100), '100Ti'],
  [Bytes.tib(1024 * 1024), '1024Pi'],
  [Bytes.tb(15.36), '15000000000Ki'],
])('quantity(%s) is %s', (amount, text) => {
  expect(quantity(amount)).toBe(text);
});
