import { GatewayCertificate } from 'datahall';

describe('GatewayCertificate', () => {
  it.each(['wildcard', 'example.com-tls', '1.example'])('is in the Secret %s', (name) => {
    expect(GatewayCertificate.inSecret(name).secretName('public')).toBe(name);
  });

  it('is issued for hosts, all of a domain too', () => {
    const certificate = GatewayCertificate.issuedBy('ca.prod', ['api.example.com', '*.example.com']);
    expect(certificate.toObjects('public', 'gateways')[0]?.['spec']).toMatchObject({
      dnsNames: ['api.example.com', '*.example.com'],
      issuerRef: { name: 'ca.prod' },
    });
  });

  it('does not change with the list that it was made of', () => {
    const names = ['api.example.com'];
    const certificate = GatewayCertificate.issuedBy('ca', names);
    names.push('x y');
    expect(certificate.toObjects('public', 'gateways')[0]?.['spec']).toMatchObject({ dnsNames: ['api.example.com'] });
  });

  it.each(['Not A Name!', '', '-a', 'a..b', 'A', 'a'.repeat(254), undefined as never])(
    'is in no Secret %p: DH1113',
    (name) => {
      expect(() => GatewayCertificate.inSecret(name)).toThrow('DH1113');
      expect(() => GatewayCertificate.issuedBy(name, ['api.example.com'])).toThrow('DH1113');
    },
  );

  it.each(['https://x y', '', '*', 'api.*.example.com', 'API.example.com', '10.0.0.1', 'a:443', 'a'.repeat(64)])(
    'is for no host %p: DH1113',
    (name) => {
      expect(() => GatewayCertificate.issuedBy('ca', ['api.example.com', name])).toThrow('DH1113');
    },
  );

  it('needs names that are known at synth: DH1104', () => {
    expect(() => GatewayCertificate.inSecret('${TfToken[TOKEN.1]}')).toThrow('DH1104');
    expect(() => GatewayCertificate.issuedBy('ca', ['${TfToken[TOKEN.1]}'])).toThrow('DH1104');
  });
});
