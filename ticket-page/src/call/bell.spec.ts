import { createBell } from './bell';

/** A browser's sound, as far as the bell can tell. */
class FakeAudio extends EventTarget {
  static allowed = true;
  static made: FakeAudio[] = [];
  state: AudioContextState = 'suspended';
  currentTime = 0;
  destination = {};
  rung = 0;

  constructor() {
    super();
    FakeAudio.made.push(this);
  }

  become(state: AudioContextState): void {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }

  resume(): Promise<void> {
    if (!FakeAudio.allowed) return new Promise(() => undefined); // as browsers do: no answer until a gesture
    this.become('running');
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.become('closed');
    return Promise.resolve();
  }

  createGain() {
    const nothing = () => undefined;
    const gain = { setValueAtTime: nothing, linearRampToValueAtTime: nothing, exponentialRampToValueAtTime: nothing };
    return { gain, connect: nothing };
  }

  createOscillator() {
    const start = () => (this.rung += 1);
    return { type: '', frequency: { value: 0 }, connect: () => undefined, start, stop: () => undefined };
  }
}

const globals = globalThis as { AudioContext?: unknown; sessionStorage?: unknown };

beforeEach(() => {
  FakeAudio.allowed = true;
  FakeAudio.made = [];
  globals.AudioContext = FakeAudio;
});
afterEach(() => {
  delete globals.AudioContext;
  delete globals.sessionStorage;
});

const rung = () => FakeAudio.made.reduce((sum, { rung: notes }) => sum + notes, 0);

describe('the bell never lies', () => {
  it('is off until it is asked for, and cannot ring', () => {
    const bell = createBell();
    expect(bell.state()).toBe('off');
    expect(bell.ring()).toBe(false);
  });

  it('sounds once when it is switched on, so that the ear can tell', async () => {
    const bell = createBell();
    bell.switchOn();
    await Promise.resolve();
    expect(bell.state()).toBe('on');
    expect(rung()).toBe(1);
    expect(bell.ring()).toBe(true);
    expect(rung()).toBe(10);
  });

  it('is blocked, not on, where the browser does not let it begin', () => {
    FakeAudio.allowed = false;
    const bell = createBell();
    bell.switchOn();
    expect(bell.state()).toBe('blocked');
    expect(bell.ring()).toBe(false);
  });

  it('tells when the phone takes the sound away, and gives it back', () => {
    const bell = createBell();
    bell.switchOn();
    let told = 0;
    bell.subscribe(() => (told += 1));
    FakeAudio.made[0]?.become('suspended');
    expect([told, bell.state()]).toEqual([1, 'blocked']);
    bell.switchOn();
    expect(bell.state()).toBe('on');
  });

  it('switched off is silent at once, also what was ringing', () => {
    const bell = createBell();
    bell.switchOn();
    bell.ring();
    bell.switchOff();
    expect(FakeAudio.made[0]?.state).toBe('closed');
    expect([bell.state(), bell.ring()]).toEqual(['off', false]);
  });

  it('remembers after a reload that it was asked for: blocked, until it is touched', () => {
    const kept = new Map<string, string>();
    const sessionStorage = { getItem: (key: string) => kept.get(key) ?? null, setItem: kept.set.bind(kept) };
    globals.sessionStorage = sessionStorage;
    createBell().switchOn();
    expect(createBell().state()).toBe('blocked');
  });

  it('offers nothing where there is no sound', () => {
    delete globals.AudioContext;
    expect(createBell().state()).toBe('none');
  });
});
