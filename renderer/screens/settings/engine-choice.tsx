import { useId } from 'react';
import { useLocale, useTranslations } from 'use-intl/react';
import {
  ENCODER_ENGINES,
  type EncoderEngine,
  type EncoderRuntime,
} from '../../../electron/contract/encoder-runtime.ts';
import { useApp, useStore } from '../../app/window-context.tsx';
import { engineStateWords } from './engine-words.ts';
import choiceStyles from './security-choice.module.css';

/** What the encoder runs in. A choice is kept, and takes effect at once: the engine starts again. */
export function EngineChoice() {
  const title = useTranslations('settings.groups')('engine');
  const chosen = useApp((app) => app.encoderEngine);
  const runtime = useApp(({ engine }) => (engine.phase === 'running' ? engine.runtime : null));
  return (
    <div role="radiogroup" aria-label={title}>
      {ENCODER_ENGINES.map((engine) => (
        <Engine key={engine} engine={engine} isChosen={chosen === engine} runtime={runtime} />
      ))}
    </div>
  );
}

interface EngineProps {
  readonly engine: EncoderEngine;
  readonly isChosen: boolean;
  /** Null: the engine is not running. */
  readonly runtime: EncoderRuntime | null;
}

function Engine({ engine, isChosen, runtime }: EngineProps) {
  const words = useTranslations('settings.engine');
  const language = useLocale();
  const store = useStore();
  const help = useId();
  const state = engineStateWords(engine, isChosen, runtime, language);
  return (
    <div className={choiceStyles.level} data-testid={`engine-${engine}`}>
      <label className={choiceStyles.label}>
        <input
          type="radio"
          name="encoder-engine"
          checked={isChosen}
          // One that failed can be tried again; one that is not there cannot.
          disabled={runtime === null || (!isChosen && state.isMissing)}
          aria-describedby={help}
          onChange={() => void store.act('engine.choose', { engine })}
        />
        <span className={choiceStyles.title}>{engine}</span>
      </label>
      <p id={help} className={choiceStyles.help} aria-live="polite">
        {words(`engines.${engine}`)} {state.text}
      </p>
    </div>
  );
}
