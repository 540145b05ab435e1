import type { Resource } from '../../runtime/operation';
import { call } from './call.operation';

export const apiCall: Resource = { value: 'apiCall', name: 'API Call', operations: [call] };
