/// <reference types="jest" />
import { advanced, forgiven, mediumOf, playlistOf, without, type Medium, type Playlist } from './playlist.js';

const picture = (file: string): Medium => ({ file, kind: 'image', seconds: 10 });
const files = (list: Playlist, count: number) => {
  const seen: (string | undefined)[] = [];
  for (let i = 0; i < count; i += 1) {
    seen.push(mediumOf(list)?.file);
    list = advanced(list);
  }
  return seen;
};

describe('the pictures of a bank', () => {
  const three = playlistOf([picture('a.png'), picture('b.png'), picture('c.png')]);

  it('come one after another, and again from the start', () => {
    expect(files(three, 5)).toEqual(['a.png', 'b.png', 'c.png', 'a.png', 'b.png']);
  });

  it('are skipped when they fail, wherever they stand', () => {
    expect(files(without(three, 'a.png'), 4)).toEqual(['b.png', 'c.png', 'b.png', 'c.png']);
    expect(files(without(three, 'b.png'), 4)).toEqual(['a.png', 'c.png', 'a.png', 'c.png']);
    expect(files(without(advanced(advanced(three)), 'c.png'), 3)).toEqual(['a.png', 'b.png', 'a.png']);
  });

  it('are nothing when all of them failed or there are none, and come back when they are forgiven', () => {
    const broken = ['a.png', 'b.png', 'c.png'].reduce(without, three);
    expect(mediumOf(broken)).toBeNull();
    expect(advanced(broken)).toBe(broken);
    expect(mediumOf(forgiven(broken))?.file).toBe('a.png');
    expect(mediumOf(playlistOf([]))).toBeNull();
  });

  it('that is alone starts anew: its turn is another one', () => {
    const one = playlistOf([picture('a.mp4')]);
    expect(advanced(one).turn).not.toBe(one.turn);
    expect(mediumOf(advanced(one))?.file).toBe('a.mp4');
  });
});
