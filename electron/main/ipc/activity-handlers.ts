/** Handlers for windows' requests about what happened at the lock. */
import { replaceFile } from '../../base/durable-file.ts';
import { reasonOf } from '../../base/error-words.ts';
import { activityCsv } from '../../words/activity-words.ts';
import type { Language } from '../../contract/language.ts';
import type { PersonSummary } from '../../contract/identity.ts';
import { fail, succeed, type Result } from '../../contract/problem.ts';
import type { ActivityDesk } from '../activity/activity-desk.ts';
import type { FileDialogs } from '../window/file-dialogs.ts';
import type { RequestHandlers } from './ipc.ts';
import { LOCKED } from './refusals.ts';

export interface ActivityHandlerOptions {
  readonly activity: Pick<ActivityDesk, 'append' | 'entries' | 'erase'>;
  readonly vault: { people(): readonly PersonSummary[] };
  readonly dialogs: Pick<FileDialogs, 'chooseTable'>;
  readonly isLocked: () => boolean;
  /** Refuses where nobody has just shown that they may. */
  readonly confirmed: () => Result<undefined>;
  readonly language: () => Language;
  readonly now?: () => Date;
}

export type ActivityHandlers = Pick<
  RequestHandlers,
  Extract<keyof RequestHandlers, `activity.${string}`>
>;

const DONE = succeed(undefined);

export function createActivityHandlers(options: ActivityHandlerOptions): ActivityHandlers {
  const { activity, vault, dialogs, isLocked, confirmed, language } = options;
  const now = options.now ?? (() => new Date());
  let isAsking = false;

  /** It may have been locked while something was waited for. */
  const unlessLocked = <T>(answer: Result<T>): Result<T> => (isLocked() ? LOCKED : answer);

  return {
    'activity.list': async () => {
      if (isLocked()) return LOCKED;
      return unlessLocked(await activity.entries());
    },

    'activity.export': async () => {
      if (isLocked()) return LOCKED;
      const allowed = confirmed();
      if (!allowed.ok || isAsking) return allowed;
      const entries = await activity.entries();
      if (!entries.ok) return entries;
      isAsking = true;
      const day = now().toISOString().slice(0, 10);
      const file = await dialogs.chooseTable(`Depthlock activity ${day}`).finally(() => {
        isAsking = false;
      });
      if (file === null) return DONE;
      if (isLocked()) return LOCKED;
      const names = new Map(vault.people().map(({ id, name }) => [id, name]));
      try {
        const table = activityCsv(entries.value, (id) => names.get(id), language());
        await replaceFile(file, new TextEncoder().encode(table));
      } catch (error) {
        return fail(
          'files-unwritable',
          `The activity could not be written to ${file} (${reasonOf(error)}). Choose another folder, or make room.`,
        );
      }
      return activity.append({ kind: 'changed', change: 'exported' });
    },

    'activity.erase': async () => {
      if (isLocked()) return LOCKED;
      const allowed = confirmed();
      return allowed.ok ? activity.erase(() => false) : allowed;
    },
  };
}
