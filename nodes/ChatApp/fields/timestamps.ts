export { toMilliseconds } from '../../alibabaCloud/input/dates';
