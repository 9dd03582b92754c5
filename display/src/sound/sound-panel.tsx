import { useEffect, useRef, useState, type ReactNode } from 'react';

import { getTexts } from '../i18n/texts';

import { VOICE_CHOICES, VOLUME_STEP } from './settings';
import type { Sound } from './use-sound';

/** For staff: how loud, in which languages, and what that sounds like. In Spanish, like all that staff read. */
export function SoundPanel(props: { sound: Sound; onClose: () => void }): ReactNode {
  const { settings, change, tryOut } = props.sound;
  const { es } = getTexts();
  const dialog = useRef<HTMLDialogElement>(null);
  const [trying, setTrying] = useState(false);
  useEffect(() => dialog.current?.showModal(), []);

  const louder = (by: number) => change({ ...settings, volume: Math.min(100, Math.max(0, settings.volume + by)) });
  const hear = () => {
    setTrying(true);
    void tryOut().then(() => setTrying(false));
  };

  return (
    <dialog ref={dialog} className="sound" aria-labelledby="sound-title" onClose={props.onClose}>
      <h2 id="sound-title" className="sound__title">
        {es('sound.title')}
      </h2>
      <div className="sound__row" role="group" aria-label={es('sound.volume')}>
        <span className="sound__label">{es('sound.volume')}</span>
        <button className="sound__key" aria-label={es('sound.softer')} onClick={() => louder(-VOLUME_STEP)}>
          −
        </button>
        <output className="sound__value">
          {settings.volume === 0 ? es('sound.muted') : es('sound.percent', { volume: settings.volume })}
        </output>
        <button className="sound__key" aria-label={es('sound.louder')} onClick={() => louder(VOLUME_STEP)}>
          +
        </button>
      </div>
      <div className="sound__row" role="group" aria-label={es('sound.voice')}>
        <span className="sound__label">{es('sound.voice')}</span>
        {VOICE_CHOICES.map((voice) => (
          <button
            key={voice}
            className="sound__choice"
            aria-pressed={settings.voice === voice}
            onClick={() => change({ ...settings, voice })}
          >
            {es(`sound.choice.${voice}`)}
          </button>
        ))}
      </div>
      <div className="sound__row sound__row--end">
        <button className="sound__choice" disabled={trying} onClick={hear}>
          {es('sound.try')}
        </button>
        <button className="sound__choice sound__choice--main" onClick={props.onClose}>
          {es('sound.close')}
        </button>
      </div>
    </dialog>
  );
}
