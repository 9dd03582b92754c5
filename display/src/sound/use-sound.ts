import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';

import type { Board, CalledTicket, SoundState } from '@ticketero/contract';

import type { Announcement } from '../announce/announcer';
import { callText } from '../announce/call-text';

import { languagesOf, keepSettings, keptSettings, type SoundSettings } from './settings';
import { Sounder } from './sounder';

/** A context that may sound needs a moment to start; only one that is still silent after it is blocked. */
const START_GRACE_MS = 1_500;

let shared: Sounder | null = null;
const sounder = (): Sounder => (shared ??= new Sounder());

export interface Sound {
  /** Null in the first moments: not known yet. */
  state: SoundState | null;
  settings: SoundSettings;
  change: (settings: SoundSettings) => void;
  /** Lets staff hear what their choice sounds like; resolves when it is silent. */
  tryOut: () => Promise<void>;
}

interface Announced {
  call: CalledTicket | null;
  announcement: Announcement | null;
  othersWait: boolean;
  heard: (key: string) => void;
}

/** Rings and speaks with each announcement, and says whether that is to be heard. */
export function useSound(hero: Announced, waiting: Board['waiting'] | null, brandVersion: string): Sound {
  const [settings, setSettings] = useState(keptSettings);
  const change = useCallback((next: SoundSettings) => {
    keepSettings(next);
    setSettings(next);
  }, []);
  useUnlock();
  useAnnouncing(hero, settings);
  useRecordings(brandVersion);
  usePrepared(waiting, settings);
  const state = useSoundState(settings);

  const tryOut = useCallback(
    () => sounder().announce(orderOf({ numero: 'C12', moduleNumber: 3, recallCount: 0 }, settings, () => false)),
    [settings],
  );
  return useMemo(() => ({ state, settings, change, tryOut }), [state, settings, change, tryOut]);
}

function orderOf(
  said: { numero: string; moduleNumber: number; recallCount: number },
  settings: SoundSettings,
  othersWait: () => boolean,
): Parameters<Sounder['announce']>[0] {
  return {
    ...said,
    volume: settings.volume / 100,
    languages: languagesOf(settings.voice),
    othersWait,
    textIn: (language) => callText(language, said),
  };
}

/** Silences what is no longer announced: an undone call is not spoken to its end. */
function useAnnouncing(hero: Announced, settings: SoundSettings): void {
  const { call, announcement, heard } = hero;
  const othersWait = useRef(hero.othersWait);
  useEffect(() => {
    othersWait.current = hero.othersWait;
  }, [hero.othersWait]);
  const key = announcement?.key;
  useEffect(() => {
    if (key === undefined || !call || !announcement) {
      sounder().stop();
      return;
    }
    const said = { numero: call.numero, moduleNumber: call.moduleNumber, recallCount: announcement.recallCount };
    void sounder()
      .announce(orderOf(said, settings, () => othersWait.current))
      .then(() => heard(key));
    // Once for each announcement: a volume that is changed while it sounds counts for the next one.
  }, [key, heard]);
}

/** A bank that changes something in its folder may have recorded its voice anew. */
function useRecordings(brandVersion: string): void {
  useEffect(() => sounder().forgetClips(), [brandVersion]);
}

/** The words that will be needed first, fetched before somebody waits for them. */
function usePrepared(waiting: Board['waiting'] | null, { voice }: SoundSettings): void {
  const letters = waiting?.map((queue) => queue.prefix.toLowerCase()).join(' ') ?? '';
  useEffect(() => {
    if (letters === '') return;
    const words = ['number', 'module', 'recall-1', ...letters.split(' '), '1', '2', '3', '4', '5'];
    for (const language of languagesOf(voice)) sounder().prepare(words, language);
  }, [letters, voice]);
}

function useUnlock(): void {
  useEffect(() => {
    const unlock = () => sounder().unlock();
    addEventListener('pointerdown', unlock);
    addEventListener('keydown', unlock);
    return () => {
      removeEventListener('pointerdown', unlock);
      removeEventListener('keydown', unlock);
    };
  }, []);
}

function useSoundState({ volume }: SoundSettings): SoundState | null {
  const state = useSyncExternalStore(
    (listener) => sounder().subscribe(listener),
    () => sounder().state(),
  );
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), START_GRACE_MS);
    return () => clearTimeout(timer);
  }, []);
  if (state === 'none') return 'NONE';
  if (state === 'suspended') return settled ? 'BLOCKED' : null;
  return volume === 0 ? 'MUTED' : 'ON';
}
