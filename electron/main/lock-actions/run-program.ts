import { spawn } from 'node:child_process';
import { access, constants, stat } from 'node:fs/promises';
import path from 'node:path';
import { errorCode, reasonOf } from '../../base/error-words.ts';
import type { Program } from '../../contract/lock-actions.ts';
import { fail, succeed, type Result } from '../../contract/problem.ts';

/** A program that runs longer is ended. */
const LIMIT_MS = 30_000;

/** Whether it can be run at all: said when it is set, before it is needed. */
export async function checkProgram({ file }: Program): Promise<Result<undefined>> {
  if (!path.isAbsolute(file)) {
    return fail(
      'program-refused',
      `“${file}” is not the full path of a program. Write it from the root on, such as /usr/bin/loginctl.`,
    );
  }
  // Windows runs these through its shell, which reads the arguments in its own way.
  if (process.platform === 'win32' && /\.(bat|cmd)$/i.test(file)) {
    return fail(
      'program-refused',
      'Scripts for the command prompt cannot be run without it. Choose a program (.exe).',
    );
  }
  try {
    if (!(await stat(file)).isFile()) return fail('program-refused', `“${file}” is no program.`);
    await access(file, constants.X_OK);
    return succeed(undefined);
  } catch (error) {
    const why =
      errorCode(error) === 'ENOENT'
        ? 'there is no such file'
        : `it may not be run (${reasonOf(error)})`;
    return fail('program-refused', `“${file}” cannot be run: ${why}. Check the path.`);
  }
}

/**
 * Runs a program to its end without a shell, so that its arguments mean what they say, and with nothing but the
 * variables given. It reads nothing, and what it prints is dropped.
 * @param variables of the program's environment
 */
export function runProgram(
  program: Program,
  variables: Readonly<Record<string, string>>,
  limitMs = LIMIT_MS,
): Promise<Result<undefined>> {
  const { file } = program;
  return new Promise((resolve) => {
    const child = spawn(file, [...program.arguments], {
      shell: false,
      stdio: 'ignore',
      env: { ...variables },
      cwd: path.parse(file).root,
      windowsHide: true,
      timeout: limitMs,
      killSignal: 'SIGKILL',
    });
    child.once('error', (error) => {
      resolve(fail('program-failed', `“${file}” could not be started: ${reasonOf(error)}.`));
    });
    child.once('exit', (code, signal) => {
      if (code === 0) resolve(succeed(undefined));
      else {
        const how =
          code === null
            ? `“${file}” was ended (${signal ?? 'no reason'}); it may take ${limitMs / 1000} seconds.`
            : `“${file}” ended with code ${code}.`;
        resolve(fail('program-failed', how));
      }
    });
  });
}
