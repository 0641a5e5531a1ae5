/** `import text from './x.ts?guest'`: that module and all it imports as the text of one script, for an engine inside of a guest. */
import type { Plugin } from 'vite';

const QUERY = '?guest';

/** @param bundle makes the script */
export function guestText(bundle: (code: string) => Promise<string>): Plugin {
  return {
    name: 'guest-text',
    enforce: 'pre',
    async load(id) {
      if (!id.endsWith(QUERY)) return null;
      const text = await bundle(`import ${JSON.stringify(id.slice(0, -QUERY.length))};`);
      return { code: `export default ${JSON.stringify(text)};`, moduleType: 'js' };
    },
  };
}
