import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';

export interface MenuItem {
  id: string;
  label: string;
  /** Another kind of thing than those above it, which the heading is about. */
  apart?: boolean;
  /** Where somebody is already, of places to go to. */
  current?: boolean;
}

interface Props {
  id: string;
  heading: string;
  items: MenuItem[];
  /** `here`: the focus goes back to the button. `onward`: it is on its way to what comes after. */
  onClose: (how: 'here' | 'onward') => void;
  onPick: (id: string) => void;
}

/** Arrows, Home, End and Escape. Opens upward where there is no room below. */
export function MenuPanel({ id, heading, items, onClose, onPick }: Props) {
  const panel = useRef<HTMLDivElement>(null);
  const [up, setUp] = useState(false);

  useLayoutEffect(() => {
    const box = panel.current?.getBoundingClientRect();
    if (box) setUp(box.bottom > window.innerHeight && box.top > box.height);
  }, []);

  const entries = () => [...(panel.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
  useEffect(() => {
    panel.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
  }, []);

  function move(event: KeyboardEvent): void {
    const all = entries();
    const target = targetOf(event.key, all.indexOf(document.activeElement as HTMLElement), all.length);
    if (target !== null) {
      event.preventDefault();
      all[target]?.focus();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      onClose('here');
    } else if (event.key === 'Tab') {
      onClose('onward');
    }
  }

  return (
    <div className="menu-panel" data-up={up || undefined} ref={panel}>
      <p className="menu-heading" id={`${id}-heading`}>
        {heading}
      </p>
      <div id={id} role="menu" aria-labelledby={`${id}-heading`} onKeyDown={move}>
        {items.map((item) => (
          <button
            key={item.id}
            type="button"
            role="menuitem"
            tabIndex={-1}
            data-apart={item.apart || undefined}
            aria-current={item.current ? 'page' : undefined}
            onClick={() => {
              onClose('here');
              onPick(item.id);
            }}
          >
            {item.label}
          </button>
        ))}
      </div>
    </div>
  );
}

function targetOf(key: string, at: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowUp':
      return (at - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
