/** A word to whoever has another window in front when the lock closes. It names nobody. */
import type { Language } from '../../contract/language.ts';
import { wordsIn } from '../../words/words-in.ts';
import type { AppStore } from '../ipc/app-store.ts';

export interface LockNotice {
  readonly title: string;
  readonly body: string;
}

export interface LockNoticeOptions {
  readonly store: Pick<AppStore, 'state' | 'subscribe'>;
  /** Whether Depthlock's window is in front: then it shows by itself that it has locked. */
  readonly isInFront: () => boolean;
  readonly tell: (notice: LockNotice) => void;
}

function noticeIn(language: Language): LockNotice {
  const words = wordsIn(language, 'menu');
  return { title: words('hasLocked.title'), body: words('hasLocked.body') };
}

/** Tells once for each time that an open lock closes unseen. */
export function watchClosing({ store, isInFront, tell }: LockNoticeOptions): void {
  let wasOpen = store.state.lock.phase === 'unlocked';
  store.subscribe((event) => {
    if (event.kind !== 'lock') return;
    const { phase } = event.view;
    // Everybody was removed: there is nothing to open again.
    const closes = wasOpen && phase !== 'unlocked' && phase !== 'nothing-enrolled';
    wasOpen = phase === 'unlocked';
    if (closes && !isInFront()) tell(noticeIn(store.state.language.used));
  });
}
