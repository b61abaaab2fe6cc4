/** The settings of the pretend tenant: picklists, opportunity categories, security levels, lists, its own lengths. */
import type { EntityName } from '../schema';
import type { Cells } from './tables';

/** One picklist entry as metadata prints it: the value is text even where records carry a number. */
export interface SandboxPicklistEntry {
  value: string;
  label: string;
  isDefaultValue: boolean;
  sortOrder: number;
  parentValue: string;
  isActive: boolean;
  isSystem: boolean;
}

/** What is set up for an opportunity category. No route of the API returns it. */
export interface CategorySettings {
  defaults: Cells;
  /** Fields that the category marks as required, and stages that it offers: the API enforces neither. */
  required: string[];
  stages: number[];
}

/** Plain data that a test or the playground may change at any time. Keys are `Entity.field`. */
export interface TenantSettings {
  picklists: Record<string, SandboxPicklistEntry[]>;
  /** By id of the category. */
  categories: Record<number, CategorySettings>;
  /** Where this tenant is stricter or looser than the entity page. */
  overrides: Record<string, { required?: boolean; length?: number }>;
  /** What a security level permits, by the userType of a resource. No route of the API returns it. */
  securityLevels: Record<number, { standard: boolean; crm: boolean }>;
  /** Entries of user-defined fields of type list, by name of the field. */
  udfLists: Record<string, string[]>;
}

export const fieldKey = (entity: EntityName, field: string): string => `${entity}.${field}`;

/** Numbered from `first` on. A star before a label marks the default, a dash a value that is inactive. */
export function picklistEntries(first: number, labels: readonly string[], system = false): SandboxPicklistEntry[] {
  return labels.map((label, index) => ({
    value: String(first + index),
    label: label.replace(/^[*-]/, ''),
    isDefaultValue: label.startsWith('*'),
    sortOrder: index + 1,
    parentValue: '',
    isActive: !label.startsWith('-'),
    isSystem: system,
  }));
}
