import { existsSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import type { Diagnostic } from '../../edition/read/diagnostic.js';
import type { Shell } from '../shell/command.js';

/** Something wrong at a place of a file. */
export type Finding = Pick<
  Diagnostic,
  'severity' | 'file' | 'line' | 'column' | 'endLine' | 'endColumn' | 'message' | 'hint'
> & {
  readonly code: string;
};

/** How findings are printed: for people, as annotations of GitHub Actions, or as SARIF. */
export const findingFormats = ['text', 'github', 'sarif'] as const;
export type FindingFormat = (typeof findingFormats)[number];

/** The folder from which paths are told to other systems: of the repository where GitHub Actions names it, else the one in which this runs. */
export const repositoryFolder = ({ settings }: Pick<Shell, 'settings'>): string =>
  settings.githubWorkspace ?? resolve();

/** The path of a file from a folder, as other systems write it. */
const pathFrom = (folder: string, file: string): string =>
  relative(folder, resolve(file)).split(sep).join('/');

const escaped = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapedProperty = (text: string): string => escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** A finding as a workflow command of GitHub Actions, by which it stands at its line of a pull request. @param folder of the repository */
export const githubCommand = (finding: Finding, folder: string): string => {
  const { severity, file, line, column, endLine, endColumn, code, message, hint } = finding;
  const properties = {
    file: pathFrom(folder, file),
    line,
    endLine,
    // Columns count within one line.
    ...(endLine === line ? { col: column, endColumn: Math.max(column, endColumn - 1) } : {}),
    title: code,
  };
  const written = Object.entries(properties).map(
    ([name, value]) => `${name}=${escapedProperty(String(value))}`,
  );
  return `::${severity} ${written.join(',')}::${escaped(`${message}\n→ ${hint}`)}`;
};

/** What is wrong without a place that is known, as a workflow command. */
export const githubError = (text: string): string => `::error::${escaped(text)}`;

const ofScenarios = { code: 'scenarios', hint: 'See `clausebook check`.' };

/** What is wrong with scenarios, with the place that its line begins with, `file:line: …`; `undefined` where that is no file. */
export const placedFault = (
  fault: string,
  as: Pick<Finding, 'code' | 'hint'> = ofScenarios,
): Finding | undefined => {
  const [, file = '', at = '', inLine, message = ''] = /^(.+?):(\d+)(?::(\d+))?: ([^]*)$/.exec(fault) ?? [];
  if (file === '' || !existsSync(file)) return undefined;
  const [line, column] = [Number(at), Number(inLine ?? 1)];
  return {
    ...{ severity: 'error', file, line, column, endLine: line, endColumn: column },
    ...{ message, ...as },
  };
};

/**
 * Findings as SARIF 2.1.0, which code scanning takes.
 * @param folder of the repository
 * @param others what is wrong without a place that is known: they are notifications, since GitHub refuses a whole file in which one result has no place
 */
export const sarifOf = (findings: readonly Finding[], others: readonly string[], folder: string): object => ({
  $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
  version: '2.1.0',
  runs: [
    {
      tool: {
        driver: {
          name: 'clausebook',
          rules: [...new Set(findings.map(({ code }) => code))].sort().map((id) => ({ id })),
        },
      },
      columnKind: 'utf16CodeUnits',
      ...(others.length === 0
        ? {}
        : {
            invocations: [
              {
                executionSuccessful: true,
                toolExecutionNotifications: others.map((text) => ({ level: 'error', message: { text } })),
              },
            ],
          }),
      results: findings.map((finding) => ({
        ruleId: finding.code,
        level: finding.severity,
        message: { text: `${finding.message}\n→ ${finding.hint}` },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: encodeURI(pathFrom(folder, finding.file)) },
              region: {
                startLine: finding.line,
                startColumn: finding.column,
                endLine: finding.endLine,
                endColumn: finding.endColumn,
              },
            },
          },
        ],
      })),
    },
  ],
});
