/**
 * What a downloaded Electron carries as its default app, in little: `electron [-r MODULE] [switches] APP [arguments]`.
 * An ES module, because only `import()` can load an app whose entry is one, and awaited at the top so that the app's
 * own listeners stand before `ready`.
 */
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron/main';

const require = createRequire(import.meta.url);

/** Reads the command line once: a preloaded module may shorten `process.argv` for the app. */
function readCommandLine(words) {
  const modules = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word === '-r' || word === '--require') {
      modules.push(words[index + 1]);
      index += 1;
    } else if (!word.startsWith('-')) {
      return { modules, appPath: resolve(word) };
    }
  }
  return { modules, appPath: undefined };
}

/** Finds the entry of an app folder, and takes name, version and app path from its package.json. */
function adoptApp(appPath) {
  if (statSync(appPath).isFile()) {
    app.setAppPath(dirname(appPath));
    return appPath;
  }
  const manifest = JSON.parse(readFileSync(join(appPath, 'package.json'), 'utf8'));
  app.setName(manifest.productName ?? manifest.name ?? 'Electron');
  if (manifest.version) app.setVersion(manifest.version);
  app.setAppPath(appPath);
  return join(appPath, manifest.main ?? 'index.js');
}

process.defaultApp = true;
const { modules, appPath } = readCommandLine(process.argv.slice(1));
for (const module of modules) require(module);

if (appPath === undefined) {
  process.stderr.write('No app was named: start this Electron with the path of an app.\n');
  app.exit(2);
} else {
  try {
    await import(pathToFileURL(adoptApp(appPath)).href);
  } catch (error) {
    process.stderr.write(`The app at ${appPath} did not load: ${error instanceof Error ? error.stack : error}\n`);
    app.exit(1);
  }
}
