/**
 * Stands in for Electron's own default app, which the npm-hosted runtime lacks: `electron [flags] APP [arguments]`
 * loads the application in APP. It is a module and awaits the application, so that `ready` comes after its code.
 */
import { app } from 'electron';
import fs from 'node:fs';
import Module from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const preloads = [];
let target = null;
const flags = process.argv.slice(1);
while (flags.length > 0 && target === null) {
  const flag = flags.shift();
  if (flag === '--version' || flag === '-v') {
    console.log(`v${process.versions.electron}`);
    process.exit(0);
  } else if (flag === '-r' || flag === '--require') {
    preloads.push(flags.shift());
  } else if (!flag.startsWith('-')) {
    target = path.resolve(flag);
  }
}
if (target === null) {
  console.error('usage: electron [flags] APP [arguments]');
  process.exit(2);
}

Object.defineProperty(process, 'defaultApp', { enumerable: true, value: true });
if (preloads.length > 0) Module._preloadModules(preloads);

const manifest = path.join(target, 'package.json');
if (fs.existsSync(manifest)) {
  const { name, productName, version } = JSON.parse(fs.readFileSync(manifest, 'utf8'));
  if (version) app.setVersion(version);
  app.name = productName ?? name ?? app.name;
  app.setAppPath(target);
} else {
  app.setAppPath(path.dirname(target));
}
await import(pathToFileURL(Module._resolveFilename(target, null, true)).href);
