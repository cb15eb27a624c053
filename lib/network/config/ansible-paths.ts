/** Namespace and name of the collection. */
export const COLLECTION = { namespace: 'datahall', name: 'site' } as const;

/**
 * Where the inventory of a site lies beside the collection.
 *
 * @param site name of the site
 */
export function inventoryFolder(site: string): string {
  return `inventories/${site}`;
}

/**
 * What Ansible is told to run for a site, in the folder of `ansibleFiles`.
 *
 * @param site name of the site
 */
export function playbookArguments(site: string): readonly string[] {
  return ['-i', `${inventoryFolder(site)}/inventory.yml`, `${site}.yml`];
}

/**
 * The qualified name of the playbook of a site, which has no dashes.
 *
 * @param site name of the site
 */
export function playbookOf(site: string): string {
  return `${COLLECTION.namespace}.${COLLECTION.name}.${idOf(site)}`;
}

/**
 * The file of that playbook.
 *
 * @param site name of the site
 */
export function playbookFile(site: string): string {
  return `${idOf(site)}.yml`;
}

function idOf(site: string): string {
  return site.replaceAll('-', '_');
}
