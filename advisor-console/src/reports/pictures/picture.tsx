import { useLayoutEffect, useRef, useState } from 'react';

import type { PictureData } from './data';
import { drawHeat } from './heat';
import { drawOutcomes } from './outcomes';
import { drawShares } from './shares';
import { drawWaits } from './waits';

interface Props {
  data: PictureData;
  /** What it shows, in words. */
  alt: string;
}

/** Narrower than any screen: the page is being laid out. */
const LEAST_WIDTH = 160;

/** A picture as wide as its place, drawn anew when either changes. It comes with the library that draws it. */
export function Picture({ data, alt }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);

  useLayoutEffect(() => {
    const place = box.current;
    if (place === null) return;
    const measure = () => {
      setWidth(Math.floor(place.clientWidth));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(place);
    return () => {
      observer.disconnect();
    };
  }, []);

  useLayoutEffect(() => {
    if (width >= LEAST_WIDTH) box.current?.replaceChildren(draw(data, width));
  }, [data, width]);

  return <div ref={box} className="chart-picture" role="img" aria-label={alt} />;
}

function draw(data: PictureData, width: number): Element {
  switch (data.kind) {
    case 'waits':
      return drawWaits(data, width);
    case 'outcomes':
      return drawOutcomes(data, width);
    case 'shares':
      return drawShares(data, width);
    case 'heat':
      return drawHeat(data, width);
  }
}
