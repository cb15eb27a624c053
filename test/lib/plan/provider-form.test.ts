import { fromProviderForm } from '../../../lib/plan/provider-form';

describe('an object in the form of the provider', () => {
  test('has no end of a range of ports where a state says 0: nobody set it', () => {
    const ports = [
      { port: '53', protocol: 'UDP', end_port: 0 },
      { port: '1', protocol: 'TCP', end_port: 9 },
    ];
    expect(fromProviderForm({ spec: [{ egress: [{ ports, to: [] }] }] })).toEqual({
      spec: {
        egress: [
          {
            ports: [
              { port: '53', protocol: 'UDP' },
              { port: '1', protocol: 'TCP', endPort: 9 },
            ],
          },
        ],
      },
    });
  });
});
