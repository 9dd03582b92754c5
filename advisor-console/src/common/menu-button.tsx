import { useEffect, useId, useRef, useState, type ReactNode } from 'react';

import { MenuPanel, type MenuItem } from './menu-panel';

interface Props {
  label: ReactNode;
  /** When the visible label does not say enough by itself. */
  name?: string;
  /** Above the items: what choosing one of them will do. */
  heading: string;
  items: MenuItem[];
  onPick: (id: string) => void;
  className?: string;
  busy?: boolean;
}

/** The menu button of the ARIA practices; closes when focus or pointer goes elsewhere. */
export function MenuButton({ label, name, heading, items, onPick, className, busy }: Props) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!open) return;
    const outside = (event: PointerEvent) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    return () => {
      document.removeEventListener('pointerdown', outside);
    };
  }, [open]);

  return (
    <div className="menu" ref={root}>
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={name}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-busy={busy}
        onClick={() => {
          setOpen(!open);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' || open) return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        {label}
      </button>
      {open && (
        <MenuPanel
          id={id}
          heading={heading}
          items={items}
          onClose={(how) => {
            setOpen(false);
            if (how === 'here') button.current?.focus();
          }}
          onPick={onPick}
        />
      )}
    </div>
  );
}
