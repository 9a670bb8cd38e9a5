// Bundles rivals.js for a page, with what is Node.js's own left out: what runs in a page asks for
// none of it. A script and no module, because write-good is no strict code.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const { build } = createRequire(join(here, '../../web/package.json'))('esbuild');

const nothing = {
  name: 'nothing',
  setup(plugin) {
    plugin.onResolve({ filter: /^(node:)?(assert|fs|path|url)$/ }, ({ path }) => ({ path, namespace: 'nothing' }));
    plugin.onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: 'module.exports = () => {};' }));
  },
};

/** The text of a script that gives a page `bench.rivals`, and where the module of harper.js lies. */
export async function bundleRivals() {
  const { outputFiles } = await build({
    entryPoints: [join(here, 'rivals.js')],
    bundle: true, format: 'iife', globalName: 'bench', platform: 'browser', minify: true, write: false, logLevel: 'silent',
    plugins: [nothing],
    define: { 'process.env.NODE_ENV': '"production"', 'process.platform': '"browser"', global: 'globalThis' },
  });
  return {
    script: outputFiles[0].text,
    harper: join(here, 'node_modules/harper.js/dist/harper_wasm_bg.wasm'),
  };
}
