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

  test('has the ports of a Service and of a container, and the port of a backend', () => {
    const service = { spec: [{ type: 'LoadBalancer', port: [{ name: '', port: 80, node_port: 0 }] }] };
    expect(fromProviderForm(service)).toEqual({ spec: { type: 'LoadBalancer', ports: [{ port: 80, nodePort: 0 }] } });
    const backend = [{ service: [{ name: 'web', port: [{ name: '', number: 80 }] }], resource: [] }];
    const rule = [{ host: 'a.example.com', http: [{ path: [{ path: '/', path_type: 'Prefix', backend }] }] }];
    expect(fromProviderForm({ spec: [{ rule }] })).toEqual({
      spec: {
        rules: [
          {
            host: 'a.example.com',
            http: {
              paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } }],
            },
          },
        ],
      },
    });
  });

  test('has no user where a state says an empty text, and a number where it says one', () => {
    const user = (run_as_user: string) => fromProviderForm({ security_context: [{ run_as_user, privileged: true }] });
    expect(user('')).toEqual({ securityContext: { privileged: true } });
    expect(user('1000')).toEqual({ securityContext: { runAsUser: 1000, privileged: true } });
    expect(user('root')).toEqual({ securityContext: { runAsUser: 'root', privileged: true } });
  });
});
