#!/usr/bin/env node
/** Starts the TypeScript of `depthlock`, from whatever folder and through whatever link it is called. */
import { fileURLToPath } from 'node:url';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`depthlock: Node 20.19 or later is needed, this is ${process.versions.node}.`);
  process.exit(1);
}
// tsx would look for a tsconfig.json where the person stands; threads inherit the variable.
process.env.TSX_TSCONFIG_PATH = fileURLToPath(new URL('../../tsconfig.json', import.meta.url));
const { register } = await import('tsx/esm/api');
register();
await import('./main.ts');
