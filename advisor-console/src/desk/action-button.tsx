interface Props {
  rank: 'primary' | 'plain';
  label: string;
  shortcut?: string;
  /** A second, smaller line. */
  detail?: string;
  pending: boolean;
  /** Some command is under way, this one or another. */
  blocked: boolean;
  /** Not possible just now. */
  off?: boolean;
  onPress: () => void;
}

/**
 * `aria-disabled` and not `disabled`: a disabled element loses the focus, and with it the place of who works by
 * keyboard. A held Enter does not press again and again.
 */
export function ActionButton({ rank, label, shortcut, detail, pending, blocked, off, onPress }: Props) {
  const disabled = blocked || off === true;
  return (
    <button
      type="button"
      className={`btn btn-${rank} btn-action`}
      data-primary={rank === 'primary' ? '' : undefined}
      aria-keyshortcuts={shortcut}
      aria-busy={pending}
      aria-disabled={disabled}
      onKeyDown={(event) => {
        if (event.repeat && event.key === 'Enter') event.preventDefault();
      }}
      onClick={() => {
        if (!disabled) onPress();
      }}
    >
      {shortcut && (
        <kbd className="cap" aria-hidden="true">
          {shortcut}
        </kbd>
      )}
      <span className="btn-words">
        <span className="btn-label">{label}</span>
        {detail && <span className="btn-detail">{detail}</span>}
      </span>
      <span className="spinner" aria-hidden="true" />
    </button>
  );
}
