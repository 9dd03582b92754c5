import { Injectable } from '@nestjs/common';

/** What a simulated day does to the time; all of it may be left out. */
export interface ClockSettings {
  /** Times faster than life. */
  speed?: number;
  /** What it shows first, ms since the epoch; null: the real time. */
  start?: number | null;
  /** The real moment of that, ms; null: now. Processes that share it show one time. */
  since?: number | null;
  /** How much faster than life the jobs come round: with the clock, or as often as on any other day. */
  jobSpeed?: number;
}

/**
 * The only reader of the time (ms since the epoch). The simulated day runs it faster (CLOCK_SPEED) from another moment
 * (CLOCK_START); tests move it by hand. Sign-in keeps real time: see identity/.
 */
@Injectable()
export class Clock {
  readonly speed: number;
  private readonly realStart: number;
  private readonly start: number;
  private readonly jobSpeed: number;

  constructor({ speed = 1, start = null, since = null, jobSpeed = speed }: ClockSettings = {}) {
    this.speed = speed;
    this.realStart = since ?? Date.now();
    this.start = start ?? this.realStart;
    this.jobSpeed = jobSpeed;
  }

  now(): number {
    // Straight from the system at normal speed, so that a correction of the machine's clock is followed.
    if (!this.simulated) return Date.now();
    return Math.round(this.start + (Date.now() - this.realStart) * this.speed);
  }

  /** Whether it shows another time than the machine's. */
  get simulated(): boolean {
    return this.speed !== 1 || this.start !== this.realStart;
  }

  /** Resolves `ms` of this clock later. It keeps no process alive. */
  wait(ms: number): Promise<void> {
    return new Promise((resolve) => void setTimeout(resolve, this.real(ms)).unref());
  }

  /** How many real ms pass between two turns of a job that comes every `ms`. */
  betweenTurns(ms: number): number {
    return ms / this.jobSpeed;
  }

  /** How many real ms `ms` of this clock take. */
  real(ms: number): number {
    return ms / this.speed;
  }
}

/** A clock that stands still until a test moves it. */
export class ManualClock extends Clock {
  private readonly sleepers = new Set<{ until: number; wake: () => void }>();

  constructor(private at: number) {
    super();
  }

  override now(): number {
    return this.at;
  }

  override get simulated(): boolean {
    return true;
  }

  /** Somebody waits until it is moved. */
  get awaited(): boolean {
    return this.sleepers.size > 0;
  }

  set(at: number): void {
    this.at = at;
    for (const sleeper of [...this.sleepers]) {
      if (sleeper.until > at) continue;
      this.sleepers.delete(sleeper);
      sleeper.wake();
    }
  }

  advance(ms: number): void {
    this.set(this.at + ms);
  }

  override wait(ms: number): Promise<void> {
    return new Promise((wake) => this.sleepers.add({ until: this.at + ms, wake }));
  }
}

/** Real time, whatever the branch's clock shows: sign-in, tokens, pairing codes, limits. */
@Injectable()
export class WallClock extends Clock {
  constructor() {
    super();
  }
}
