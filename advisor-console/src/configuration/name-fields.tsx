import { useTranslation } from 'react-i18next';

import { TextField } from './fields';

interface Named {
  email: string;
  name: string;
}

interface Props {
  /** Before the ids of the fields. */
  of: 'advisor' | 'user';
  draft: Named;
  withEmail: boolean;
  emailHint?: string;
  wrong: (field: keyof Named) => string | null;
  onChange: (part: Partial<Named>) => void;
}

/** Who somebody is: by which address they sign in, and what the others call them. */
export function NameFields({ of, draft, withEmail, emailHint, wrong, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <>
      {withEmail && (
        <TextField
          id={`${of}-email`}
          type="email"
          autoComplete="off"
          autoCapitalize="none"
          label={t('config.users.email')}
          {...(emailHint === undefined ? {} : { hint: emailHint })}
          wrong={wrong('email')}
          value={draft.email}
          onText={(email) => {
            onChange({ email });
          }}
        />
      )}
      <TextField
        id={`${of}-name`}
        autoComplete="off"
        label={t('config.users.name')}
        wrong={wrong('name')}
        value={draft.name}
        onText={(name) => {
          onChange({ name });
        }}
      />
    </>
  );
}
