// All rules files below the folder of `entry`, by name, as the module wants them.
import { readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';

export function rulesFiles(entry) {
  const folder = dirname(entry);
  const files = {};
  const add = (path) => { files[relative(folder, path)] = readFileSync(path, 'utf8'); };
  for (const item of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, item.name);
    if (item.isFile() && /\.(json|ya?ml)$/.test(item.name)) add(path);
    if (item.isDirectory() && item.name === 'lists') {
      for (const name of readdirSync(path)) add(join(path, name));
    }
  }
  return { entry: basename(entry), files };
}
