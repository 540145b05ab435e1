import type { Resource } from '../../operation';
import { check } from './check.operation';
import { getAll } from './getAll.operation';

export const channel: Resource = { value: 'channel', name: 'Channel', operations: [getAll, check] };
