import { Injectable } from '@nestjs/common';

/**
 * The only reader of the time (ms since the epoch). The simulated day runs it faster (CLOCK_SPEED) from another moment
 * (CLOCK_START); tests move it by hand. Sign-in keeps real time: see identity/.
 */
@Injectable()
export class Clock {
  private readonly realStart = Date.now();
  private readonly start: number;

  constructor(
    readonly speed = 1,
    start: number | null = null,
  ) {
    this.start = start ?? this.realStart;
  }

  now(): number {
    // Straight from the system at normal speed, so that a correction of the machine's clock is followed.
    if (this.speed === 1 && this.start === this.realStart) return Date.now();
    return Math.round(this.start + (Date.now() - this.realStart) * this.speed);
  }

  /** How many real ms `ms` of this clock take. */
  real(ms: number): number {
    return ms / this.speed;
  }
}

/** A clock that stands still until a test moves it. */
export class ManualClock extends Clock {
  constructor(private at: number) {
    super();
  }

  override now(): number {
    return this.at;
  }

  set(at: number): void {
    this.at = at;
  }

  advance(ms: number): void {
    this.at += ms;
  }
}

/** Real time, whatever the branch's clock shows: sign-in, tokens, pairing codes, limits. */
@Injectable()
export class WallClock extends Clock {
  constructor() {
    super();
  }
}
