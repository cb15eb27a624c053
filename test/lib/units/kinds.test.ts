import { instance, instances } from '../../../lib/units/kinds';

class Base {}
class Derived extends Base {}

describe('instance', () => {
  it.each([new Base(), new Derived(), new (class Base {})()])(
    'takes %p, also of another copy of the library',
    (given) => {
      expect(() => instance('it', given, 'Base')).not.toThrow();
    },
  );

  it.each([undefined, null, 'Base', {}, [], Object.create(null), Base])('refuses %p: DH1006', (given) => {
    expect(() => instance('it', given, 'Base')).toThrow("DH1006 'it' is of another kind");
  });
});

describe('instances', () => {
  it('names the one that is of another kind', () => {
    expect(() => instances('all', { a: new Base(), b: new Derived() }, 'Base')).not.toThrow();
    expect(() => instances('all', { a: new Base(), b: undefined }, 'Base')).toThrow("DH1006 'all.b'");
    expect(() => instances('all', undefined, 'Base')).toThrow("DH1006 'all'");
  });
});
