import { QRCodeSVG } from 'qrcode.react';

/** What a scanner needs on each side, in modules. */
const QUIET_ZONE = 4;

interface Props {
  /** What the phone reads. */
  value: string;
  /** What it is for: who cannot see the code hears this. */
  label: string;
  className?: string;
}

/** Dark on white whatever is around it, and as large as its place: the class gives the size. */
export function QrCode({ value, label, className }: Props) {
  return (
    <QRCodeSVG
      value={value}
      level="M"
      marginSize={QUIET_ZONE}
      fgColor="#000000"
      bgColor="#ffffff"
      className={className}
      aria-label={label}
    />
  );
}
