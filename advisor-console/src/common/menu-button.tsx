import { useId, useRef, useState, type ReactNode } from 'react';

import { MenuPanel, type MenuItem } from './menu-panel';
import { useDismiss } from './use-dismiss';

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
  /** Not now: it stays shut. */
  off?: boolean;
}

/** The menu button of the ARIA practices; closes when focus or pointer goes elsewhere. */
export function MenuButton({ label, name, heading, items, onPick, className, busy, off = false }: Props) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useDismiss(root, open, () => {
    setOpen(false);
  });

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
        aria-disabled={off || undefined}
        onClick={() => {
          setOpen(!open && !off);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' || open || off) return;
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
