import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SonicConfigDb, SonicRow } from '../../../lib/network/config/sonic';
import { found } from './binaries';
import { dataFolder } from './data';

/** Where the rows of a table are in SONiC's models: the module, and a list by the number of parts of its keys. */
const TABLES: Readonly<Record<string, readonly [string, ...(readonly [string, ...string[]])[]]>> = {
  LOOPBACK_INTERFACE: [
    'sonic-loopback-interface',
    ['LOOPBACK_INTERFACE_LIST', 'name'],
    ['LOOPBACK_INTERFACE_IPPREFIX_LIST', 'name', 'ip-prefix'],
  ],
  PORT: ['sonic-port', ['PORT_LIST', 'name']],
  INTERFACE: ['sonic-interface', ['INTERFACE_LIST', 'name'], ['INTERFACE_IPPREFIX_LIST', 'name', 'ip-prefix']],
  DEVICE_NEIGHBOR: ['sonic-device_neighbor', ['DEVICE_NEIGHBOR_LIST', 'peer_name']],
  BGP_NEIGHBOR: ['sonic-bgp-neighbor', ['BGP_NEIGHBOR_TEMPLATE_LIST', 'neighbor']],
  BGP_PEER_RANGE: ['sonic-bgp-peerrange', ['BGP_PEER_RANGE_TEMPLATE_LIST', 'peer_range_name']],
};

/** JSON of YANG has numbers where a `config_db.json` has strings (RFC 7951). */
const NUMBERS = 'bgp_asn speed index mtu subport asn keepalive holdtime nhopself rrclient peer_asn'.split(' ');

function fields(row: SonicRow): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([key, text]) => [key, NUMBERS.includes(key) ? Number(text) : text]),
  );
}

/** A `config_db.json` in the form that YANG gives its models. */
function toYang(tables: SonicConfigDb): Record<string, unknown> {
  const modules = Object.entries(tables).map(([table, rows]) => {
    if (table === 'DEVICE_METADATA') {
      const localhost = fields(rows['localhost']!);
      return ['sonic-device_metadata:sonic-device_metadata', { DEVICE_METADATA: { localhost } }] as const;
    }
    const [module, ...lists] = TABLES[table]!;
    const content: Record<string, unknown[]> = {};
    for (const [key, row] of Object.entries(rows)) {
      const parts = key.split('|');
      const [list, ...names] = lists[parts.length - 1]!;
      const keys = Object.fromEntries(names.map((name, index) => [name, parts[index]]));
      (content[list] ??= []).push({ ...keys, ...fields(row) });
    }
    return [`${module}:${module}`, { [table]: content }] as const;
  });
  return Object.fromEntries(modules);
}

/** Checks a `config_db.json` with SONiC's own models; throws with yanglint's complaint. */
export function yanglint(tables: SonicConfigDb, folder: string): void {
  const models = dataFolder('sonic-yang') ?? '';
  const file = join(folder, 'config.json');
  writeFileSync(file, JSON.stringify(toYang(tables)));
  const modules = ['sonic-device_metadata', ...Object.values(TABLES).map(([module]) => module)];
  const paths = modules.map((module) => join(models, `${module}.yang`));
  const args = ['-p', models, '-t', 'config', ...paths, file];
  try {
    execFileSync(found('yanglint'), args, { encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    throw new Error((error as { stderr: string }).stderr, { cause: error });
  }
}
