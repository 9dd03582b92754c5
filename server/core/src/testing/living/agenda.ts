interface Entry {
  at: number;
  order: number;
  happen: () => void;
}

/** What will happen, and when (ms): the earliest first, and of one moment whatever was planned first. A binary heap. */
export class Agenda {
  private readonly heap: Entry[] = [];
  private planned = 0;

  plan(at: number, happen: () => void): void {
    const { heap } = this;
    let index = heap.push({ at, order: this.planned++, happen }) - 1;
    for (let parent = (index - 1) >> 1; index > 0 && this.before(index, parent); parent = (index - 1) >> 1) {
      this.swap(index, parent);
      index = parent;
    }
  }

  /** Takes the next one out; undefined when nothing is planned any more. */
  next(): { at: number; happen: () => void } | undefined {
    const { heap } = this;
    const first = heap[0];
    const last = heap.pop();
    if (heap.length === 0 || !last) return first;
    heap[0] = last;
    for (let index = 0; ;) {
      const left = 2 * index + 1;
      if (left >= heap.length) return first;
      const child = left + 1 < heap.length && this.before(left + 1, left) ? left + 1 : left;
      if (!this.before(child, index)) return first;
      this.swap(child, index);
      index = child;
    }
  }

  private entry(index: number): Entry {
    return this.heap[index] as Entry;
  }

  private before(a: number, b: number): boolean {
    const [first, second] = [this.entry(a), this.entry(b)];
    return first.at < second.at || (first.at === second.at && first.order < second.order);
  }

  private swap(a: number, b: number): void {
    [this.heap[a], this.heap[b]] = [this.entry(b), this.entry(a)];
  }
}
