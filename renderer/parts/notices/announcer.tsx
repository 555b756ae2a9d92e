import { useApp } from '../../app/window-context.tsx';
import { enrolmentWords, lockWords } from '../../words.ts';

/** Announces changes of the lock or the enrolment to screen readers, whichever screen is shown. */
export function Announcer() {
  const lock = useApp((app) => app.lock);
  const enrolment = useApp((app) => app.enrolment);
  const { title } = lockWords(lock);
  return (
    <div className="visually-hidden">
      <p role="status" data-testid="lock-phase" data-phase={lock.phase}>
        {enrolment.phase === 'idle' ? title : ''}
      </p>
      <p role="status" data-testid="enrol-phase" data-phase={enrolment.phase}>
        {enrolmentWords(enrolment)}
      </p>
    </div>
  );
}
