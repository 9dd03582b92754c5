import type { OpeningHours, StoredSettings } from '@ticketero/core';
import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** Configuration of a branch; its present (revision, day) belongs to the unit of work and is not mapped. */
@Entity('branch')
export class BranchEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' })
  id!: number;
  @Column({ type: 'text' }) code!: string;
  @Column({ type: 'varchar', length: 100 }) name!: string;
  @Column({ name: 'time_zone', type: 'text' }) timeZone!: string;
  @Column({ name: 'module_count', type: 'integer' }) moduleCount!: number;
  @Column({ type: 'jsonb', default: {} }) settings!: StoredSettings;
  @Column({ name: 'opening_hours', type: 'jsonb', nullable: true }) openingHours!: OpeningHours | null;
  @Column({ type: 'boolean', default: true }) active!: boolean;
  @Column({ type: 'text', default: 'OPEN' }) status!: 'OPEN' | 'CLOSED' | 'PAUSED';
  @Column({ type: 'text', nullable: true }) notice!: string | null;
}

@Entity('queue')
export class QueueEntity {
  @PrimaryColumn({ name: 'branch_id', type: 'bigint' }) branchId!: number;
  @PrimaryColumn({ name: 'queue_type', type: 'varchar', length: 40 }) queueType!: string;
  @Column({ name: 'display_name', type: 'varchar', length: 60 }) displayName!: string;
  @Column({ type: 'char', length: 1 }) prefix!: string;
  @Column({ type: 'integer' }) priority!: number;
  @Column({ name: 'average_time_minutes', type: 'integer' }) averageTimeMinutes!: number;
  @Column({ name: 'target_wait_minutes', type: 'integer' }) targetWaitMinutes!: number;
  @Column({ name: 'alert_waiting', type: 'integer', default: 15 }) alertWaiting!: number;
  @Column({ name: 'daily_cap', type: 'integer', nullable: true }) dailyCap!: number | null;
  @Column({ type: 'boolean', default: true }) enabled!: boolean;
  @Column({ type: 'varchar', length: 200, nullable: true }) notice!: string | null;
}

/** Who an advisor is; what they do at this moment belongs to the unit of work. */
@Entity('advisor')
export class AdvisorEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' })
  id!: number;
  @Column({ name: 'branch_id', type: 'bigint' }) branchId!: number;
  @Column({ name: 'user_id', type: 'bigint', nullable: true }) userId!: number | null;
  @Column({ type: 'varchar', length: 100 }) name!: string;
  @Column({ type: 'varchar', length: 100 }) email!: string;
  @Column({ name: 'module_number', type: 'integer', nullable: true }) moduleNumber!: number | null;
  @Column({ name: 'queue_types', type: 'jsonb', default: [] }) queueTypes!: string[];
  @Column({ type: 'boolean', default: true }) active!: boolean;
}
