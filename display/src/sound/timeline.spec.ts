/// <reference types="jest" />
import { timelineOf } from './timeline.js';

const clip = (duration: number) => ({ duration });

describe('clips in time', () => {
  const groups = [
    [clip(0.5), clip(0.4), clip(0.8)],
    [clip(0.6), clip(0.3)],
  ];
  const { clips, seconds } = timelineOf(groups);

  it('follow one another without ever overlapping', () => {
    expect(clips).toHaveLength(5);
    clips.slice(1).forEach(({ at }, i) => {
      const before = clips[i]!;
      expect(at).toBeGreaterThanOrEqual(before.at + before.clip.duration);
    });
  });

  it('take a breath between the number and the desk', () => {
    const gaps = clips.slice(1).map(({ at }, i) => at - clips[i]!.at - clips[i]!.clip.duration);
    expect(gaps.map((gap) => Math.round(gap * 100))).toEqual([3, 3, 28, 3]);
  });

  it('last until the end of the last one', () => {
    expect(seconds).toBeCloseTo(clips[4]!.at + 0.3);
    expect(timelineOf([])).toEqual({ clips: [], seconds: 0 });
  });
});
