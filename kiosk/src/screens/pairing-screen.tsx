import type { DeviceIdentity } from '@ticketero/realtime-client';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { usePairing } from '../device/use-pairing';
import { Field } from '../keypad/field';
import { Keypad } from '../keypad/keypad';
import { useKeys } from '../keypad/use-keys';
import { Button } from '../parts/button';
import { Heading } from '../parts/heading';
import { Message } from '../parts/message';
import { Screen } from '../parts/screen';
import styles from './entry.module.css';

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
      <Screen name="pairing" layout="centre">
        <Message
          icon={problem ? 'offline' : 'busy'}
          heading={t('pairing.demo')}
          hint={problem}
          urgent={problem !== null}
        />
      </Screen>
    );
  }
  return (
    <Screen name="pairing" layout="steps">
      <div className={styles.entry}>
        <div className={styles.ask}>
          <Heading>{t('pairing.heading')}</Heading>
          <p className="lead">{t('pairing.hint')}</p>
          <Field label={t('pairing.label')} example="000000" value={code} onType={onType} problem={problem} />
        </div>
        <Keypad layout="digits" value={code} onType={onType} />
      </div>
      <div className={styles.actions}>
        <Button look="primary" onPress={submit} disabled={pairing.working}>
          {t(pairing.working ? 'pairing.working' : 'pairing.submit')}
        </Button>
      </div>
    </Screen>
  );
}
