export { toMilliseconds } from '../shared/time/moment';
