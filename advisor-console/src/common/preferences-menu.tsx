import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useLook, type Theme } from '@ticketero/ui';

import '../styles/preferences.css';
import { SettingsIcon } from './icons';
import { useDismiss } from './use-dismiss';

const OFFERED = ['light', 'contrast'] satisfies Theme[];

/** What each person, or each browser, has as it suits them. `children`: more than the look. */
export function PreferencesMenu({ children }: { children?: ReactNode }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
  };
  useDismiss(root, open, close);

  return (
    <div
      className="menu preferences"
      ref={root}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        close();
        button.current?.focus();
      }}
      onBlur={(event) => {
        const to = event.relatedTarget;
        if (to instanceof Node && !event.currentTarget.contains(to)) close();
      }}
    >
      <button
        ref={button}
        type="button"
        className="top-button top-icon"
        aria-label={t('preferences.title')}
        title={t('preferences.title')}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => {
          setOpen(!open);
        }}
      >
        <SettingsIcon />
      </button>
      {open && (
        <Panel id={id}>
          <Look />
          {children}
        </Panel>
      )}
    </div>
  );
}

function Panel({ id, children }: { id: string; children: ReactNode }) {
  const { t } = useTranslation();
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    panel.current?.querySelector<HTMLElement>('input:checked, input')?.focus();
  }, []);
  return (
    <div id={id} className="menu-panel preferences-panel" role="group" aria-label={t('preferences.title')} ref={panel}>
      {children}
    </div>
  );
}

function Look() {
  const { t } = useTranslation();
  const [look, applyLook] = useLook();
  return (
    <fieldset className="preference">
      <legend>{t('preferences.look')}</legend>
      {OFFERED.map((theme) => (
        <label key={theme} className="preference-row">
          <input
            type="radio"
            name="look"
            checked={look.theme === theme}
            onChange={() => {
              applyLook({ theme }, { remember: true });
            }}
          />
          <span>{t(`preferences.${theme}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}
