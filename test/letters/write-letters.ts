/** `npm run letters`: writes the tellings that `letters.test.ts` compares with; read them before you keep them. */
import { mkdir, writeFile } from 'node:fs/promises';
import { approvedFolder, approvedTellings, editionAt, toldCases } from './support/letter-examples.js';

const edition = await editionAt('rules/kommo-ai-agent-terms/2026-04-27');
await mkdir(approvedFolder, { recursive: true });
for (const [file, text] of await approvedTellings(edition, await toldCases(edition)))
  await writeFile(new URL(file, approvedFolder), text);
