import { XID, xidSeen } from '../../../lib/cluster/xid';

describe('XID', () => {
  it('gives each code one action', () => {
    const codes = Object.values(XID).flat();
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('is looked for by code, for a while, once a GPU', () => {
    expect(xidSeen([48, 64], '1h')).toBe(
      'max by (hostname, Hostname, gpu, UUID, xid) (max_over_time(DCGM_EXP_XID_ERRORS_COUNT{xid=~"48|64"}[1h])) > 0',
    );
  });
});
