import type { DeviceIdentity } from '@ticketero/realtime-client';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { usePairing } from '../device/use-pairing';
import { Field } from '../keypad/field';
import { Keypad } from '../keypad/keypad';
import { useKeys } from '../keypad/use-keys';
import { Button } from '../parts/button';
import { Message } from '../parts/message';
import { Screen } from '../parts/screen';
import { EntryScreen } from './entry-screen';
import styles from './pairing-screen.module.css';

const CODE_LENGTH = 6;

interface PairingScreenProps {
  demo: boolean;
  refused: boolean;
  onPaired: (identity: DeviceIdentity) => void;
}

/** For the person who sets the totem up: a code from the administration makes it a kiosk of its branch. */
export function PairingScreen({ demo, refused, onPaired }: PairingScreenProps) {
  const { t } = useTranslation();
  const pairing = usePairing(demo, refused, onPaired);
  const [code, setCode] = useState('');
  const onType = (value: string) => {
    pairing.forgive();
    setCode(value.replace(/\D/g, '').slice(0, CODE_LENGTH));
  };
  const submit = () => pairing.submit(code.length === CODE_LENGTH ? code : null);
  useKeys({ value: code, onType, onEnter: submit, onEscape: () => onType('') });

  const problem = pairing.problem && t(`pairing.problem.${pairing.problem.code}`, { ...pairing.problem });
  if (pairing.demo) {
    return (
      <Screen
        name="pairing"
        summary={
          <Message
            icon={problem ? 'offline' : 'busy'}
            heading={t('pairing.demo')}
            hint={problem}
            urgent={problem !== null}
          />
        }
        controls={null}
      />
    );
  }
  return (
    <EntryScreen
      name="pairing"
      top={null}
      heading={t('pairing.heading')}
      hint={t('pairing.hint')}
      field={<Field label={t('pairing.label')} example="000000" value={code} onType={onType} problem={problem} />}
      keypad={<Keypad layout="digits" value={code} onType={onType} />}
      actions={
        <div className={styles.submit}>
          <Button look="primary" onPress={submit} disabled={pairing.working}>
            {t(pairing.working ? 'pairing.working' : 'pairing.submit')}
          </Button>
        </div>
      }
    />
  );
}
