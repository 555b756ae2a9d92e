import { fail, succeed, type Result } from '../../contract/problem.ts';

/**
 * Opens the folder of the pages that came with this version. `files-unreadable`: the system has nothing to show it with.
 * @param openFolder says why it cannot; '' where it can
 */
export async function openDocumentation(
  folder: string,
  openFolder: (folder: string) => Promise<string>,
): Promise<Result<null>> {
  const reason = await openFolder(folder);
  if (reason === '') return succeed(null);
  return fail(
    'files-unreadable',
    `The documentation could not be shown (${reason}). Open ${folder} in a file manager.`,
  );
}
