import type { DeviceKind, PrinterSetup, PrintResult, Role, SoundState } from '@ticketero/contract';
import { Column, CreateDateColumn, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

@Entity('role')
export class RoleEntity {
  @PrimaryColumn({ type: 'text' }) name!: Role;
  @Column({ type: 'jsonb' }) permissions!: string[];
}

@Entity('app_user')
export class UserEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' })
  id!: number;
  /** Null: the whole bank. */
  @Column({ name: 'branch_id', type: 'bigint', nullable: true }) branchId!: number | null;
  @Column({ type: 'varchar', length: 100 }) email!: string;
  @Column({ type: 'varchar', length: 100 }) name!: string;
  @Column({ type: 'text' }) role!: Role;
  @Column({ name: 'password_hash', type: 'text' }) passwordHash!: string;
  @Column({ name: 'must_change_password', type: 'boolean', default: false }) mustChangePassword!: boolean;
  @Column({ type: 'boolean', default: true }) active!: boolean;
}

@Entity('refresh_token')
export class RefreshTokenEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' })
  id!: number;
  @Column({ name: 'user_id', type: 'bigint' }) userId!: number;
  @Column({ type: 'uuid' }) family!: string;
  @Column({ name: 'token_hash', type: 'bytea' }) tokenHash!: Buffer;
  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt!: Date;
  @Column({ name: 'used_at', type: 'timestamptz', nullable: true }) usedAt!: Date | null;
  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true }) revokedAt!: Date | null;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'started_at', type: 'timestamptz' }) startedAt!: Date;
}

@Entity('device')
export class DeviceEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' })
  id!: number;
  @Column({ name: 'branch_id', type: 'bigint' }) branchId!: number;
  @Column({ type: 'text' }) kind!: DeviceKind;
  @Column({ type: 'varchar', length: 60 }) name!: string;
  @Column({ name: 'token_hash', type: 'bytea', nullable: true }) tokenHash!: Buffer | null;
  @Column({ type: 'boolean', default: false }) demo!: boolean;
  @Column({ name: 'paired_at', type: 'timestamptz', nullable: true }) pairedAt!: Date | null;
  @Column({ name: 'last_seen_at', type: 'timestamptz', nullable: true }) lastSeenAt!: Date | null;
  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true }) revokedAt!: Date | null;
  @Column({ type: 'jsonb', nullable: true }) printer!: PrinterSetup | null;
  @Column({ name: 'last_print', type: 'text', nullable: true }) lastPrint!: PrintResult | null;
  @Column({ name: 'last_print_at', type: 'timestamptz', nullable: true }) lastPrintAt!: Date | null;
  @Column({ name: 'print_trouble', type: 'text', nullable: true }) printTrouble!: string | null;
  @Column({ name: 'print_trouble_since', type: 'timestamptz', nullable: true }) printTroubleSince!: Date | null;
  @Column({ type: 'text', nullable: true }) sound!: SoundState | null;
  @Column({ name: 'sound_since', type: 'timestamptz', nullable: true }) soundSince!: Date | null;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}

@Entity('pairing_code')
export class PairingCodeEntity {
  @PrimaryColumn({ name: 'code_hash', type: 'bytea' }) codeHash!: Buffer;
  @Column({ name: 'device_id', type: 'bigint' }) deviceId!: number;
  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt!: Date;
  @Column({ name: 'used_at', type: 'timestamptz', nullable: true }) usedAt!: Date | null;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}
