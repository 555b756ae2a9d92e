import { useLocale } from 'use-intl/react';
import { useSteady } from '../../app/use-steady.ts';
import { useApp, useWindow } from '../../app/window-context.tsx';
import { enrolmentWords, lockWords, slowPart } from '../../words.ts';

/** Announces changes of the lock or the enrolment to screen readers, whichever screen is shown. */
export function Announcer() {
  const language = useLocale();
  const lock = useApp((app) => app.lock);
  const enrolment = useApp((app) => app.enrolment);
  const slow = useWindow((state) => slowPart(state.statistics));
  const { title, detail } = lockWords(lock, slow, language);
  const isLocked = lock.phase !== 'unlocked' && lock.phase !== 'nothing-enrolled';
  // A hint that came and went is not read out after the fact.
  const steadyDetail = useSteady(isLocked && enrolment.phase === 'idle' ? detail : '');
  return (
    <div className="visually-hidden">
      <p role="status" data-testid="lock-phase" data-phase={lock.phase}>
        {enrolment.phase === 'idle' ? title : ''}
      </p>
      <p role="status" data-testid="lock-announced">
        {steadyDetail}
      </p>
      <p role="status" data-testid="enrol-phase" data-phase={enrolment.phase}>
        {enrolmentWords(enrolment, language)}
      </p>
    </div>
  );
}
