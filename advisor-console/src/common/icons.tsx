import type { ReactNode } from 'react';

/** Decoration beside words, never instead of them: hidden from assistive technology. */
function Icon({ children }: { children: ReactNode }) {
  return (
    <svg className="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

export const CloseIcon = () => (
  <Icon>
    <path d="M5 5l10 10M15 5L5 15" />
  </Icon>
);
export const PauseIcon = () => (
  <Icon>
    <path d="M7 4.5v11M13 4.5v11" />
  </Icon>
);
export const ChevronIcon = () => (
  <Icon>
    <path d="M5 8l5 5 5-5" />
  </Icon>
);
export const SettingsIcon = () => (
  <Icon>
    <path d="M3 6h7M14 6h3M3 14h3M10 14h7" />
    <circle cx="12" cy="6" r="2" />
    <circle cx="8" cy="14" r="2" />
  </Icon>
);
export const HeartIcon = () => (
  <Icon>
    <path d="M10 16.5S3.5 12.8 3.5 8.300A3.300 3.300 0 0110 7a3.300 3.300 0 016.5 1.300c0 4.5-6.5 8.200-6.5 8.200z" />
  </Icon>
);
export const InfoIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="7" />
    <path d="M10 9.200V14M10 6.200v.1" />
  </Icon>
);
export const AlertIcon = () => (
  <Icon>
    <path d="M10 3.5l7.5 13h-15zM10 8.5v3.5M10 14.200v.1" />
  </Icon>
);
export const CheckIcon = () => (
  <Icon>
    <path d="M4.5 10.5l3.5 3.5 7.5-8" />
  </Icon>
);
export const RetryIcon = () => (
  <Icon>
    <path d="M15.5 8A6 6 0 1016 11.5M16.5 4v4.5H12" />
  </Icon>
);
export const SearchIcon = () => (
  <Icon>
    <path d="M8.5 14a5.5 5.5 0 100-11 5.5 5.5 0 000 11zM12.5 12.5L17 17" />
  </Icon>
);
export const TicketIcon = () => (
  <Icon>
    <path d="M3 6.5A1.5 1.5 0 014.5 5h11A1.5 1.5 0 0117 6.5v1.8a1.8 1.8 0 000 3.400v1.8a1.5 1.5 0 01-1.5 1.5h-11A1.5 1.5 0 013 13.5v-1.8a1.8 1.8 0 000-3.400z" />
    <path d="M8 8.5h4M8 11.5h4" />
  </Icon>
);
export const ShieldIcon = () => (
  <Icon>
    <path d="M10 2.8l5.800 2.200v4.600c0 3.500-2.400 6.300-5.800 7.600-3.400-1.300-5.800-4.100-5.800-7.600V5zM7.300 10l2 2 3.500-3.800" />
  </Icon>
);
export const DownloadIcon = () => (
  <Icon>
    <path d="M10 3.500v9M6.300 9L10 12.700 13.700 9M4 16.500h12" />
  </Icon>
);
export const PrintIcon = () => (
  <Icon>
    <path d="M6 7V3.500h8V7M6 14H3.500V7h13v7H14M6 11.500h8v5H6z" />
  </Icon>
);
export const PersonIcon = () => (
  <Icon>
    <circle cx="10" cy="6.800" r="3.300" />
    <path d="M3.800 16.800c.6-3.300 3-5 6.200-5s5.600 1.700 6.200 5" />
  </Icon>
);
export const UndoIcon = () => (
  <Icon>
    <path d="M4.500 8h7.500a4 4 0 010 8H8M4.500 8L8 4.500M4.500 8L8 11.500" />
  </Icon>
);
export const ReturnIcon = () => (
  <Icon>
    <path d="M16 4.500v6a3 3 0 01-3 3H4.500M4.500 13.500L8 10M4.500 13.500L8 17" />
  </Icon>
);
export const TransferIcon = () => (
  <Icon>
    <path d="M3.500 7h12M12 3.500L15.500 7 12 10.500M16.500 13.500h-12" />
  </Icon>
);
