import { useEffect, useRef, useState, type ReactNode } from 'react';

import { brandFile } from '@ticketero/ui';

import { getTexts } from '../i18n/texts';

import type { Medium } from './playlist';
import type { Playing } from './use-playlist';

/** A video that stands still for so long is taken for broken. */
const STALLED_MS = 10_000;
/** A picture that has not come by then neither. */
const LOADED_WITHIN_MS = 15_000;
const LOOK_EVERY_MS = 1_000;
/** Below the voice that calls. */
const VIDEO_VOLUME = 0.6;

interface Shown {
  medium: Medium;
  /** False while the place belongs to a call: nothing moves and nothing sounds. */
  active: boolean;
  next: () => void;
  failed: () => void;
}

/** The bank's own place. It stays mounted behind the calls, so that a video goes on where it was. */
export function MediaPanel(props: { playing: Playing; active: boolean; volume: number }): ReactNode {
  const { playing, active } = props;
  const { medium, turn } = playing;
  if (!medium) return null;
  const shown = { medium, active, next: playing.next, failed: () => playing.failed(medium.file) };
  return (
    <section className="media" hidden={!active} aria-label={getTexts().es('media.region')} data-media={medium.file}>
      {medium.kind === 'image' ? (
        <Picture key={`${turn}-${medium.file}`} {...shown} />
      ) : (
        <Video key={`${turn}-${medium.file}`} {...shown} volume={props.volume} />
      )}
    </section>
  );
}

function Picture({ medium, active, next, failed }: Shown): ReactNode {
  const [loaded, setLoaded] = useState(false);
  useEffect(() => {
    if (!active) return;
    const timer = loaded ? setTimeout(next, medium.seconds * 1_000) : setTimeout(failed, LOADED_WITHIN_MS);
    return () => clearTimeout(timer);
    // A new turn draws a new picture: what it was given at first holds.
  }, [active, loaded]);
  const src = brandFile(medium.file);
  return (
    <>
      {/* Never cropped: what is left of the place has the picture's own colours. */}
      <img className="media__around" src={src} alt="" data-loaded={loaded} />
      <img
        className="media__file"
        src={src}
        alt=""
        data-loaded={loaded}
        onLoad={() => setLoaded(true)}
        onError={failed}
      />
    </>
  );
}

function Video({ medium, active, next, failed, volume }: Shown & { volume: number }): ReactNode {
  const element = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const video = element.current;
    if (!video) return;
    video.muted = !active || volume === 0;
    video.volume = volume * VIDEO_VOLUME;
    if (!active) video.pause();
    else {
      // A browser that lets it play in silence only: the picture is what counts.
      video.play().catch(() => {
        video.muted = true;
        void video.play().catch(() => undefined); // the watch below sees that it stands still
      });
    }
  }, [active, volume]);

  useEffect(() => {
    if (!active) return;
    let at = -1;
    let moved = performance.now();
    const timer = setInterval(() => {
      const now = element.current?.currentTime ?? 0;
      if (now !== at) moved = performance.now();
      at = now;
      if (performance.now() - moved > STALLED_MS) failed();
    }, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [active]);

  return (
    <video
      ref={element}
      className="media__file"
      src={brandFile(medium.file)}
      playsInline
      preload="auto"
      data-loaded
      onEnded={next}
      onError={failed}
    />
  );
}
