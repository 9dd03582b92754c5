interface Props {
  label: string;
  value: string;
  max: number;
  onChange: (value: string) => void;
  example?: string;
  required?: boolean;
  /** Where one begins to type. */
  first?: boolean;
}

/** A line of one's own words in a dialog. */
export function TextField({ label, value, max, onChange, example, required = false, first = false }: Props) {
  return (
    <label className="dialog-field">
      <span>{label}</span>
      <input
        type="text"
        maxLength={max}
        autoComplete="off"
        placeholder={example}
        required={required}
        data-first={first ? '' : undefined}
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
    </label>
  );
}
