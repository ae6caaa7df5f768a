/** A part of a build: bundles what stands in every module of a decision, so that `compile --to module` needs no bundler. */
import { mkdir, writeFile } from 'node:fs/promises';
import { bundleRuntime } from '../module/bundle-runtime.js';
import { runtimeFile, runtimeKinds, type RuntimeName } from '../module/runtime-kinds.js';

await mkdir(new URL('.', runtimeFile('usual')), { recursive: true });
for (const name of Object.keys(runtimeKinds) as RuntimeName[])
  // its own names
  await writeFile(runtimeFile(name), await bundleRuntime(name));
